"""WordPress.com, and any other server that speaks OpenID Connect."""

import hashlib
from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider, OpenIDConnectProviderAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from accounts.providers import id_tokens
from accounts.providers.care import Careful, Unreachable, WellRead, as_it_comes
from accounts.providers.known import WORDPRESS, WORDPRESS_SERVER

SECONDS_KEPT = 300  # what a server says about itself
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")


class OpenIDConnectAdapter(Careful, OpenIDConnectOAuth2Adapter):
    @property
    def openid_config(self) -> dict[str, Any]:
        """What the server says about itself (OpenID Connect Discovery 1.0). Raises Unreachable."""
        provider = self.get_provider()
        kept = "openid-" + hashlib.sha256(provider.server_url.encode()).hexdigest()
        config = cache.get(kept)
        if config is None:
            config = discover(provider)
            cache.set(kept, config, SECONDS_KEPT)
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        with as_it_comes():
            told = self._decode_id_token(app, kwargs["response"]["id_token"])
            person = self._fetch_user_info(token.token)
            if person["sub"] != told["sub"]:  # OpenID Connect Core 1.0 §5.3.2
                raise OAuth2Error("The server tells of two people at once.")
            return self.get_provider().sociallogin_from_response(request, {"userinfo": person, "id_token": told})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        return id_tokens.claims(
            id_token,
            verifier=self.verifier,
            keys_url=self.openid_config["jwks_uri"],
            lookup_kid=jwtkit.lookup_kid_jwk,
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
        )


class OpenIDConnectAccount(OpenIDConnectProviderAccount):
    def get_name(self) -> str | None:
        told = self.get_user_data() or {}
        return told.get("name") or told.get("preferred_username") or told.get("nickname")

    def get_avatar_url(self) -> str | None:
        return (self.get_user_data() or {}).get("picture")

    def get_profile_url(self) -> str | None:
        return (self.get_user_data() or {}).get("profile")


class OpenIDConnect(WellRead, id_tokens.WithNonce, OpenIDConnectProvider):
    account_class = OpenIDConnectAccount
    oauth2_adapter_class = OpenIDConnectAdapter
    pkce_enabled_default = True

    @property
    def server_url(self) -> str:
        """Where the server says what it is. WordPress.com's is the same wherever its keys are kept."""
        if self.sub_id == WORDPRESS:
            return self.wk_server_url(settings.STAND_INS.get(WORDPRESS, {}).get("server_url", WORDPRESS_SERVER))
        return self.wk_server_url(self.app.settings["server_url"].rstrip("/"))

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Verified where the server says so, and is one that the site takes at its word."""
        told = data["userinfo"]
        verified = told.get("email_verified") is True and self.is_trusted()
        return [EmailAddress(email=told["email"], verified=verified, primary=True)] if told.get("email") else []

    def is_trusted(self) -> bool:
        return self.sub_id == WORDPRESS or self.app.settings.get("trusts_email") is True


def discover(provider: OpenIDConnect) -> dict[str, Any]:
    """What the server says about itself, asked for now. Raises Unreachable."""
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(provider.server_url)
            answer.raise_for_status()
            config = answer.json()
            return config | {name: str(config[name]) for name in NEEDED}
    except (OSError, LookupError, TypeError, ValueError) as failure:  # what requests raises is an OSError
        raise Unreachable(provider.name) from failure
