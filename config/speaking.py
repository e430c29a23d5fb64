"""Every page speaks the site's language and shows its time, whoever asks for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from blog.models import Site

CATALOGUES = {"pt": "pt-br"}  # what Django and allauth call it; they fall back to ours, in locale/pt


class InTheSitesLanguage:
    """Not the reader's: a page is the same for everybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with in_the_sites_language():
            return self.get_response(request)


@contextmanager
def in_the_sites_language() -> Iterator[None]:
    site = Site.current()
    with translation.override(CATALOGUES.get(site.language, site.language)), timezone.override(site.zone):
        yield
