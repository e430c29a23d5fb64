import jwt
from cryptography.x509 import load_pem_x509_certificate

from standins import PEOPLE
from tests.standins.walking import MARTA, VERIFIER, Walk, fetch

MARTAS_ID = PEOPLE[0].id_at("google")


def test_its_addresses(server):
    base = f"{server.url}/google"
    assert server.addresses("google") == {
        "AUTHORIZE_URL": f"{base}/o/oauth2/v2/auth",
        "ACCESS_TOKEN_URL": f"{base}/token",
        "CERTS_URL": f"{base}/oauth2/v1/certs",
        "IDENTITY_URL": f"{base}/oauth2/v2/userinfo",
        "ID_TOKEN_ISSUER": base,
    }


def test_the_id_token_is_signed_by_the_published_certificate(server):
    walk = Walk(server, "google")
    token = walk.exchange(walk.choose(nonce="abc").back["code"]).json["id_token"]
    certificates = fetch(server.addresses("google")["CERTS_URL"]).json
    pem = certificates[jwt.get_unverified_header(token)["kid"]]
    key = load_pem_x509_certificate(pem.encode()).public_key()
    claims = jwt.decode(token, key, algorithms=["RS256"], audience="byline-at-google", issuer=f"{server.url}/google")
    del claims["iat"], claims["exp"]
    assert claims == {
        "iss": f"{server.url}/google",
        "aud": "byline-at-google",
        "azp": "byline-at-google",
        "sub": MARTAS_ID,
        "nonce": "abc",
        "name": "Marta Hollis",
        "given_name": "Marta",
        "family_name": "Hollis",
        "picture": f"{server.url}/avatars/{MARTA}.png",
        "email": "marta@people.example",
        "email_verified": True,
    }


def test_the_key_is_published_as_a_set_too(server):
    (key,) = fetch(f"{server.url}/google/oauth2/v3/certs").json["keys"]
    assert key.keys() == {"kty", "n", "e", "kid", "use", "alg"}


def test_user_info_in_its_second_version(server):
    walk = Walk(server, "google")
    assert walk.person(walk.token()).json == {
        "id": MARTAS_ID,
        "name": "Marta Hollis",
        "given_name": "Marta",
        "family_name": "Hollis",
        "picture": f"{server.url}/avatars/{MARTA}.png",
        "email": "marta@people.example",
        "verified_email": True,
    }


def test_pkce_is_not_required(server):
    walk = Walk(server, "google")
    code = walk.choose(code_challenge=None, code_challenge_method=None).back["code"]
    assert walk.exchange(code, code_verifier=None).status == 200


def test_a_verifier_without_a_challenge_is_refused(server):
    walk = Walk(server, "google")
    code = walk.choose(code_challenge=None, code_challenge_method=None).back["code"]
    assert walk.exchange(code, code_verifier=VERIFIER).json["error"] == "invalid_grant"
