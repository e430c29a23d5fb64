"""`manage.py check_providers`: do the providers take the site's keys?"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.providers.known import NAMES
from tests.accounts.signing_in import KEYS, another, having, server

__all__ = ["server"]
pytestmark = pytest.mark.django_db


def check() -> tuple[list[str], str]:
    """What is said, without the lines about addresses, and how it ended."""
    said = StringIO()
    try:
        call_command("check_providers", stdout=said)
        ended = ""
    except CommandError as failure:
        ended = str(failure)
    return [line for line in said.getvalue().splitlines() if not line.startswith(" ")], ended


def test_a_site_without_keys_is_told_so():
    assert check() == (["The site has no keys of any provider, so that nobody is offered one."], "")


def test_keys_that_are_right_are_taken_and_the_address_to_register_is_said(server):
    said = StringIO()
    call_command("check_providers", stdout=said)
    back = "    Sends people back to http://localhost:8000/accounts/%s/login/callback/, which must be registered there."
    assert said.getvalue().splitlines() == [
        *("WordPress.com (a stand-in): takes the keys.", back % "wordpress"),
        *("Google (a stand-in): takes the keys.", back % "google"),
        *("X (a stand-in): takes the keys.", back % "x"),
        *("Facebook (a stand-in): takes the keys.", back % "facebook"),
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_secret_is_named(server, settings, key: str):
    settings.SOCIALACCOUNT_PROVIDERS = having({key: (server.client(key)[0], "of-last-year")})
    (said,), ended = check()
    unknown = "It knows no site with this client ID and this secret."
    facebooks = "It does not take them: no client has this id and this secret"
    assert said.partition(": ")[2] == (facebooks if key == "facebook" else unknown)
    assert ended == f"Nobody could sign in at {NAMES[key]}."


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_id_is_named(server, settings, key: str):
    settings.SOCIALACCOUNT_PROVIDERS = having({key: ("another-site", server.client(key)[1])})
    assert check()[1] == f"Nobody could sign in at {NAMES[key]}."


def test_servers_that_do_not_answer_are_named(server):
    discovery = server.addresses("wordpress")["server_url"] + "/.well-known/openid-configuration"
    server.close()
    silent = "It does not answer, or not as such a server does."
    assert check() == (
        [
            f"WordPress.com (a stand-in): {discovery} does not say what an OpenID Connect server says.",
            f"Google (a stand-in): {silent}",
            f"X (a stand-in): {silent}",
            f"Facebook (a stand-in): {silent}",
        ],
        "Nobody could sign in at WordPress.com or Google or X or Facebook.",
    )


def test_a_provider_that_fails_is_not_taken_for_one_that_takes_the_keys(server):
    with server.failing(token_fails=True):
        said, ended = check()
    assert said[1:3] == [
        "Google (a stand-in): It answered 500: server_error",
        "X (a stand-in): It answered 500: server_error",
    ]
    assert ended == "Nobody could sign in at WordPress.com or Google or X."


def test_another_server_is_asked_as_well(server, settings):
    guild = another(server, trusted=False)
    settings.SOCIALACCOUNT_PROVIDERS = having({}, guild)
    assert check() == (["The guild: takes the keys."], "")
    guild["settings"]["server_url"] = guild["settings"]["server_url"].replace("127.0.0.1", "localhost")
    said, ended = check()
    assert said == [f"The guild: The server calls itself {server.url}/wordpress. Enter that as its address."]
    assert ended == "Nobody could sign in at The guild."
