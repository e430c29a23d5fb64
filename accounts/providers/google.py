from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.google.provider import GoogleAccount as AllauthsAccount
from allauth.socialaccount.providers.google.provider import GoogleProvider
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest

from accounts.providers import id_tokens
from accounts.providers.care import Addressed, Careful, WellRead, as_it_comes


class GoogleAdapter(Careful, Addressed, GoogleOAuth2Adapter):
    """Reads the id_token and asks no further."""

    addresses = {
        "AUTHORIZE_URL": "https://accounts.google.com/o/oauth2/v2/auth",
        "ACCESS_TOKEN_URL": "https://oauth2.googleapis.com/token",
        "CERTS_URL": "https://www.googleapis.com/oauth2/v1/certs",
        "ID_TOKEN_ISSUER": "https://accounts.google.com",
    }

    @property
    def authorize_url(self) -> str:
        return self.address("AUTHORIZE_URL")

    @property
    def access_token_url(self) -> str:
        return self.address("ACCESS_TOKEN_URL")

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        with as_it_comes():
            told = self._decode_id_token(app, kwargs["response"]["id_token"])
            return self.get_provider().sociallogin_from_response(request, told)

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        told = id_tokens.claims(
            id_token,
            verifier=self.verifier,
            keys_url=self.address("CERTS_URL"),
            lookup_kid=jwtkit.lookup_kid_pem_x509_certificate,
            issuer=self.address("ID_TOKEN_ISSUER"),
            audience=app.client_id,
        )
        if not told.get("sub"):
            raise OAuth2Error("The id_token names nobody.")
        return told


class GoogleAccount(AllauthsAccount):
    def get_name(self) -> str | None:
        return self.account.extra_data.get("name")


class Google(WellRead, id_tokens.WithNonce, GoogleProvider):
    account_class = GoogleAccount
    oauth2_adapter_class = GoogleAdapter
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile", "email"]
