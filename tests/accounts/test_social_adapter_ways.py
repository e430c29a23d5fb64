"""Whose way back from a provider it is, whether the second step is asked for, and what a provider may tell."""

import pytest
from django.test import Client

from accounts.models import Identity, User
from standins import Person, Server
from tests.accounts.codes import code_of_app, give_app
from tests.accounts.signing_in import KEYS, chosen, consent, server, sign_in
from tests.accounts.test_social_adapter import consent_to_add, who
from tests.factories import make_user
from tests.standins.walking import TOMAS

__all__ = ["server"]
pytestmark = pytest.mark.django_db


# Whose way back it is


def test_the_way_back_of_another_browser_signs_nobody_in(reader: Client, stranger: Client, server: Server):
    theirs = chosen(consent(stranger, "google"))
    assert reader.get(theirs).status_code == 401
    assert (who(reader), User.objects.count()) == (None, 0)


def test_another_browsers_code_does_not_fit_the_own_state(reader: Client, stranger: Client, server: Server):
    theirs = dict(pair.split("=") for pair in chosen(consent(stranger, "google"), TOMAS).partition("?")[2].split("&"))
    own = dict(pair.split("=") for pair in chosen(consent(reader, "google")).partition("?")[2].split("&"))
    reader.get("/accounts/google/login/callback/", {"state": own["state"], "code": theirs["code"]})
    assert (who(reader), User.objects.count()) == (None, 0)


@pytest.mark.parametrize("key", KEYS)
def test_a_way_back_is_good_for_once(reader: Client, server: Server, key: str):
    back = chosen(consent(reader, key))
    assert reader.get(back).status_code == 302
    reader.post("/accounts/logout/")
    assert (reader.get(back).status_code, who(reader)) == (401, None)


def test_whoever_adds_an_identity_adds_it_to_the_account_that_asked(signed_in, server: Server, outsider: User):
    """Somebody else signs in between: the way back was not for them."""
    client = signed_in(outsider)
    back = chosen(consent_to_add(client))
    other = make_user()
    client.force_login(other, "accounts.backend.Backend")
    client.get(back)
    assert Identity.objects.count() == 0


# The second step


@pytest.mark.parametrize("role", ["", "Editor"])
def test_a_provider_is_no_way_round_the_second_step(reader: Client, server: Server, role: str, settings):
    settings.STAFF_MFA = True
    sign_in(Client(), "google")
    user = Identity.objects.get().user
    if role:
        make_user(role=role).groups.first().user_set.add(user)
        User.objects.filter(pk=user.pk).update(is_staff=True)
    give_app(user)
    answer = sign_in(reader, "google")
    assert (answer["Location"], who(reader)) == ("/accounts/2fa/authenticate/", None)
    assert reader.post("/accounts/2fa/authenticate/", {"code": code_of_app()})["Location"] == "/on-bees/"
    assert who(reader) == user
    assert (reader.get("/admin/").status_code == 200) is bool(role)


def test_staff_without_one_are_led_to_set_it_up_also_from_a_provider(reader: Client, server: Server, settings):
    settings.STAFF_MFA = True
    sign_in(Client(), "google")
    User.objects.update(is_staff=True)
    sign_in(reader, "google")
    assert reader.get("/admin/")["Location"] == reader.get("/")["Location"] == "/accounts/2fa/"


# What a provider tells may be anything


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", ["Mar\x00ta", "\u200b", "a" * 5000, "\U0001f600"])
def test_a_strange_name_keeps_nobody_out(reader: Client, server: Server, key: str, name: str):
    with server.failing(name=name):
        sign_in(reader, key)
    assert who(reader) is not None
    assert reader.get("/accounts/3rdparty/").status_code == 200


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("uid", ["1" * 192, "1\x002"])
def test_whose_key_there_cannot_be_kept_is_told_so(reader: Client, server: Server, monkeypatch, key: str, uid: str):
    monkeypatch.setattr(Person, "id_at", lambda *_person: uid)
    assert sign_in(reader, key)["Location"] == "/on-bees/?trouble=failed"
    assert User.objects.count() == 0
