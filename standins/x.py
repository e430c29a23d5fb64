"""X.

Taken from its guide "OAuth 2.0 Authorization Code Flow with PKCE" and its reference of GET /2/users/me: consent at
i/oauth2/authorize, `state` and PKCE required, a confidential client authenticates by the Basic header alone, the user's
fields under `data`, and errors of the second version as problems ("title", "status", "detail"). The address of the
person (`confirmed_email`) is told only where the field was asked for, scope users.email was granted, and the person
has confirmed it.
"""

from typing import Any, ClassVar

from standins.ledger import Grant, Refused
from standins.provider import Call, Provider
from standins.web import Answer, Request, as_json

CREATED = "2014-05-17T08:00:00.000Z"
_NAMES = (
    "affiliation confirmed_email connection_status created_at description entities id is_identity_verified location "
    "most_recent_tweet_id name parody pinned_tweet_id profile_banner_url profile_image_url protected public_metrics "
    "receives_your_dm subscription subscription_type url username verified verified_followers_count verified_type "
    "withheld"
)
USER_FIELDS = frozenset(_NAMES.split())
ALWAYS = frozenset({"id", "name", "username"})
PROBLEMS = {400: "Invalid Request", 401: "Unauthorized", 403: "Forbidden", 500: "Internal Server Error"}


class X(Provider):
    key = "x"
    name = "X"
    authorization = "/i/oauth2/authorize"
    scopes = frozenset({"tweet.read", "users.read", "users.email", "offline.access"})
    required_params: ClassVar[tuple[str, ...]] = ("scope", "state", "code_challenge")
    client_authentication = frozenset({"basic"})

    @classmethod
    def addresses(cls, url: str) -> dict[str, str]:
        """For the attributes of an adapter derived from allauth's: X's addresses are no settings there."""
        return {
            "authorize_url": f"{url}/{cls.key}{cls.authorization}",
            "access_token_url": f"{url}/{cls.key}/2/oauth2/token",
            "profile_url": f"{url}/{cls.key}/2/users/me",
        }

    def calls(self) -> dict[tuple[str, str], Call]:
        return {("POST", "/2/oauth2/token"): self.token, ("GET", "/2/users/me"): self.me}

    def token_answer(self, token: str, grant: Grant) -> dict[str, Any]:
        return {
            "token_type": "bearer",
            "expires_in": int(self.stage.token_seconds),
            "access_token": token,
            "scope": " ".join(sorted(grant.scopes)),
        }

    def me(self, request: Request) -> Answer:
        try:
            return as_json({"data": self._user(request)})
        except Refused as refused:
            title = PROBLEMS[refused.status]
            problem = {"title": title, "type": "about:blank", "status": refused.status, "detail": refused.description}
            return as_json(problem, refused.status)

    def _user(self, request: Request) -> dict[str, Any]:
        grant = self.opened_by(request)
        if not {"users.read", "tweet.read"} <= grant.scopes:
            raise Refused("insufficient_scope", "users.read and tweet.read are needed", 403)
        asked = frozenset(filter(None, request.query.get("user.fields", "").split(",")))
        if unknown := asked - USER_FIELDS:
            raise Refused("invalid_request", f"user.fields has no {', '.join(sorted(unknown))}")
        told = self._told(grant)
        return {name: told[name] for name in sorted((asked | ALWAYS) & told.keys()) if told[name] is not None}

    def _told(self, grant: Grant) -> dict[str, Any]:
        person = self.stage.faults.seen(grant.person)
        may_tell = "users.email" in grant.scopes and person.verified
        return {
            "id": person.id_at(self.key),
            "name": person.name,
            "username": person.handle,
            "created_at": CREATED,
            "verified": False,
            "profile_image_url": self.stage.avatar_of(person),
            "confirmed_email": person.email if may_tell else None,
        }
