"""Signing in, for those who write and edit."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.factories import make_user, set_site

pytestmark = pytest.mark.django_db

WRONG = "The email address and/or password you specified are not correct."


@pytest.fixture(autouse=True)
def nobody_has_tried_before() -> None:
    cache.clear()


def sign_in(client: Client, *, login: str = "cleo@example.org", password: str = "a long password", **extra: str):
    return client.post("/accounts/login/", {"login": login, "password": password} | extra)


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("login", ["cleo@example.org", "Cleo@Example.ORG", " cleo@example.org "])
def test_an_address_and_a_password_sign_in(reader: Client, editor: User, login: str):
    answer = sign_in(reader, login=login)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(reader) == str(editor.pk)


@pytest.mark.parametrize(
    ("login", "password"),
    [("cleo@example.org", "another password"), ("nobody@example.org", "a long password")],
)
def test_what_is_wrong_is_said_without_telling_who_has_an_account(
    reader: Client, editor: User, login: str, password: str
):
    answer = sign_in(reader, login=login, password=password)
    assert (answer.status_code, signed_in_as(reader)) == (200, None)
    page = answer.content.decode()
    assert WRONG in page
    assert f'value="{login}"' in page
    assert password not in page


def test_an_account_that_was_closed_does_not_sign_in(reader: Client, editor: User):
    editor.is_active = False
    editor.save()
    sign_in(reader)
    assert signed_in_as(reader) is None


def test_who_tries_passwords_is_stopped(reader: Client, editor: User):
    for number in range(10):
        sign_in(reader, password=f"a guess {number}")
    assert "Too many failed login attempts. Try again later." in sign_in(reader).content.decode()
    assert signed_in_as(reader) is None


def test_a_name_is_no_way_in(reader: Client, editor: User):
    answer = sign_in(reader, login="Cleo Marsh")
    assert "Enter a valid email address." in answer.content.decode()
    assert signed_in_as(reader) is None


def test_who_signs_in_goes_on_to_where_they_were(reader: Client, editor: User):
    assert sign_in(reader, next="/admin/blog/post/")["Location"] == "/admin/blog/post/"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(reader: Client, editor: User, elsewhere: str):
    assert sign_in(reader, next=elsewhere)["Location"] == "/"


# The admin's door is the same door


def test_the_admin_leads_to_the_site_s_own_sign_in_and_back(reader: Client, editor: User):
    door = reader.get("/admin/blog/post/", follow=True)
    assert door.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    form = door.context["redirect_field_value"]
    answer = reader.post("/accounts/login/", {"login": editor.email, "password": "a long password", "next": form})
    inside = reader.get(answer["Location"], follow=True)
    assert (inside.status_code, inside.request["PATH_INFO"]) == (200, "/admin/blog/post/")


def test_the_admin_has_no_sign_in_of_its_own(reader: Client, editor: User):
    answer = reader.post("/admin/login/", {"username": editor.email, "password": "a long password"})
    assert (answer.status_code, signed_in_as(reader)) == (302, None)
    assert answer["Location"].startswith("/accounts/login/")


def test_the_admin_is_not_for_readers_with_an_account(signed_in, outsider: User):
    client = signed_in(outsider)
    assert client.get("/admin/", follow=True).status_code == 403


# Nobody makes an account alone


def test_signing_up_is_closed(reader: Client):
    assert reader.get("/accounts/signup/").status_code == 404


def test_an_account_that_is_sent_all_the_same_is_not_made(reader: Client):
    sent = {"email": "rosa@example.org", "password1": "a very long password"}
    answer = reader.post("/accounts/signup/", sent)
    assert answer.status_code == 404
    assert not User.objects.exists()


def test_who_signs_out_is_signed_out(signed_in, editor: User):
    client = signed_in(editor)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in_as(client) == str(editor.pk)
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert signed_in_as(client) is None


def test_a_password_that_was_forgotten_is_asked_for_by_mail(reader: Client, mailoutbox: list):
    make_user(email="rosa@example.org")
    reader.post("/accounts/password/reset/", {"email": "Rosa@example.org"})
    assert [mail.to for mail in mailoutbox] == [["rosa@example.org"]]
    assert "http://testserver/accounts/password/reset/key/" in mailoutbox[0].body


def test_a_mail_is_in_the_sites_name_and_look_as_words_and_as_html(reader: Client, mailoutbox: list):
    set_site(name="Smith & Weir", tagline="notes on water")
    make_user(email="rosa@example.org")
    reader.post("/accounts/password/reset/", {"email": "rosa@example.org"})
    (mail,) = mailoutbox
    ((html, kind),) = mail.alternatives
    assert (mail.subject, kind) == ("A new password for Smith & Weir", "text/html")
    link = re.search(r"http://testserver/accounts/password/reset/key/\S+", mail.body)[0]
    assert "Smith & Weir, notes on water\nhttp://localhost:8000/" in mail.body
    assert (f'<a href="{link}">Choose a new password</a>' in html, "Smith &amp; Weir" in html) == (True, True)
    assert reader.get(link, follow=True).status_code == 200


def test_who_has_no_account_is_told_so_and_not_sent_to_one_that_cannot_be_made(reader: Client, mailoutbox: list):
    reader.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    (mail,) = mailoutbox
    assert "There is no account with this address." in mail.body
    assert "signup" not in mail.body + mail.alternatives[0][0]
