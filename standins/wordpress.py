"""WordPress.com as OpenID provider.

The shape is that of OpenID Connect Discovery 1.0 and Core 1.0, which is all that a site reads by: where things are
stands in the discovery document. The paths are those of public-api.wordpress.com (oauth2/authorize, oauth2/token).
PKCE with S256 is required.
"""

from typing import Any, ClassVar

from standins.openid import OpenIDProvider
from standins.people import Person
from standins.provider import Call
from standins.web import Answer, Request, as_json


class WordPress(OpenIDProvider):
    key = "wordpress"
    name = "WordPress.com"
    authorization = "/oauth2/authorize"
    scopes = frozenset({"openid", "profile", "email"})
    required_scopes = frozenset({"openid"})
    required_params: ClassVar[tuple[str, ...]] = ("scope", "code_challenge")
    cancelled: ClassVar = {"error": "access_denied", "error_description": "You need to authorize access to continue"}

    @classmethod
    def addresses(cls, url: str) -> dict[str, str]:
        """For the app's `settings`."""
        return {"server_url": f"{url}/{cls.key}"}

    def calls(self) -> dict[tuple[str, str], Call]:
        return {
            ("GET", "/.well-known/openid-configuration"): self.discovery,
            ("GET", "/.well-known/jwks.json"): self.jwks,
            ("POST", "/oauth2/token"): self.token,
            ("GET", "/oauth2/userinfo"): self.userinfo,
        }

    def discovery(self, _request: Request) -> Answer:
        """OpenID Connect Discovery 1.0 §3; PKCE's word in it is RFC 8414's."""
        return as_json(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}{self.authorization}",
                "token_endpoint": f"{self.url}/oauth2/token",
                "userinfo_endpoint": f"{self.url}/oauth2/userinfo",
                "jwks_uri": f"{self.url}/.well-known/jwks.json",
                "scopes_supported": sorted(self.scopes),
                "response_types_supported": ["code"],
                "grant_types_supported": ["authorization_code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def profile(self, person: Person) -> dict[str, Any]:
        return {
            "name": person.name,
            "preferred_username": person.handle,
            "picture": self.stage.avatar_of(person),
            "profile": self.stage.profile_of(person),
        }
