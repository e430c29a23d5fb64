"""An id_token is believed where all of it is right: signature, issuer, audience, time, nonce (OIDC Core §3.1.3.7)."""

import hashlib
import hmac
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error


class WithNonce:
    """For a provider with PKCE: the nonce is made of the secret that PKCE keeps in the session already."""

    def get_pkce_params(self) -> dict[str, str]:
        params = super().get_pkce_params()  # type: ignore[misc]
        return params | {"nonce": nonce(params["code_verifier"])}


def nonce(verifier: str) -> str:
    return hashlib.sha256(f"nonce {verifier}".encode()).hexdigest()


def claims(id_token: str, *, verifier: str, **expected: Any) -> dict[str, Any]:
    """What a token says; `expected` is what allauth's `verify_and_decode` asks for. Raises OAuth2Error."""
    told = jwtkit.verify_and_decode(credential=id_token, **expected)
    if not hmac.compare_digest(str(told.get("nonce", "")).encode(), nonce(verifier).encode()):
        raise OAuth2Error("The id_token was made for another sign-in.")
    return told
