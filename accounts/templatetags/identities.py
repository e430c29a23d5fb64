"""The providers, as templates name and show them."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts import providers

register = template.Library()


@register.simple_tag
def offered() -> list[providers.Offer]:
    """Those that have keys, and so may be chosen."""
    return providers.offered()


@register.simple_tag
def name_of(key: str) -> str:
    return providers.shown(key).name


@register.simple_tag
def mark_of(key: str) -> SafeString:
    """The provider's mark, named for those who do not see it."""
    provider = providers.shown(key)
    picture = '<img class="mark" src="{}" alt="{}" title="{}" width="16" height="16" loading="lazy">'
    return format_html(picture, static(provider.mark), provider.name, provider.name)
