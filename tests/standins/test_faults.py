"""What a test may let go wrong, and that it is right again afterwards."""

import time

import jwt
import pytest

from standins import Faults
from tests.standins.walking import MARTA, Walk, fetch

PROVIDERS = ["wordpress", "google", "x", "facebook"]


@pytest.fixture(params=PROVIDERS)
def walk(server, request) -> Walk:
    return Walk(server, request.param)


def id_token(server, **faults) -> tuple[str, object]:
    walk = Walk(server, "wordpress")
    code = walk.choose(nonce="right").back["code"]
    with server.failing(**faults):
        token = walk.exchange(code).json["id_token"]
    keys = jwt.PyJWKSet.from_dict(fetch(f"{walk.base}/.well-known/jwks.json").json)
    return token, keys[jwt.get_unverified_header(token)["kid"]]


def claims(server, **faults) -> dict[str, object]:
    token, key = id_token(server, **faults)
    unchecked = {"verify_aud": False, "verify_exp": False}
    return jwt.decode(token, key, algorithms=["RS256"], options=unchecked)


def test_the_token_request_fails(walk: Walk, server):
    with server.failing(token_fails=True):
        assert walk.exchange(walk.choose().back["code"]).status == 500
    assert server.stage.faults == Faults()
    assert walk.exchange(walk.choose().back["code"]).status == 200


def test_the_token_request_hangs(walk: Walk, server):
    code = walk.choose().back["code"]
    with server.failing(token_hangs=0.3):
        started = time.monotonic()
        assert walk.exchange(code).status == 200
    assert time.monotonic() - started >= 0.3


def test_the_token_answer_is_no_json(walk: Walk, server):
    with server.failing(token_is_garbled=True):
        answer = walk.exchange(walk.choose().back["code"])
    assert (answer.status, answer.body) == (200, b'{"access_token": ')


def test_user_info_fails(walk: Walk, server):
    token = walk.token()
    with server.failing(userinfo_fails=True):
        assert walk.person(token).status == 500
    assert walk.person(token).status == 200


def test_the_signature_is_forged(server):
    token, key = id_token(server, signature_is_forged=True)
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(token, key, algorithms=["RS256"], audience="byline-at-wordpress")


def test_issuer_audience_and_nonce_are_others(server):
    wrong = claims(server, issuer="https://elsewhere.example", audience="another-site", nonce="stolen")
    assert [wrong["iss"], wrong["aud"], wrong["nonce"]] == ["https://elsewhere.example", "another-site", "stolen"]
    right = claims(server)
    assert [right["iss"], right["aud"], right["nonce"]] == [f"{server.url}/wordpress", "byline-at-wordpress", "right"]


def test_the_id_token_is_expired(server):
    token, key = id_token(server, id_token_is_expired=True)
    with pytest.raises(jwt.ExpiredSignatureError):
        jwt.decode(token, key, algorithms=["RS256"], audience="byline-at-wordpress")


def test_a_picture_leads_elsewhere(server):
    with server.failing(avatar_leads_to="http://169.254.169.254/"):
        answer = fetch(f"{server.url}/avatars/{MARTA}.png")
    assert (answer.status, answer.headers["Location"]) == (303, "http://169.254.169.254/")


def test_a_picture_is_huge(server):
    with server.failing(avatar_bytes=3_000_000):
        assert len(fetch(f"{server.url}/avatars/{MARTA}.png").body) == 3_000_000


def test_the_person_is_told_of_otherwise(server):
    walk = Walk(server, "wordpress")
    token = walk.token()
    with server.failing(email_is_unverified=True, name="Marta Berg"):
        changed = walk.person(token).json
    assert (changed["name"], changed["email_verified"], changed["email"]) == (
        "Marta Berg",
        False,
        "marta@people.example",
    )
    with server.failing(email_is_missing=True):
        assert "email" not in walk.person(token).json
    assert walk.person(token).json["name"] == "Marta Hollis"


def test_nothing_over_http_switches_a_fault(server):
    walk = Walk(server, "google")
    fetch(f"{walk.consent_address()}&token_fails=1&faults=token_fails", {"token_fails": "1"})
    assert server.stage.faults == Faults()
