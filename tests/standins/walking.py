"""A plain client that walks a provider's flow, and can take each step wrongly."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from standins import Server

CALLBACK = "http://localhost:8000/accounts/callback/"
VERIFIER = "a-verifier.that_is~as-long-as-RFC-7636-wants-it"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
PKCE = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
MARTA = "marta_who_is_invented"
TOMAS = "tomas_who_is_invented"
WREN = "wren_who_is_invented"
INES = "ines_who_is_invented"
AUTHORIZATION = {
    "wordpress": "/oauth2/authorize",
    "google": "/o/oauth2/v2/auth",
    "x": "/i/oauth2/authorize",
    "facebook": "/v26.0/dialog/oauth",
}
TOKEN = {
    "wordpress": "/oauth2/token",
    "google": "/token",
    "x": "/2/oauth2/token",
    "facebook": "/v26.0/oauth/access_token",
}
PERSON = {
    "wordpress": "/oauth2/userinfo",
    "google": "/oauth2/v2/userinfo",
    "x": "/2/users/me",
    "facebook": "/v26.0/me",
}
SCOPE = {
    "wordpress": "openid profile email",
    "google": "openid profile email",
    "x": "users.read tweet.read users.email",
    "facebook": "public_profile,email",
}


class _StayHere(HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@dataclass
class Got:
    status: int
    body: bytes
    headers: Any

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def back(self) -> dict[str, str]:
        """The parameters that came back to the site."""
        where = self.headers["Location"]
        assert where.startswith(CALLBACK)
        return dict(parse_qsl(urlsplit(where).query, keep_blank_values=True))


def fetch(url: str, data: dict[str, str] | None = None, **headers: str) -> Got:
    sent = urlencode(data).encode() if data is not None else None
    try:
        with build_opener(_StayHere).open(Request(url, sent, headers), timeout=10) as answer:
            return Got(answer.status, answer.read(), answer.headers)
    except HTTPError as error:
        with error:
            return Got(error.code, error.read(), error.headers)


class Walk:
    """One site's way through the flow of `provider`. What a test changes is said as keyword; None leaves it out."""

    def __init__(self, server: Server, provider: str) -> None:
        self.base = f"{server.url}/{provider}"
        self.provider = provider
        self.client_id, self.secret = server.client(provider)

    def page(self, **changes: str | None) -> Got:
        return fetch(self.consent_address(**changes))

    def choose(self, person: str = MARTA, **changes: str | None) -> Got:
        return fetch(self.consent_address(**changes), {"person": person})

    def cancel(self) -> Got:
        return fetch(self.consent_address(), {"cancel": "1"})

    def consent_address(self, **changes: str | None) -> str:
        asked = {"client_id": self.client_id, "redirect_uri": CALLBACK, "response_type": "code", "state": "s & t=a/t"}
        asked |= {"scope": SCOPE[self.provider], **PKCE}
        return f"{self.base}{AUTHORIZATION[self.provider]}?{urlencode(_changed(asked, changes))}"

    def exchange(self, code: str, **changes: str | None) -> Got:
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK, "code_verifier": VERIFIER}
        headers = {"Authorization": self.basic()} if self.provider == "x" else {}
        if self.provider != "x":
            asked |= {"client_id": self.client_id, "client_secret": self.secret}
        return self.ask_for_token(_changed(asked, changes), **headers)

    def ask_for_token(self, params: dict[str, str], **headers: str) -> Got:
        address = self.base + TOKEN[self.provider]
        if self.provider == "facebook":
            return fetch(f"{address}?{urlencode(params)}", **headers)
        return fetch(address, params, **headers)

    def basic(self, secret: str | None = None) -> str:
        pair = f"{self.client_id}:{secret or self.secret}"
        return f"Basic {base64.b64encode(pair.encode()).decode()}"

    def token(self, person: str = MARTA, **changes: str | None) -> str:
        return self.exchange(self.choose(person, **changes).back["code"]).json["access_token"]

    def person(self, token: str, params: dict[str, str] | None = None) -> Got:
        address = f"{self.base}{PERSON[self.provider]}?{urlencode(params or {})}"
        return fetch(address, Authorization=f"Bearer {token}")


def _changed(asked: dict[str, str], changes: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in (asked | changes).items() if value is not None}
