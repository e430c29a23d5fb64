"""The kinds of values that stand in the site's addresses."""

from django.urls import register_converter
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


register_converter(UnicodeSlug, "uslug")
register_converter(Year, "year")
register_converter(Month, "month")
