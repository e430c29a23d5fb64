"""Whose keys the site has: those of the environment, and those that were entered in the admin."""

from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest

from accounts.providers.known import OPENID, WORDPRESS

KEPT = "providers"
SECONDS_KEPT = 60  # where a process was killed between storing a change and telling the others

type Named = dict[str, str]  # key to name


class KeysAdapter(DefaultSocialAccountAdapter):
    """The environment goes before the admin, so that each provider has one pair of keys."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        elsewhere = from_environment()
        found = [app for app in apps if not app.pk or (key_of(app) not in elsewhere and may_be_asked(app))]
        return list({key_of(app): app for app in reversed(found)}.values())


def key_of(app: SocialApp) -> str:
    return app.provider_id or app.provider


def may_be_asked(app: SocialApp) -> bool:
    """In production a server speaks https; one that was entered while the site was being made may not."""
    server = app.settings.get("server_url", "") if app.provider == OPENID and app.provider_id != WORDPRESS else ""
    return not server or not settings.PRODUCTION or urlsplit(server).scheme == "https"


def from_environment() -> Named:
    """What `SOCIALACCOUNT_PROVIDERS` has keys of."""
    return {
        app.get("provider_id") or kind: app["name"]
        for kind, said in settings.SOCIALACCOUNT_PROVIDERS.items()
        for app in said["APPS"]
    }


def from_admin() -> Named:
    """What was entered in the admin: kept in the cache, since every page of a stranger's asks for it."""
    kept = cache.get(KEPT)
    if kept is None:
        kept = _stored()
        cache.set(KEPT, kept, SECONDS_KEPT)
    return kept


def renew(**_signal: Any) -> None:
    """Let the next request of every process see what was saved or deleted; again once that is committed."""
    cache.delete(KEPT)
    transaction.on_commit(_keep, robust=True)


def _keep() -> None:
    cache.set(KEPT, _stored(), SECONDS_KEPT)


def _stored() -> Named:
    return {key_of(app): app.name for app in SocialApp.objects.order_by("pk") if may_be_asked(app)}
