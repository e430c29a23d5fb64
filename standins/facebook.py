"""Facebook, Graph API v26.0.

Taken from its guide to building a login flow by hand (dialog/oauth, oauth/access_token by GET, `error_reason` beside
`error` where the person cancels, the fragment #_=_ that it leaves on the way back), from its guide to access tokens
(an app's own, by grant type client_credentials), from the reference of the User node, from "Secure Graph API Calls"
(appsecret_proof: HMAC-SHA256 of the token with the app's secret), and from what django-allauth sends. Whether an
address is verified is not told. Scopes may be parted by commas, and public_profile is always granted.
"""

import hashlib
import hmac
import re
from secrets import token_urlsafe
from typing import Any, ClassVar

from standins.authentication import check_client
from standins.ledger import Grant, Refused
from standins.provider import Call, Provider
from standins.web import Answer, Request, as_json, go_to

VERSION = "v26.0"
CODES = {"invalid_token": 190, "invalid_client": 1, "server_error": 2}  # Graph's numbers; 100 for the others
WITHOUT_PERMISSION = frozenset({"gender", "locale", "timezone", "updated_time", "verified", "birthday", "age_range"})
FIELD = re.compile(r"(\w+)((?:\.\w+\(\w+\))*(?:\{[\w,]*\})?)(?:,|$)")


class Facebook(Provider):
    key = "facebook"
    name = "Facebook"
    authorization = f"/{VERSION}/dialog/oauth"
    scopes = frozenset({"public_profile", "email", "user_link"})
    required_params: ClassVar[tuple[str, ...]] = ()
    client_authentication = frozenset({"form"})
    cancelled: ClassVar = {
        "error": "access_denied",
        "error_code": "200",
        "error_description": "Permissions error",
        "error_reason": "user_denied",
    }

    @classmethod
    def addresses(cls, url: str) -> dict[str, str]:
        """For `SOCIALACCOUNT_PROVIDERS["facebook"]`."""
        return {
            "VERSION": VERSION,
            "AUTHORIZE_URL": f"{url}/{cls.key}{cls.authorization}",
            "GRAPH_API_URL": f"{url}/{cls.key}/{VERSION}",
        }

    def calls(self) -> dict[tuple[str, str], Call]:
        token = f"/{VERSION}/oauth/access_token"
        return {("GET", token): self.token, ("POST", token): self.token, ("GET", f"/{VERSION}/me"): self.me}

    def decide(self, request: Request) -> Answer:
        back = super().decide(request)
        return go_to(back.headers["Location"] + "#_=_")

    def split_scope(self, text: str) -> list[str]:
        return [*text.replace(",", " ").split(), "public_profile"]

    def token_answer(self, token: str, grant: Grant) -> dict[str, Any]:
        return {"access_token": token, "token_type": "bearer", "expires_in": int(self.stage.token_seconds)}

    def bearer(self, request: Request) -> str:
        """The token may come as a parameter instead."""
        return request.query.get("access_token") or super().bearer(request)

    def token(self, request: Request) -> Answer:
        """Also for the app itself, which Facebook calls an app access token."""
        if request.params.get("grant_type") != "client_credentials":
            return super().token(request)
        check_client(request, self.client(), ways=self.client_authentication)
        return as_json({"access_token": f"{self.client()[0]}|{token_urlsafe(24)}", "token_type": "bearer"})

    def me(self, request: Request) -> Answer:
        grant = self.opened_by(request)
        if "appsecret_proof" in request.query:
            self._check_proof(self.bearer(request), request.query["appsecret_proof"])
        told = self._told(grant)
        asked = _names(request.query.get("fields", "id,name"))
        if unknown := asked - told.keys() - WITHOUT_PERMISSION:
            raise Refused("invalid_request", f"(#100) Tried accessing nonexisting field ({sorted(unknown)[0]})")
        return as_json({name: told[name] for name in told if name in asked | {"id"} and told[name] is not None})

    def _check_proof(self, token: str, proof: str) -> None:
        right = hmac.new(self.client()[1].encode(), token.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(right.encode(), proof.encode()):
            raise Refused("invalid_request", "Invalid appsecret_proof provided in the API argument")

    def _told(self, grant: Grant) -> dict[str, Any]:
        """What needs a permission that was not granted is left out, as Facebook leaves it out."""
        person = self.stage.faults.seen(grant.person)
        return {
            "id": person.id_at(self.key),
            "name": person.name,
            "first_name": person.given_name,
            "last_name": person.family_name or None,
            "email": person.email if "email" in grant.scopes else None,
            "link": self.stage.profile_of(person) if "user_link" in grant.scopes else None,
            "picture": {"data": self._picture(self.stage.avatar_of(person))},
        }

    def _picture(self, address: str | None) -> dict[str, Any]:
        """Facebook has a silhouette for those without one, and says so."""
        silhouette = f"{self.stage.url}/avatars/silhouette.png"
        return {"height": 96, "is_silhouette": address is None, "url": address or silhouette, "width": 96}

    def refusal(self, refused: Refused) -> Answer:
        """As the Graph API words errors; a wrong secret is 400 here."""
        status = 400 if refused.error == "invalid_client" else refused.status
        code = CODES.get(refused.error, 100)
        error = {"message": refused.description, "type": "OAuthException", "code": code, "fbtrace_id": "stand-in"}
        return as_json({"error": error}, status)


def _names(text: str) -> set[str]:
    """`id,picture.width(200){url}` asks for id and picture. Raises Refused."""
    matches = list(FIELD.finditer(text))
    if "".join(match[0] for match in matches) != text:
        raise Refused("invalid_request", "(#2500) Syntax error in fields")
    return {match[1] for match in matches}
