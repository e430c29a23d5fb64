from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.twitter_oauth2.provider import TwitterOAuth2Account, TwitterOAuth2Provider
from allauth.socialaccount.providers.twitter_oauth2.views import TwitterOAuth2Adapter

from accounts.providers.care import Addressed, Careful, WellRead


class XAdapter(Careful, Addressed, TwitterOAuth2Adapter):
    provider_id = "x"
    addresses = {
        "authorize_url": "https://x.com/i/oauth2/authorize",
        "access_token_url": "https://api.x.com/2/oauth2/token",
        "profile_url": "https://api.x.com/2/users/me",
    }

    @property
    def authorize_url(self) -> str:
        return self.address("authorize_url")

    @property
    def access_token_url(self) -> str:
        return self.address("access_token_url")

    @property
    def profile_url(self) -> str:
        return self.address("profile_url")


class XAccount(TwitterOAuth2Account):
    def get_name(self) -> str | None:
        return self.account.extra_data.get("name")

    def get_avatar_url(self) -> str | None:
        """X names the picture in 48 pixels; the same is there in 400."""
        address = self.account.extra_data.get("profile_image_url")
        return address.replace("_normal.", "_400x400.") if isinstance(address, str) else None


class X(WellRead, TwitterOAuth2Provider):
    """With the address that X has confirmed, where it tells one."""

    id = "x"
    account_class = XAccount
    oauth2_adapter_class = XAdapter

    def get_default_scope(self) -> list[str]:
        return ["users.read", "tweet.read", "users.email"]

    def get_fields(self) -> list[str]:
        return ["id", "name", "username", "profile_image_url", "confirmed_email"]

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().extract_common_fields(data) | {"email": data.get("confirmed_email")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        address = data.get("confirmed_email")
        return [EmailAddress(email=address, verified=True, primary=True)] if address else []
