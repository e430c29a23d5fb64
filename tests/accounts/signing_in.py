"""A reader's way to a provider's stand-in and back, through the site's own doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import pre_social_login
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

import standins
from accounts.providers import begin
from config import providers
from tests.standins.walking import MARTA, fetch

KEYS = ["wordpress", "google", "x", "facebook"]
ERROR = 401  # with which allauth shows its page about a sign-in that failed


def callback(key: str) -> str:
    return f"http://testserver/accounts/{key}/login/callback/"


@pytest.fixture
def server(settings: Any) -> Iterator[standins.Server]:
    """Stand-ins whose keys the site has."""
    with standins.running(redirects=[callback(key) for key in [*KEYS, "oidc"]]) as running:
        settings.STAND_INS = {key: running.addresses(key) for key in KEYS}
        settings.SOCIALACCOUNT_PROVIDERS = having({key: running.client(key) for key in KEYS})
        yield running


def having(pairs: dict[str, tuple[str, str]], *others: dict[str, Any]) -> dict[str, Any]:
    return providers.as_allauth_has_them(pairs, list(others))


def another(server: standins.Server, *, trusted: bool) -> dict[str, Any]:
    """WordPress.com's stand-in as some other server."""
    client_id, secret = server.client("wordpress")
    said = {"server_url": f"{server.url}/wordpress", "trusts_email": trusted}
    return {"name": "The guild", "client_id": client_id, "secret": secret, "provider_id": "oidc", "settings": said}


def request_of(client: Client) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = client.session
    return request


def consent(client: Client, key: str, next_url: str = "/on-bees/") -> str:
    """The provider's page on which this browser stands."""
    return begin(request_of(client), key, next_url)


def asked(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


def chosen(address: str, person: str = MARTA) -> str:
    """Where the provider sends the browser once somebody has consented, from the path on."""
    parts = urlsplit(fetch(address, {"person": person}).headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_in(client: Client, key: str, person: str = MARTA) -> HttpResponse:
    return client.get(chosen(consent(client, key), person))


@contextmanager
def known() -> Iterator[list[SocialLogin]]:
    """Whom the site has come to know meanwhile, before it decides who may join."""
    met: list[SocialLogin] = []

    def meet(sociallogin: SocialLogin, **_more: Any) -> None:
        met.append(sociallogin)

    pre_social_login.connect(meet)
    try:
        yield met
    finally:
        pre_social_login.disconnect(meet)


def known_as(client: Client, key: str, person: str = MARTA) -> SocialLogin:
    with known() as met:
        answer = sign_in(client, key, person)
    assert len(met) == 1, answer.content.decode()
    return met[0]


def addresses_of(login: SocialLogin) -> list[tuple[str, bool]]:
    return [(address.email, address.verified) for address in login.email_addresses]
