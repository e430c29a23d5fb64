"""The kinds of values that stand in the site's addresses."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class UnicodeSlug(StringConverter):
    """A slug in any alphabet: WordPress's need not be ASCII."""

    regex = r"[-\w]+"


register_converter(UnicodeSlug, "uslug")
