"""The keys of those at whom readers sign in, as the environment says them."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import text

NAMES = {"wordpress": "WordPress.com", "google": "Google", "x": "X", "facebook": "Facebook"}

type Keys = dict[str, tuple[str, str]]  # id and secret


def keys() -> Keys:
    """Of those who have both, by the provider's key. Raises ImproperlyConfigured for half a pair."""
    return {key: pair for key in NAMES if (pair := _pair(key.upper()))}


def _pair(prefix: str) -> tuple[str, str] | None:
    names = f"{prefix}_CLIENT_ID", f"{prefix}_CLIENT_SECRET"
    told = text(names[0]).strip(), text(names[1]).strip()
    if all(told):
        return told
    if any(told):
        there, missing = names if told[0] else names[::-1]
        raise ImproperlyConfigured(f"{there} is set and {missing} is not. Set both, or neither.")
    return None


def another_server(*, trusted: bool) -> list[dict[str, Any]]:
    """The server that OIDC_ISSUER names, as allauth's app; none where nothing is said of one. Raises likewise."""
    pair, issuer = _pair("OIDC"), text("OIDC_ISSUER").rstrip("/")
    if not pair and not issuer:
        return []
    if not pair or not issuer:
        raise ImproperlyConfigured("OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together. Set all, or none.")
    said = {"server_url": issuer, "trusts_email": trusted}
    return [_app(pair, text("OIDC_NAME") or "OpenID Connect", provider_id="oidc", settings=said)]


def as_allauth_has_them(pairs: Keys, others: list[dict[str, Any]]) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS."""
    apps = {key: [_app(pair, NAMES[key])] for key, pair in pairs.items() if key != "wordpress"}
    servers = (
        [_app(pairs["wordpress"], NAMES["wordpress"], provider_id="wordpress", settings={})]
        if "wordpress" in pairs
        else []
    )
    apps["openid_connect"] = servers + others
    return {kind: {"APPS": of_kind} for kind, of_kind in apps.items()}


def _app(pair: tuple[str, str], name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "client_id": pair[0], "secret": pair[1]} | more


def played(url: str) -> tuple[Keys, dict[str, dict[str, str]]]:
    """The keys and the addresses of the stand-ins at `url`, for the demo."""
    import standins  # what only the demo and the tests use

    return {key: standins.client(key) for key in NAMES}, {key: standins.addresses(key, url) for key in NAMES}
