"""Who somebody is elsewhere, on the pages about their account; and where all ways there and back lead."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Identity, User
from blog.models import Post
from comments.models import HalfWritten
from tests.accounts.signing_in import chosen, server
from tests.accounts.test_next import ELSEWHERE, HERE
from tests.blog.page import Page
from tests.factories import form_data, make_user
from tests.standins.walking import fetch

__all__ = ["server"]
pytestmark = pytest.mark.django_db


def cancelled(page: HttpResponse) -> str:
    """Where the provider sends somebody who has changed their mind."""
    return fetch(page.context["address"], {"cancel": "1"}).headers["Location"].removeprefix("http://testserver")


def last(answer: HttpResponse) -> tuple[str, int]:
    return answer.redirect_chain[-1] if answer.redirect_chain else ("", answer.status_code)


# Where the ways lead


def by_a_provider(client: Client, to: str) -> HttpResponse:
    page = client.post("/accounts/with/google/", {"next": to})
    return client.get(client.get(chosen(page.context["address"]))["Location"])


def by_the_way_back(client: Client, to: str) -> HttpResponse:
    client.force_login(make_user(), "accounts.backend.Backend")
    return client.get("/accounts/back/", {"next": to})


@pytest.mark.parametrize("way", [by_a_provider, by_the_way_back])
@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_to_another_site(reader: Client, server, way: Callable, to: str):
    led = way(reader, to)
    assert (led.status_code, led["Location"]) == (302, "/")


@pytest.mark.parametrize("way", [by_a_provider, by_the_way_back])
@pytest.mark.parametrize("to", HERE)
def test_everybody_is_led_where_they_were_going(reader: Client, server, way: Callable, to: str):
    led = way(reader, to)
    assert (led.status_code, led["Location"]) == (302, quote(to, safe="/:%?="))


def test_the_way_back_taken_by_somebody_signed_out_leads_to_the_sign_in_page(reader: Client):
    assert reader.get("/accounts/back/")["Location"] == "/accounts/login/"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_whoever_comes_back_without_signing_in_is_led_to_no_other_site(reader: Client, to: str):
    led = reader.get("/accounts/back/", {"next": to, "trouble": "cancelled"})
    assert (led.status_code, led["Location"]) == (302, "/accounts/login/?")


def test_whoever_comes_back_without_signing_in_keeps_their_way(reader: Client, server):
    page = reader.post("/accounts/with/google/", {"next": "/archive/"})
    led = reader.get(cancelled(page), follow=True)
    assert last(led) == ("/accounts/login/?next=%2Farchive%2F", 302)
    assert "You came back without signing in." in led.text


@pytest.mark.parametrize("trouble", ["", "x", "ours'", "<script>", "//e.example", "\x00"])
def test_a_trouble_that_was_made_up_is_none(reader: Client, signed_in, outsider: User, trouble: str):
    led = reader.get("/accounts/back/", {"next": "/archive/", "trouble": trouble})
    assert led["Location"] == "/archive/"
    shown = signed_in(outsider).get("/accounts/3rdparty/", {"trouble": trouble})
    assert (shown.status_code, Page(shown).of_class("notice")) == (200, [])


@pytest.mark.parametrize("to", ELSEWHERE)
def test_adding_and_removing_lead_back_to_the_page_about_it(signed_in, server, outsider: User, to: str):
    client = signed_in(outsider)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    query = urlencode({"next": to})
    page = client.post(f"/accounts/add/google/?{query}", {"next": to})
    added = client.get(chosen(page.context["address"]))
    removed = client.post(f"/accounts/remove/{Identity.objects.get().pk}/?{query}", {"next": to})
    assert (added["Location"], removed["Location"]) == ("/accounts/3rdparty/", "/accounts/3rdparty/")


@pytest.mark.parametrize("to", ELSEWHERE)
def test_coming_back_to_a_comment_leads_to_its_post(post: Post, reader: Client, server, to: str):
    page = reader.post(f"/on-bees/comments/as/google/?{urlencode({'next': to})}", form_data(next=to))
    back = HalfWritten.objects.get().way_back
    assert reader.get(chosen(page.context["address"]))["Location"] == back
    assert reader.get(back, {"next": to, "trouble": to})["Location"] == "/on-bees/#respond"


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_callback_leads_nowhere_that_its_address_says(reader: Client, server, to: str):
    page = reader.post("/accounts/with/google/")
    back = f"{chosen(page.context['address'])}&{urlencode({'next': to, 'redirect_uri': to})}"
    assert reader.get(back)["Location"] == "/accounts/back/?"


# The pages


@pytest.mark.parametrize("key", ["unknown", "email", "openid_connect", "oidc"])
def test_a_provider_without_keys_is_not_there(reader: Client, signed_in, server, outsider: User, key: str):
    client = signed_in(outsider)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    found = reader.post(f"/accounts/with/{key}/"), client.post(f"/accounts/add/{key}/")
    assert [answer.status_code for answer in found] == [404, 404]


def test_a_sign_in_is_begun_by_a_button_alone(reader: Client, server):
    assert reader.get("/accounts/with/google/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/accounts/with/google/").status_code == 403


PRIVATE = ["3rdparty/", "add/google/", "remove/1/"]


@pytest.mark.parametrize("path", PRIVATE)
def test_signed_out_they_lead_to_the_sign_in_page(reader: Client, path: str):
    led = reader.get(f"/accounts/{path}")
    assert (led.status_code, led["Location"].partition("?")[0]) == (302, "/accounts/login/")


def test_adding_and_removing_ask_again_who_it_is(reader: Client, server):
    user = make_user()
    identity = Identity.objects.create(user=user, provider="x", uid="1")
    reader.force_login(user, "accounts.backend.Backend")
    for path in ("add/google/", f"remove/{identity.pk}/"):
        led = reader.post(f"/accounts/{path}")
        assert (led.status_code, led["Location"].partition("?")[0]) == (302, "/accounts/reauthenticate/")
    assert Identity.objects.count() == 1


def test_no_cache_keeps_any_of_them(reader: Client, signed_in, server, outsider: User):
    client = signed_in(outsider)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    connecting = reader.post("/accounts/with/google/")
    answers = [connecting, reader.get(chosen(connecting.context["address"])), reader.get("/accounts/back/")]
    answers += [client.get("/accounts/3rdparty/"), client.post("/accounts/add/google/")]
    for answer in answers:
        assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
