"""Google.

Taken from its OpenID Connect guide for web servers (consent at o/oauth2/v2/auth, the claims of its id_token), and from
what django-allauth reads of it: PEM certificates at oauth2/v1/certs, user info in its second version at
oauth2/v2/userinfo. PKCE is verified where a challenge was sent. An id_token is given for any of the three scopes.
"""

from typing import Any

from standins.openid import OpenIDProvider
from standins.people import Person
from standins.provider import Call
from standins.web import Answer, Request, as_json


class Google(OpenIDProvider):
    key = "google"
    name = "Google"
    authorization = "/o/oauth2/v2/auth"
    scopes = frozenset({"openid", "profile", "email"})

    @classmethod
    def addresses(cls, url: str) -> dict[str, str]:
        """For `SOCIALACCOUNT_PROVIDERS["google"]`."""
        base = f"{url}/{cls.key}"
        return {
            "AUTHORIZE_URL": f"{base}{cls.authorization}",
            "ACCESS_TOKEN_URL": f"{base}/token",
            "CERTS_URL": f"{base}/oauth2/v1/certs",
            "IDENTITY_URL": f"{base}/oauth2/v2/userinfo",
            "ID_TOKEN_ISSUER": base,
        }

    def calls(self) -> dict[tuple[str, str], Call]:
        return {
            ("POST", "/token"): self.token,
            ("GET", "/oauth2/v1/certs"): self.certificates,
            ("GET", "/oauth2/v3/certs"): self.jwks,
            ("GET", "/oauth2/v2/userinfo"): self.identity,
        }

    def certificates(self, _request: Request) -> Answer:
        return as_json(self.stage.key.certificates())

    def profile(self, person: Person) -> dict[str, Any]:
        return {
            "name": person.name,
            "given_name": person.given_name,
            "family_name": person.family_name or None,
            "picture": self.stage.avatar_of(person),
        }

    def identity(self, request: Request) -> Answer:
        """The second version of user info: `id` for `sub`, `verified_email` for `email_verified`."""
        names = {"sub": "id", "email_verified": "verified_email"}
        claims = self.claims(self.opened_by(request))
        return as_json({names.get(name, name): value for name, value in claims.items()})
