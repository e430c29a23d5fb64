"""What a mail needs to know of the site. A room above says it when it is ready, since this one knows no site."""

from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured


class Letterhead(NamedTuple):
    name: str
    tagline: str
    url: str  # with a slash at its end
    sender: str  # as in From: a name and an address


_said: list[Callable[[], Letterhead]] = []


def written_on(letterhead: Callable[[], Letterhead]) -> Callable[[], Letterhead]:
    """Decorator: mails are written on this. It is asked for each mail, since a site may be renamed."""
    _said[:] = [letterhead]
    return letterhead


def current() -> Letterhead:
    if not _said:
        raise ImproperlyConfigured("No room has said what mails are written on: outbox.letterhead.written_on.")
    return _said[0]()
