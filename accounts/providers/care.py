"""What every provider's answers are read with: nothing that one of them sends may break the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest

NUL = "\0"
LONGEST_UID = 191  # characters, as allauth keeps it


class Unreachable(ProviderException):
    """A provider does not answer, or not as one does. `provider` is its name."""

    def __init__(self, provider: str) -> None:
        super().__init__(f"{provider} cannot be reached.")
        self.provider = provider


@contextmanager
def as_it_comes() -> Iterator[None]:
    """Raises OAuth2Error, which allauth answers with a page, for what is not in the shape that was expected."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as garbled:
        raise OAuth2Error("The provider's answer cannot be read.") from garbled


class Careful:
    """For an adapter of allauth's: mixed in before it."""

    verifier = ""  # of PKCE, for this sign-in

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        self.verifier = pkce_code_verifier or ""
        with as_it_comes():
            return super().get_access_token_data(request, app, client, pkce_code_verifier)  # type: ignore[misc]

    def parse_token(self, data: dict[str, Any]) -> Any:
        with as_it_comes():
            return super().parse_token(data)  # type: ignore[misc]

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        with as_it_comes():
            return super().complete_login(request, app, token, **kwargs)  # type: ignore[misc]


class WellRead:
    """For a provider of allauth's: mixed in before it."""

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> Any:
        """Raises ValueError for who cannot be known by what the provider calls them."""
        uid = self.extract_uid(response)  # type: ignore[attr-defined]
        if len(uid) > LONGEST_UID or NUL in uid:  # made shorter, it would be somebody else's
            raise ValueError("The provider's name for this person cannot be kept.")
        return super().sociallogin_from_response(request, without_nul(response))  # type: ignore[misc]

    def cleanup_email_addresses(self, email: str | None, addresses: list, email_verified: bool = False) -> str | None:
        """Beyond ASCII nothing is proven: in lower case, as addresses are kept, the Kelvin sign is a k."""
        for address in addresses:
            address.verified = address.verified and address.email.isascii()
        return super().cleanup_email_addresses(email, addresses, email_verified)  # type: ignore[misc]


def without_nul(told: Any) -> Any:
    """The same with a space for the character that PostgreSQL keeps neither in text nor in JSON."""
    if isinstance(told, dict):
        return {without_nul(name): without_nul(value) for name, value in told.items()}
    if isinstance(told, list):
        return [without_nul(value) for value in told]
    return told.replace(NUL, " ") if isinstance(told, str) else told


class Addressed:
    """Where a provider's end points are: `addresses`, or where its stand-in is (`settings.STAND_INS`), asked each time.

    Allauth reads them once, at import.
    """

    provider_id: str
    addresses: dict[str, str]

    def address(self, name: str) -> str:
        from django.conf import settings

        return settings.STAND_INS.get(self.provider_id, {}).get(name) or self.addresses[name]
