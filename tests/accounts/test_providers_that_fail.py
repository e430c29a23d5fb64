"""A provider that fails, or lies, or somebody who pretends to come from one: nobody is known, and they are led back."""

import pytest
from django.core.cache import cache
from django.test import Client

import standins
from accounts.models import User
from tests.accounts.signing_in import ERROR, KEYS, chosen, consent, known, server, sign_in
from tests.standins.walking import fetch

__all__ = ["server"]
pytestmark = pytest.mark.django_db
FAILED = "/on-bees/?trouble=failed"  # where they came from, which says what was the matter
WITH_ID_TOKENS = ["wordpress", "google"]


@pytest.fixture(autouse=True)
def nobody_is_known():
    """Whatever happens, the site comes to know nobody."""
    with known() as met:
        yield
    assert met == []
    assert not User.objects.exists()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("fault", ["token_fails", "token_is_garbled"])
def test_no_token_is_given(reader: Client, server: standins.Server, key: str, fault: str):
    back = chosen(consent(reader, key))
    with server.failing(**{fault: True}):
        assert reader.get(back)["Location"] == FAILED


@pytest.mark.parametrize("key", ["wordpress", "x", "facebook"])
def test_nothing_is_told_of_the_person(reader: Client, server: standins.Server, key: str):
    with server.failing(userinfo_fails=True):
        assert sign_in(reader, key)["Location"] == FAILED


@pytest.mark.parametrize("key", WITH_ID_TOKENS)
@pytest.mark.parametrize(
    "fault",
    [
        {"issuer": "https://elsewhere.example"},
        {"audience": "another-site"},
        {"nonce": "of-another-sign-in"},
        {"id_token_is_expired": True},
        {"signature_is_forged": True},
    ],
    ids=lambda fault: next(iter(fault)),
)
def test_an_id_token_of_which_anything_is_wrong_is_refused(reader: Client, server, key: str, fault: dict):
    with server.failing(**fault):
        assert sign_in(reader, key)["Location"] == FAILED


@pytest.mark.parametrize("key", KEYS)
def test_another_state_is_refused(reader: Client, server: standins.Server, key: str):
    back = chosen(consent(reader, key))
    code = back.partition("?code=")[2].partition("&")[0]
    for state in ("", "&state=", "&state=somebody-elses-00"):
        assert reader.get(f"/accounts/{key}/login/callback/?code={code}{state}").status_code == ERROR


def test_a_state_is_good_at_the_provider_it_was_made_for_only(reader: Client, server: standins.Server):
    back = chosen(consent(reader, "google"))
    assert reader.get(back.replace("/google/", "/x/")).status_code == ERROR


@pytest.mark.parametrize("key", KEYS)
def test_a_code_that_is_none_is_refused(reader: Client, server: standins.Server, key: str):
    back = chosen(consent(reader, key))
    code = back.partition("?code=")[2].partition("&")[0]
    assert reader.get(back.replace(code, "guessed"))["Location"] == FAILED


@pytest.mark.parametrize("key", KEYS)
def test_who_cancels_is_led_back(reader: Client, server: standins.Server, key: str):
    back = fetch(consent(reader, key), {"cancel": "1"}).headers["Location"]
    answer = reader.get(back.removeprefix("http://testserver"))
    assert (answer.status_code, answer["Location"]) == (302, "/on-bees/?trouble=cancelled")


@pytest.mark.parametrize("key", KEYS)
def test_a_provider_that_has_gone_meanwhile_leads_back(reader: Client, server: standins.Server, key: str):
    back = chosen(consent(reader, key))
    server.close()
    cache.clear()
    assert reader.get(back)["Location"] == FAILED


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_secret_lets_nobody_in(reader: Client, server: standins.Server, settings, key: str):
    for kind in settings.SOCIALACCOUNT_PROVIDERS.values():
        for app in kind["APPS"]:
            app["secret"] = "of-last-year"
    assert sign_in(reader, key)["Location"] == FAILED
