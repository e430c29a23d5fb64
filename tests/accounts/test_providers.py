"""Signing in at each provider: what is asked of it, and what is known afterwards."""

import pytest
from django.test import Client

from accounts.providers import NotOffered, Profile, Unreachable, begin, profile
from standins import PEOPLE
from tests.accounts.signing_in import (
    KEYS,
    addresses_of,
    another,
    asked,
    callback,
    chosen,
    consent,
    having,
    known_as,
    request_of,
    server,
    sign_in,
)
from tests.standins.walking import INES, MARTA, WREN

__all__ = ["server"]
pytestmark = pytest.mark.django_db
IDS = {key: {person.handle: person.id_at(key) for person in PEOPLE} for key in KEYS}
SCOPES = {
    "wordpress": {"openid", "profile", "email"},
    "google": {"openid", "profile", "email"},
    "x": {"users.read", "tweet.read", "users.email"},
    "facebook": {"public_profile,email", "email,public_profile"},
}


# What is asked


@pytest.mark.parametrize("key", KEYS)
def test_the_provider_is_told_where_to_send_the_browser_back_and_what_the_site_wants(reader: Client, server, key: str):
    address = consent(reader, key)
    wish = asked(address)
    assert address.startswith(f"{server.url}/{key}/")
    assert (wish["client_id"], wish["redirect_uri"]) == (server.client(key)[0], callback(key))
    assert (wish["response_type"], len(wish["state"])) == ("code", 16)
    assert set(wish["scope"].split()) <= SCOPES[key]
    assert key == "facebook" or set(wish["scope"].split()) == SCOPES[key]


@pytest.mark.parametrize("key", KEYS)
def test_every_provider_but_facebook_gets_a_challenge_and_those_with_id_tokens_a_nonce(reader, server, key: str):
    first, second = asked(consent(reader, key)), asked(consent(reader, key))
    sent = {"code_challenge", "code_challenge_method", "nonce"} & first.keys()
    challenge = {"code_challenge", "code_challenge_method"}
    wanted = {"facebook": set(), "x": challenge}.get(key, challenge | {"nonce"})
    assert sent == wanted
    assert first.get("code_challenge_method") == ("S256" if wanted else None)
    assert all(first[name] != second[name] for name in ["state", *(wanted - {"code_challenge_method"})])


def test_who_is_sent_back_goes_on_to_a_page_of_the_sites_own_only(reader: Client, server):
    for wanted in ("/on-bees/#comments", "https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        consent(reader, "google", wanted)
    states = reader.session["socialaccount_states"].values()
    assert [state.get("next") for state, *_rest in states] == ["/on-bees/#comments", None, None, None]


def test_an_account_can_be_added_to_somebody_who_is_signed_in(reader: Client, server):
    begin(request_of(reader), "x", "/", process="connect")
    assert [state["process"] for state, *_rest in reader.session["socialaccount_states"].values()] == ["connect"]


def test_who_is_not_offered_cannot_be_gone_to(reader: Client, server):
    for key in ("github", "openid_connect", "", "oidc"):
        with pytest.raises(NotOffered):
            consent(reader, key)


@pytest.mark.parametrize("key", ["wordpress", "oidc"])
def test_a_server_that_does_not_say_where_its_doors_are_is_named(reader: Client, server, settings, key: str):
    settings.SOCIALACCOUNT_PROVIDERS = having({"wordpress": server.client("wordpress")}, another(server, trusted=False))
    server.close()
    with pytest.raises(Unreachable) as unreachable:
        consent(reader, key)
    assert unreachable.value.provider == {"wordpress": "WordPress.com", "oidc": "The guild"}[key]


def test_what_a_server_says_of_itself_is_asked_for_once(reader: Client, server):
    for _sign_in in range(3):
        sign_in(reader, "wordpress")
    discovery = "/wordpress/.well-known/openid-configuration"
    assert [request.path for request in server.requests].count(discovery) == 1


# What is known afterwards


@pytest.mark.parametrize("key", KEYS)
def test_somebody_is_known_by_the_providers_id_of_them_with_name_and_picture(reader: Client, server, key: str):
    login = known_as(reader, key)
    assert (login.account.provider, login.account.uid) == (key, IDS[key][MARTA])
    links = {"wordpress": f"{server.url}/people/{MARTA}", "x": f"https://x.com/{MARTA}"}
    assert profile(login) == Profile("Marta Hollis", f"{server.url}/avatars/{MARTA}.png", links.get(key, ""))
    assert profile(login.account) == profile(login)


@pytest.mark.parametrize(
    ("key", "addresses"),
    [
        ("wordpress", [("marta@people.example", True)]),
        ("google", [("marta@people.example", True)]),
        ("x", [("marta@people.example", True)]),
        ("facebook", []),
    ],
)
def test_an_address_counts_where_the_provider_says_that_it_is_proven_and_never_by_facebook(
    reader, server, key, addresses
):
    assert addresses_of(known_as(reader, key)) == addresses


@pytest.mark.parametrize("key", KEYS)
def test_an_address_that_nobody_proved_does_not_count(reader: Client, server, key: str):
    assert addresses_of(known_as(reader, key, WREN)) == []


@pytest.mark.parametrize("key", KEYS)
def test_somebody_without_an_address_can_sign_in(reader: Client, server, key: str):
    assert addresses_of(known_as(reader, key, INES)) == []


@pytest.mark.parametrize("key", KEYS)
def test_somebody_without_a_picture_has_none(reader: Client, server, key: str):
    assert profile(known_as(reader, key, "eleni_who_is_invented")) == Profile(
        "Ελένη Βάρδα",
        "",
        {
            "wordpress": f"{server.url}/people/eleni_who_is_invented",
            "x": "https://x.com/eleni_who_is_invented",
        }.get(key, ""),
    )


@pytest.mark.parametrize(("trusted", "counting"), [(False, []), (True, [("marta@people.example", True)])])
def test_another_servers_addresses_count_only_where_the_site_trusts_it(
    reader, server, settings, trusted: bool, counting: list
):
    settings.SOCIALACCOUNT_PROVIDERS = having({}, another(server, trusted=trusted))
    login = known_as(reader, "oidc")
    assert (login.account.provider, login.account.uid) == ("oidc", IDS["wordpress"][MARTA])
    assert addresses_of(login) == counting
    assert addresses_of(known_as(reader, "oidc", WREN)) == []


@pytest.mark.parametrize("key", KEYS)
def test_a_name_is_one_line_of_what_can_be_seen(reader: Client, server, key: str):
    with server.failing(name="  Marta\n\u202eLind\x00qvist " + "x" * 200):
        name = profile(known_as(reader, key)).name
    assert (name[:18], len(name)) == ("Marta Lind qvist x", 100)


# Which doors there are


@pytest.mark.parametrize("key", ["google", "facebook", "x", "wordpress", "oidc", "openid_connect"])
@pytest.mark.parametrize("door", ["login/", "login/token/"])
def test_no_other_door_of_allauths_is_open(reader: Client, server, key: str, door: str):
    assert reader.get(f"/accounts/{key}/{door}").status_code == 404
    assert reader.post(f"/accounts/{key}/{door}").status_code == 404


@pytest.mark.parametrize("key", [*KEYS, "github"])
def test_nobody_comes_back_from_where_the_site_has_no_keys(reader: Client, settings, key: str):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert reader.get(f"/accounts/{key}/login/callback/?code=1&state=1").status_code == 404


def test_a_code_that_was_chosen_in_one_browser_is_nothing_in_another(reader: Client, stranger: Client, server):
    back = chosen(consent(reader, "google"))
    assert stranger.get(back).status_code == 401
    assert reader.get(back)["Location"] == "/on-bees/"


@pytest.mark.parametrize("key", KEYS)
def test_a_way_back_is_gone_once(reader: Client, server, key: str):
    back = chosen(consent(reader, key))
    assert [reader.get(back).status_code, reader.get(back).status_code] == [302, 401]


@pytest.mark.parametrize("key", KEYS)
def test_a_code_is_good_once(reader: Client, stranger: Client, server, key: str):
    """Also where somebody puts another's code into a way back of their own."""
    back, theirs = chosen(consent(reader, key)), chosen(consent(stranger, key))
    assert reader.get(back)["Location"] == "/on-bees/"
    code = asked(back)["code"]
    assert stranger.get(theirs.replace(asked(theirs)["code"], code))["Location"] == "/on-bees/?trouble=failed"
