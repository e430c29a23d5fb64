import hashlib
import hmac

import pytest

from standins import PEOPLE
from tests.standins.walking import CALLBACK, INES, MARTA, Walk, fetch

FIELDS = "id,name,email,link,picture.width(200).height(200){url,is_silhouette}"
WITHOUT = {"code_challenge": None, "code_challenge_method": None}


def proof(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def test_its_addresses(server):
    assert server.addresses("facebook") == {
        "VERSION": "v26.0",
        "AUTHORIZE_URL": f"{server.url}/facebook/v26.0/dialog/oauth",
        "GRAPH_API_URL": f"{server.url}/facebook/v26.0",
    }


def test_the_fields_that_are_asked_for_are_told(server):
    walk = Walk(server, "facebook")
    picture = {"height": 96, "is_silhouette": False, "url": f"{server.url}/avatars/{MARTA}.png", "width": 96}
    told = {
        "id": PEOPLE[0].id_at("facebook"),
        "name": "Marta Hollis",
        "email": "marta@people.example",
        "link": f"{server.url}/people/{MARTA}",
        "picture": {"data": picture},
    }
    token = walk.token(scope="email,user_link")
    assert walk.person(token, {"fields": FIELDS}).json == told
    assert fetch(f"{walk.base}/v26.0/me?fields={FIELDS}&access_token={token}").json == told


def test_what_was_not_granted_is_left_out(server):
    walk = Walk(server, "facebook")
    assert walk.person(walk.token(scope=None), {"fields": "name,email,link,gender"}).json == {
        "id": PEOPLE[0].id_at("facebook"),
        "name": "Marta Hollis",
    }


def test_somebody_without_a_picture_has_a_silhouette(server):
    plain = next(person for person in PEOPLE if not person.tint)
    walk = Walk(server, "facebook")
    shown = walk.person(walk.token(plain.handle), {"fields": "picture"}).json["picture"]["data"]
    assert shown["is_silhouette"] is True
    assert fetch(shown["url"]).headers["Content-Type"] == "image/png"


def test_an_account_may_have_no_address(server):
    walk = Walk(server, "facebook")
    assert walk.person(walk.token(INES), {"fields": "id,email"}).json == {"id": PEOPLE[4].id_at("facebook")}


@pytest.mark.parametrize("fields", ["id,shoe_size", "id,picture.width(200"])
def test_a_field_that_is_none_is_refused(server, fields: str):
    walk = Walk(server, "facebook")
    answer = walk.person(walk.token(), {"fields": fields})
    assert (answer.status, answer.json["error"]["code"]) == (400, 100)


def test_a_proof_that_is_sent_must_be_right(server):
    walk = Walk(server, "facebook")
    token = walk.token()
    right = {"access_token": token, "appsecret_proof": proof(walk.secret, token)}
    assert walk.person(token, right).status == 200
    wrong = walk.person(token, right | {"appsecret_proof": proof("guessed", token)})
    assert (wrong.status, wrong.json["error"]["type"]) == (400, "OAuthException")


def test_cancelling_is_worded_as_facebook_does(server):
    answer = Walk(server, "facebook").cancel()
    assert answer.headers["Location"] == (
        f"{CALLBACK}?error=access_denied&error_code=200&error_description=Permissions+error"
        "&error_reason=user_denied&state=s+%26+t%3Da%2Ft#_=_"
    )


def test_the_way_back_ends_in_its_fragment(server):
    assert Walk(server, "facebook").choose().headers["Location"].endswith("#_=_")


def test_the_code_is_exchanged_by_get_and_by_post(server):
    walk = Walk(server, "facebook")
    answer = walk.exchange(walk.choose(**WITHOUT).back["code"], code_verifier=None).json
    del answer["access_token"]
    assert answer == {"token_type": "bearer", "expires_in": 3600}
    form = {"client_id": walk.client_id, "client_secret": walk.secret, "redirect_uri": CALLBACK}
    form |= {"grant_type": "authorization_code", "code": walk.choose(**WITHOUT).back["code"]}
    assert fetch(f"{walk.base}/v26.0/oauth/access_token", form).status == 200


def test_errors_are_worded_as_the_graph_does(server):
    walk = Walk(server, "facebook")
    answer = walk.exchange("made-up")
    expected = {"message": "no such code", "type": "OAuthException", "code": 100, "fbtrace_id": "stand-in"}
    assert (answer.status, answer.json) == (400, {"error": expected})
    assert walk.exchange(walk.choose().back["code"], client_secret="guessed").json["error"]["code"] == 1
    expired = walk.person("made-up")
    assert (expired.status, expired.json["error"]["code"]) == (401, 190)


def test_the_app_gets_a_token_of_its_own_for_its_secret(server):
    walk = Walk(server, "facebook")
    asked = {"grant_type": "client_credentials", "client_id": walk.client_id}
    given = walk.ask_for_token(asked | {"client_secret": walk.secret})
    assert (given.status, given.json["token_type"]) == (200, "bearer")
    assert given.json["access_token"].startswith(f"{walk.client_id}|")
    assert walk.person(given.json["access_token"]).status == 401
    refused = walk.ask_for_token(asked | {"client_secret": "of-last-year"})
    assert (refused.status, refused.json["error"]["code"]) == (400, 1)
