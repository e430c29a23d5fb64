from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.facebook.flows import compute_appsecret_proof
from allauth.socialaccount.providers.facebook.provider import FacebookAccount as AllauthsAccount
from allauth.socialaccount.providers.facebook.provider import FacebookProvider
from allauth.socialaccount.providers.facebook.views import FacebookOAuth2Adapter
from django.http import HttpRequest

from accounts.providers.care import Addressed, Careful, WellRead, as_it_comes

VERSION = "v26.0"  # of the Graph API; Facebook ends each about two years after it came


class FacebookAdapter(Careful, Addressed, FacebookOAuth2Adapter):
    addresses = {
        "AUTHORIZE_URL": f"https://www.facebook.com/{VERSION}/dialog/oauth",
        "GRAPH_API_URL": f"https://graph.facebook.com/{VERSION}",
    }

    @property
    def authorize_url(self) -> str:
        return self.address("AUTHORIZE_URL")

    @property
    def access_token_url(self) -> str:
        return f"{self.address('GRAPH_API_URL')}/oauth/access_token"

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        provider = self.get_provider()
        proof = compute_appsecret_proof(provider.app, token)
        asked = {"fields": ",".join(provider.get_fields()), "access_token": token.token, "appsecret_proof": proof}
        with get_adapter().get_requests_session() as session:
            answer = session.get(f"{self.address('GRAPH_API_URL')}/me", params=asked)
            answer.raise_for_status()
        with as_it_comes():
            return provider.sociallogin_from_response(request, answer.json())


class FacebookAccount(AllauthsAccount):
    def get_name(self) -> str | None:
        return self.account.extra_data.get("name")

    def get_avatar_url(self) -> str | None:
        """Facebook gives those without a picture a silhouette, which says less than their initials."""
        picture = self.account.extra_data["picture"]["data"]
        return None if picture.get("is_silhouette") else picture["url"]


class Facebook(WellRead, FacebookProvider):
    """Without PKCE, since allauth leaves the verifier out of a token request by GET. No address counts as verified."""

    account_class = FacebookAccount
    oauth2_adapter_class = FacebookAdapter
    pkce_enabled_default = False

    def get_default_scope(self) -> list[str]:
        return ["public_profile", "email"]

    def get_fields(self) -> list[str]:
        return ["id", "name", "email", "link", "picture.width(192).height(192)"]
