"""The kinds of values that stand in the site's addresses."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter, StringConverter


class UnicodeSlug(StringConverter):
    """A slug in any alphabet: WordPress's need not be ASCII."""

    regex = r"[-\w]+"


class Year(IntConverter):
    regex = r"[12]\d{3}"

    def to_url(self, value: int) -> str:
        return f"{value:04}"


class Month(IntConverter):
    regex = r"0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class Accent(StringConverter):
    regex = r"[0-9a-f]{6}"


def in_each_format(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """The addresses of a feed, as WordPress has them: `…feed/` is RSS, `…feed/atom/` and `…feed/json/` the others."""
    others = [path(f"{route}{form}/", view, {"form": form}, name=f"{name}-{form}") for form in ("rss", "atom", "json")]
    return [path(route, view, {"form": "rss"}, name=name), *others]


register_converter(UnicodeSlug, "uslug")
register_converter(Year, "year")
register_converter(Month, "month")
register_converter(Accent, "accent")
