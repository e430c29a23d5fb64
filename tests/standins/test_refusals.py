"""What each of the four refuses, as RFC 6749, 6750, 7636 and 9700 want it."""

import pytest

import standins
from tests.standins.walking import CALLBACK, PERSON, TOKEN, VERIFIER, Got, Walk, fetch

PROVIDERS = ["wordpress", "google", "x", "facebook"]


@pytest.fixture(params=PROVIDERS)
def walk(server, request) -> Walk:
    return Walk(server, request.param)


def error(answer: Got) -> str:
    """The error's code; Facebook has numbers for them, and its words tell which it is."""
    said = answer.json.get("error", answer.json.get("title"))
    return said if isinstance(said, str) else said["message"]


def test_the_state_comes_back_untouched(walk: Walk):
    assert walk.choose().back["state"] == "s & t=a/t"
    assert walk.cancel().back["state"] == "s & t=a/t"
    assert walk.page(response_type="token").back["state"] == "s & t=a/t"


def test_cancelling_says_access_denied(walk: Walk):
    assert walk.cancel().back["error"] == "access_denied"


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "somebody-else"},
        {"client_id": None},
        {"redirect_uri": "http://localhost:8000/elsewhere/"},
        {"redirect_uri": CALLBACK + "more"},
        {"redirect_uri": CALLBACK + "?more=1"},
        {"redirect_uri": CALLBACK.upper()},
        {"redirect_uri": None},
    ],
)
def test_nobody_is_sent_to_an_unknown_address(walk: Walk, changes: dict[str, str | None]):
    for answer in (walk.page(**changes), walk.choose(**changes)):
        assert (answer.status, answer.headers["Location"]) == (400, None)
        assert "Nobody’s real account is involved." in answer.text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "invalid_request"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
    ],
)
def test_a_wrong_request_goes_back_with_its_error(walk: Walk, changes: dict[str, str | None], expected: str):
    assert walk.page(**changes).back["error"] == expected
    assert walk.choose(**changes).back["error"] == expected


def test_nobody_can_be_somebody_who_is_not_there(walk: Walk):
    assert walk.choose("root").back["error"] == "invalid_request"


def test_a_code_is_good_once_and_its_second_use_revokes(walk: Walk):
    code = walk.choose().back["code"]
    token = walk.exchange(code).json["access_token"]
    assert walk.person(token).status == 200
    again = walk.exchange(code)
    assert again.status == 400
    assert error(again) in ("invalid_grant", "the code was used before")
    assert walk.person(token).status == 401


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "made-up"}, "no such code"),
        ({"redirect_uri": CALLBACK + "more"}, "redirect_uri is not the one that the code was given for"),
        ({"code_verifier": None}, "code_verifier is missing or malformed"),
        ({"code_verifier": "short"}, "code_verifier is missing or malformed"),
        ({"code_verifier": VERIFIER[::-1]}, "code_verifier does not belong to the code_challenge"),
    ],
)
def test_a_code_that_does_not_fit_is_an_invalid_grant(walk: Walk, changes: dict[str, str | None], words: str):
    answer = walk.exchange(**{"code": walk.choose().back["code"]} | changes)
    assert answer.status == 400
    assert error(answer) in ("invalid_grant", words)
    assert words in answer.text


def test_a_code_that_was_presented_wrongly_is_spent(walk: Walk):
    code = walk.choose().back["code"]
    walk.exchange(code, code_verifier=VERIFIER[::-1])
    assert walk.exchange(code).status == 400


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_code_expires(provider: str):
    with standins.running(redirects=[CALLBACK], code_seconds=0) as server:
        walk = Walk(server, provider)
        assert "the code has expired" in walk.exchange(walk.choose().back["code"]).text


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_token_expires(provider: str):
    with standins.running(redirects=[CALLBACK], token_seconds=0) as server:
        walk = Walk(server, provider)
        assert walk.person(walk.token()).status == 401


def test_a_token_must_be_a_bearer_token(walk: Walk):
    token = walk.token()
    address = walk.base + PERSON[walk.provider]
    assert [fetch(address).status, fetch(address, Authorization=f"MAC {token}").status] == [401, 401]
    assert fetch(address, Authorization="Bearer made-up").status == 401


def test_a_token_opens_nothing_at_another_provider(server):
    token = Walk(server, "google").token()
    assert Walk(server, "wordpress").person(token).status == 401


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
        ({"code": None}, "invalid_request"),
        ({"redirect_uri": None}, "invalid_request"),
    ],
)
def test_a_wrong_exchange_is_refused(walk: Walk, changes: dict[str, str | None], expected: str):
    answer = walk.exchange(**{"code": walk.choose().back["code"]} | changes)
    assert answer.status == 400
    if walk.provider != "facebook":
        assert error(answer) == expected


@pytest.mark.parametrize("provider", ["wordpress", "google"])
@pytest.mark.parametrize("changes", [{"client_secret": "guessed"}, {"client_id": "other"}, {"client_secret": None}])
def test_a_wrong_secret_is_refused(server, provider: str, changes: dict[str, str | None]):
    walk = Walk(server, provider)
    answer = walk.exchange(walk.choose().back["code"], **changes)
    assert (answer.status, answer.json["error"]) == (401, "invalid_client")
    assert answer.headers["WWW-Authenticate"] == 'Basic realm="stand-in"'


def test_a_client_authenticates_in_one_way(server):
    walk = Walk(server, "google")
    form = {"client_id": walk.client_id, "client_secret": walk.secret, "grant_type": "authorization_code", "code": "x"}
    answer = walk.ask_for_token(form, Authorization=walk.basic())
    assert (answer.status, answer.json["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("provider", ["wordpress", "google", "x"])
def test_codes_are_exchanged_by_post_alone(server, provider: str):
    assert fetch(f"{server.url}/{provider}{TOKEN[provider]}").status == 405


def test_a_parameter_is_sent_once(walk: Walk):
    answer = fetch(walk.consent_address() + "&state=another")
    assert (answer.status, answer.json["error"]) == (400, "invalid_request")


def test_what_is_not_there_is_not_found(walk: Walk, server):
    assert [fetch(f"{walk.base}/nothing").status, fetch(f"{server.url}/nothing").status] == [404, 404]


def test_redirects_may_be_judged_by_what_is_given():
    with standins.running(redirects=lambda address: address.endswith("/callback/")) as server:
        walk = Walk(server, "google")
        assert walk.page().status == 200
        assert walk.page(redirect_uri="http://localhost/elsewhere").status == 400
