from standins import PEOPLE
from tests.standins.walking import MARTA, WREN, Walk

ASKED = {"user.fields": "id,name,username,profile_image_url,confirmed_email"}
ANYBODY = {"id": PEOPLE[0].id_at("x"), "name": "Marta Hollis", "username": MARTA}


def test_its_addresses(server):
    assert server.addresses("x") == {
        "authorize_url": f"{server.url}/x/i/oauth2/authorize",
        "access_token_url": f"{server.url}/x/2/oauth2/token",
        "profile_url": f"{server.url}/x/2/users/me",
    }


def test_the_fields_that_are_asked_for_are_told(server):
    walk = Walk(server, "x")
    assert walk.person(walk.token(), ASKED).json == {
        "data": ANYBODY
        | {"profile_image_url": f"{server.url}/avatars/{MARTA}.png", "confirmed_email": "marta@people.example"}
    }


def test_three_fields_are_told_unasked(server):
    walk = Walk(server, "x")
    assert walk.person(walk.token()).json == {"data": ANYBODY}


def test_the_address_needs_its_scope_and_to_be_confirmed(server):
    walk = Walk(server, "x")
    assert "confirmed_email" not in walk.person(walk.token(scope="users.read tweet.read"), ASKED).json["data"]
    assert "confirmed_email" not in walk.person(walk.token(WREN), ASKED).json["data"]


def test_an_unknown_field_is_refused(server):
    walk = Walk(server, "x")
    answer = walk.person(walk.token(), {"user.fields": "email"})
    assert (answer.status, answer.json["title"]) == (400, "Invalid Request")


def test_reading_a_user_needs_two_scopes(server):
    walk = Walk(server, "x")
    answer = walk.person(walk.token(scope="users.read"))
    assert (answer.status, answer.json["title"]) == (403, "Forbidden")


def test_pkce_and_state_are_required(server):
    walk = Walk(server, "x")
    assert walk.page(code_challenge=None, code_challenge_method=None).back["error"] == "invalid_request"
    assert walk.page(state=None).back == {"error": "invalid_request", "error_description": "state is missing"}


def test_the_client_authenticates_by_header_alone(server):
    walk = Walk(server, "x")
    params = {"grant_type": "authorization_code", "code": walk.choose().back["code"]}
    answer = walk.ask_for_token(params | {"client_id": walk.client_id, "client_secret": walk.secret})
    assert (answer.status, answer.json["error"]) == (401, "invalid_client")
    answer = walk.ask_for_token(params, Authorization=walk.basic("guessed"))
    assert (answer.status, answer.json["error"]) == (401, "invalid_client")


def test_the_token_answer(server):
    walk = Walk(server, "x")
    answer = walk.exchange(walk.choose().back["code"]).json
    del answer["access_token"]
    assert answer == {"token_type": "bearer", "expires_in": 3600, "scope": "tweet.read users.email users.read"}
