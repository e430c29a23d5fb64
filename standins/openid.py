"""What OpenID Connect adds to the code grant: id_tokens, keys and the claims about a person (its Core 1.0)."""

import time
from abc import abstractmethod
from typing import Any

from standins.ledger import Grant
from standins.people import Person
from standins.provider import Provider
from standins.web import Answer, Request, as_json


class OpenIDProvider(Provider):
    """Gives an id_token beside the access token."""

    @abstractmethod
    def profile(self, person: Person) -> dict[str, Any]:
        """The claims that scope `profile` brings, None for those that this person has not."""

    def token_answer(self, token: str, grant: Grant) -> dict[str, Any]:
        """§3.1.3.3."""
        return {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": int(self.stage.token_seconds),
            "scope": " ".join(sorted(grant.scopes)),
            "id_token": self.id_token(grant),
        }

    def id_token(self, grant: Grant) -> str:
        """§2, signed with RS256; what a test wants wrong in it is wrong."""
        faults, now = self.stage.faults, int(time.time())
        if faults.id_token_is_expired:
            now -= 7200
        nonce = faults.nonce or grant.nonce
        claims = {
            "iss": faults.issuer or self.url,
            "aud": faults.audience or self.client()[0],
            "azp": self.client()[0],
            "iat": now,
            "exp": now + 3600,
        }
        claims |= {"nonce": nonce} if nonce else {}
        claims |= self.claims(grant)
        return self.stage.key.forge(claims) if faults.signature_is_forged else self.stage.key.sign(claims)

    def claims(self, grant: Grant) -> dict[str, Any]:
        """What the granted scopes tell of the person (§5.4)."""
        person = self.stage.faults.seen(grant.person)
        told: dict[str, Any] = {"sub": person.id_at(self.key)}
        if "profile" in grant.scopes:
            told |= self.profile(person)
        if "email" in grant.scopes and person.email:
            told |= {"email": person.email, "email_verified": person.verified}
        return {name: value for name, value in told.items() if value is not None}

    def userinfo(self, request: Request) -> Answer:
        """§5.3."""
        return as_json(self.claims(self.opened_by(request)))

    def jwks(self, _request: Request) -> Answer:
        return as_json(self.stage.key.jwks())
