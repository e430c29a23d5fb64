"""What was granted to whom: authorization codes, and the access tokens they became (RFC 6749, 7636, 9700)."""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock

from standins.people import Person

VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636 §4.1


class Refused(Exception):
    """An error of the protocol: its code (RFC 6749 §4.1.2.1, §5.2; RFC 6750 §3.1), what is wrong, the HTTP status."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(f"{error}: {description}")
        self.error, self.description, self.status = error, description, status


@dataclass(frozen=True)
class Grant:
    """What a person allowed. `challenge` and `nonce` are empty where none was sent."""

    person: Person
    redirect_uri: str
    scopes: frozenset[str]
    challenge: str = ""
    nonce: str = ""


class Ledger:
    """One provider's codes, each good for one use, and its tokens, in memory."""

    def __init__(self, *, code_seconds: float, token_seconds: float) -> None:
        self.code_seconds, self.token_seconds = code_seconds, token_seconds
        self._codes: dict[str, tuple[Grant, float]] = {}
        self._tokens: dict[str, tuple[Grant, float]] = {}
        self._spent: dict[str, str] = {}
        self._lock = Lock()

    def promise(self, grant: Grant) -> str:
        """A code for this grant."""
        code = token_urlsafe(24)
        self._codes[code] = grant, time.time() + self.code_seconds
        return code

    def redeem(self, code: str, *, redirect_uri: str, verifier: str) -> tuple[str, Grant]:
        """An access token for a code. Raises Refused; a code that was presented is spent, whatever came of it."""
        with self._lock:
            grant = self._spend(code)
            if redirect_uri != grant.redirect_uri:
                raise Refused("invalid_grant", "redirect_uri is not the one that the code was given for")
            _check_verifier(verifier, grant.challenge)
            token = self._spent[code] = token_urlsafe(32)
            self._tokens[token] = grant, time.time() + self.token_seconds
            return token, grant

    def _spend(self, code: str) -> Grant:
        if code in self._spent:
            self._tokens.pop(self._spent[code], None)  # RFC 6749 §4.1.2: revoke what the code gave
            raise Refused("invalid_grant", "the code was used before")
        if code not in self._codes:
            raise Refused("invalid_grant", "no such code")
        grant, until = self._codes.pop(code)
        self._spent[code] = ""
        if time.time() >= until:
            raise Refused("invalid_grant", "the code has expired")
        return grant

    def grant_of(self, token: str) -> Grant:
        """What this token opens. Raises Refused with 401."""
        grant, until = self._tokens.get(token, (None, 0.0))
        if grant is None or time.time() >= until:
            raise Refused("invalid_token", "the access token has expired, was revoked, or was never given", 401)
        return grant


def _check_verifier(verifier: str, challenge: str) -> None:
    """RFC 7636 §4.6, by S256 alone. A verifier where no challenge was is refused too (RFC 9700 §4.8.2)."""
    if not verifier and not challenge:
        return
    if not VERIFIER.fullmatch(verifier):
        raise Refused("invalid_grant", "code_verifier is missing or malformed")
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    if not hmac.compare_digest(digest, challenge):
        raise Refused("invalid_grant", "code_verifier does not belong to the code_challenge")
