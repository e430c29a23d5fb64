"""Where somebody was going is kept through every step, and is never another site."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from tests.accounts.codes import code_of_app, code_of_mail, give_app
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ELSEWHERE = [
    *("https://e.example/", "http://e.example", "HTTPS://E.EXAMPLE/", "ftp://e.example/"),
    *("//e.example", "///e.example", "////e.example", "//e.example/%2e%2e"),
    *("/\\e.example", "\\/e.example", "\\\\e.example", "/\\/e.example", "https:\\\\e.example"),
    *("https:e.example", "https:/e.example", "http:e.example", "http:///e.example"),
    *("https://testserver@e.example/", "https://testserver:80@e.example", "//testserver@e.example/"),
    *("https://testserver.e.example/", "https://testserver:8443/", "//testserver:8443/", "https://e.example#testserver"),
    *("https://e.example?testserver", "https://e.example\\@testserver/", "https://[::1]/", "https://["),
    *("http://localhost/", "http://127.0.0.1/", "//localhost", "https://testserver.", "https://.testserver/"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://testserver/%0aalert(1)", "java\tscript:alert(1)"),
    *("data:text/html,<p>", "vbscript:msgbox(1)", "blob:https://testserver/1", "mailto:a@e.example", "file:///etc/passwd"),
    *(" //e.example", "\t//e.example", "\n//e.example", "\r\n//e.example", "//e.example "),
    *("/\t/e.example", "/\n/e.example", "/\r/e.example", "\x00//e.example", "/\x00/e.example"),
    *("\x01https://e.example", "\x1f//e.example", "\x7f//e.example", "\x85//e.example"),
    *("\u00a0//e.example", "\u2028//e.example", "\u3000//e.example", "\ufeff//e.example"),
    *("\u200b//e.example", "ht\ntps://e.example", "https://else\twhere.example/", "/archive/\r\nLocation: //e.example"),
]  # fmt: skip
# What looks like it, and stays: each is a path on this site to every browser.
HERE = [
    "/archive/",
    "/archive/?q=//e.example",
    "/%2Fe.example",
    "/%5Ce.example",
    "/%09/e.example",
]
HERE += ["/\uff0fe.example", "/\u2215e.example", "http://testserver/archive/"]


def after_login(client: Client, user: User, to: str) -> HttpResponse:
    return client.post("/accounts/login/", {"login": user.email, "password": "a long password", "next": to})


def after_logout(client: Client, user: User, to: str) -> HttpResponse:
    client.force_login(user)
    return client.post("/accounts/logout/", {"next": to})


def when_in_already(client: Client, user: User, to: str) -> HttpResponse:
    client.force_login(user)
    return client.get("/accounts/login/", {"next": to})


def after_a_mailed_code(client: Client, user: User, to: str) -> HttpResponse:
    step = client.post("/accounts/login/code/", {"email": user.email, "next": to})
    assert urlsplit(step["Location"])[:3] == ("", "", "/accounts/login/code/confirm/")
    return client.post(step["Location"], {"code": code_of_mail(mail.outbox[-1]), "next": to})


def after_a_second_step(client: Client, user: User, to: str) -> HttpResponse:
    give_app(user)
    step = after_login(client, user, to)
    assert step["Location"] == "/accounts/2fa/authenticate/"
    return client.post(step["Location"], {"code": code_of_app(), "next": to})


def after_a_mailed_code_and_a_second_step(client: Client, user: User, to: str) -> HttpResponse:
    give_app(user)
    step = after_a_mailed_code(client, user, to)
    assert step["Location"] == "/accounts/2fa/authenticate/"
    return client.post(step["Location"], {"code": code_of_app()})


def after_proving_again(client: Client, user: User, to: str) -> HttpResponse:
    client.force_login(user)
    return client.post("/accounts/reauthenticate/", {"password": "a long password", "next": to})


def after_proving_again_with_an_app(client: Client, user: User, to: str) -> HttpResponse:
    give_app(user)
    client.force_login(user)
    return client.post("/accounts/2fa/reauthenticate/", {"code": code_of_app(), "next": to})


def after_a_wrong_key(client: Client, user: User, to: str) -> HttpResponse:
    return client.post("/accounts/2fa/webauthn/login/", {"credential": "{}", "next": to})


def after_a_new_password(client: Client, user: User, to: str) -> HttpResponse:
    client.force_login(user)
    new = {"oldpassword": "a long password", "password1": "a longer password", "password2": "a longer password"}
    return client.post("/accounts/password/change/", new | {"next": to})


WAYS = [
    after_login,
    after_logout,
    when_in_already,
    after_a_mailed_code,
    after_a_second_step,
    after_a_mailed_code_and_a_second_step,
    after_proving_again,
    after_proving_again_with_an_app,
    after_a_new_password,
]
type Way = Callable[[Client, User, str], HttpResponse]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_to_another_site(reader: Client, way: Way, to: str):
    led = way(reader, make_user(), to)
    assert (led.status_code, led["Location"]) in [(302, "/"), (302, "/accounts/")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("to", HERE)
def test_everybody_is_led_where_they_were_going(reader: Client, way: Way, to: str):
    led = way(reader, make_user(), to)
    assert (led.status_code, led["Location"]) == (302, quote(to, safe="/:%?="))


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_wrong_key_leads_to_no_other_site_either(reader: Client, to: str):
    led = after_a_wrong_key(reader, make_user(), to)
    assert urlsplit(led["Location"])[:3] == ("", "", "/accounts/login/")
    assert reader.get(led["Location"]).context["redirect_field_value"] is None


def test_a_wrong_key_does_not_forget_the_way(reader: Client, db: None):
    assert after_a_wrong_key(reader, make_user(), "/archive/")["Location"] == "/accounts/login/?next=%2Farchive%2F"


@pytest.mark.parametrize("address", ["login/", "login/code/"])
def test_a_page_hands_the_way_on_to_the_others(reader: Client, address: str):
    page = reader.get(f"/accounts/{address}?next=/archive/").text
    assert '<input type="hidden" name="next" value="/archive/"' in page.replace("'", '"')
    assert "?next=%2Farchive%2F" in page
