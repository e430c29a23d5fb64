"""What every provider's answers are read with: nothing that one of them sends may break the site."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.socialaccount.providers.base import ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.http import HttpRequest


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


class Addressed:
    """Where a provider's end points are: `addresses`, or where its stand-in is (`settings.STAND_INS`), asked each time.

    Allauth reads them once, at import.
    """

    provider_id: str
    addresses: dict[str, str]

    def address(self, name: str) -> str:
        from django.conf import settings

        return settings.STAND_INS.get(self.provider_id, {}).get(name) or self.addresses[name]
