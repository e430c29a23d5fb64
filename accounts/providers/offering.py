"""What is offered to somebody who wants to sign in, and the way there."""

from dataclasses import dataclass

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.providers.keys import from_admin, from_environment
from accounts.providers.known import NAMES


class NotOffered(Exception):
    """The site has no keys of such a provider."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`mark` is the path of a static file. A stand-in is no provider, and a page says so."""

    key: str
    name: str
    mark: str
    is_stand_in: bool


def offered() -> list[Offer]:
    """The providers whose keys the site has, in the order in which they are shown; without asking the database."""
    named = from_admin() | from_environment()
    order = [
        *filter(named.__contains__, NAMES),
        *sorted(named.keys() - NAMES.keys(), key=lambda key: (named[key], key)),
    ]
    return [_offer(key, named[key]) for key in order]


def shown(key: str) -> Offer:
    """A provider by which somebody came once, whether or not the site still has its keys."""
    return _offer(key, NAMES.get(key) or from_environment().get(key) or from_admin().get(key) or key)


def _offer(key: str, name: str) -> Offer:
    mark = f"img/providers/{key if key in NAMES else 'openid'}.svg"
    return Offer(key, NAMES.get(key, name), mark, key in settings.STAND_INS)


def offer(key: str) -> Offer:
    """Raises NotOffered."""
    for found in offered():
        if found.key == key:
            return found
    raise NotOffered(key)


def begin(request: HttpRequest, key: str, next_url: str = "", *, process: str = "login") -> str:
    """The provider's address to send this browser to, which comes back to `next_url`; `process` may be "connect".

    Raises NotOffered, and Unreachable where the provider does not say where its own doors are.
    """
    offer(key)
    provider = get_adapter(request).get_provider(request, key)
    back = next_url if url_has_allowed_host_and_scheme(next_url, {request.get_host()}) else None
    return provider.redirect(request, process=process, next_url=back).url
