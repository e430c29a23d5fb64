"""The providers, as templates name and show them."""

from django import template

from accounts import providers

register = template.Library()


@register.simple_tag
def offered() -> list[providers.Offer]:
    """Those that have keys, and so may be chosen."""
    return providers.offered()


@register.simple_tag
def name_of(key: str) -> str:
    return providers.shown(key).name


@register.inclusion_tag("accounts/_mark.html")
def mark_of(key: str) -> dict[str, providers.Offer]:
    """The provider's mark, named for those who do not see it."""
    return {"provider": providers.shown(key)}
