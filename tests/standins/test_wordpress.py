import jwt

from standins import PEOPLE
from tests.standins.walking import INES, MARTA, WREN, Walk, fetch

MARTAS_ID = PEOPLE[0].id_at("wordpress")


def decoded(server, token: str, **wanted):
    keys = jwt.PyJWKSet.from_dict(fetch(f"{server.url}/wordpress/.well-known/jwks.json").json)
    key = keys[jwt.get_unverified_header(token)["kid"]]
    expected = {"issuer": f"{server.url}/wordpress", "audience": "byline-at-wordpress"} | wanted
    return jwt.decode(token, key, algorithms=["RS256"], **expected)


def test_the_discovery_document_leads_to_everything(server):
    base = f"{server.url}/wordpress"
    assert server.addresses("wordpress") == {"server_url": base}
    assert fetch(f"{base}/.well-known/openid-configuration").json == {
        "issuer": base,
        "authorization_endpoint": f"{base}/oauth2/authorize",
        "token_endpoint": f"{base}/oauth2/token",
        "userinfo_endpoint": f"{base}/oauth2/userinfo",
        "jwks_uri": f"{base}/.well-known/jwks.json",
        "scopes_supported": ["email", "openid", "profile"],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }


def test_userinfo_tells_who_it_is(server):
    walk = Walk(server, "wordpress")
    assert walk.person(walk.token()).json == {
        "sub": MARTAS_ID,
        "name": "Marta Hollis",
        "preferred_username": MARTA,
        "picture": f"{server.url}/avatars/{MARTA}.png",
        "profile": f"{server.url}/people/{MARTA}",
        "email": "marta@people.example",
        "email_verified": True,
    }


def test_the_id_token_tells_the_same_and_bears_the_nonce(server):
    walk = Walk(server, "wordpress")
    answer = walk.exchange(walk.choose(nonce="n-0S6_WzA2Mj").back["code"]).json
    claims = decoded(server, answer["id_token"])
    assert {name: claims[name] for name in ("sub", "nonce", "preferred_username", "email")} == {
        "sub": MARTAS_ID,
        "nonce": "n-0S6_WzA2Mj",
        "preferred_username": MARTA,
        "email": "marta@people.example",
    }
    assert claims["exp"] - claims["iat"] == 3600


def test_the_token_answer(server):
    walk = Walk(server, "wordpress")
    answer = walk.exchange(walk.choose().back["code"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.json[name] for name in ("token_type", "expires_in", "scope")} == {
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "email openid profile",
    }
    assert answer.json.keys() == {"access_token", "token_type", "expires_in", "scope", "id_token"}


def test_only_what_was_granted_is_told(server):
    walk = Walk(server, "wordpress")
    assert walk.person(walk.token(scope="openid")).json == {"sub": MARTAS_ID}


def test_an_address_may_be_unverified_or_missing(server):
    walk = Walk(server, "wordpress")
    assert walk.person(walk.token(WREN)).json["email_verified"] is False
    assert "email" not in walk.person(walk.token(INES)).json


def test_without_openid_there_is_nothing(server):
    assert Walk(server, "wordpress").page(scope="profile").back["error"] == "invalid_scope"


def test_pkce_is_required(server):
    answer = Walk(server, "wordpress").page(code_challenge=None, code_challenge_method=None)
    assert answer.back["error"] == "invalid_request"


def test_the_client_may_authenticate_by_header(server):
    walk = Walk(server, "wordpress")
    code = walk.choose().back["code"]
    params = {"grant_type": "authorization_code", "code": code, "redirect_uri": "x"}
    assert walk.ask_for_token(params, Authorization=walk.basic()).json["error"] == "invalid_grant"  # not invalid_client
