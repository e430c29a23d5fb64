"""What must not start in production, each with the sentence that mends it.

Production is a site whose SITE_URL is not on loopback. Django runs these with every command; `config.wsgi`
runs them again, because a web server runs no checks of its own.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured

from config.environment import is_loopback

LONG_ENOUGH, VARIED_ENOUGH = 50, 5  # characters, different ones
DEMO_MARK = "this-is-the-demo"  # a file that the demo leaves in its DATA_DIR


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured with every sentence there is to say, or return."""
    errors = [message for message in production_is_safe() if message.is_serious()]
    if errors:
        raise ImproperlyConfigured("\n".join(f"{error.msg} {error.hint}" for error in errors))


@register()
def production_is_safe(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """Every unsafe thing about the settings as they are; nothing where the site is on loopback."""
    if not settings.PRODUCTION:
        return []
    return [message for is_so, message in FINDINGS if is_so()]


def demo_content_is_here() -> bool:
    """Whether the demo was ever loaded into this DATA_DIR; the demo leaves a mark there."""
    return Path(settings.DATA_DIR, DEMO_MARK).exists()


def address_is_bad() -> bool:
    return _site().scheme not in ("http", "https") or not _site().hostname


def address_has_a_path() -> bool:
    return bool(_site().hostname and _site().path)


def key_can_be_guessed() -> bool:
    """As Django's own security.W009 counts."""
    return len(settings.SECRET_KEY) < LONG_ENOUGH or len(set(settings.SECRET_KEY)) < VARIED_ENOUGH


def everybody_is_a_proxy() -> bool:
    return any(name.endswith("/0") for name in settings.TRUSTED_PROXIES)


def mail_goes_nowhere() -> bool:
    return settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend")


def server_can_be_overheard() -> bool:
    """Whether people would be sent, or asked about, where others can listen or where only this machine is."""
    servers = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    addresses = [urlsplit(app["settings"]["server_url"]) for app in servers if "server_url" in app["settings"]]
    return any(address.scheme != "https" or is_loopback(address.hostname or "") for address in addresses)


def _site() -> SplitResult:
    return urlsplit(settings.SITE_URL)


def _error(number: int, what: str, mend: str) -> Error:
    return Error(what, hint=mend, id=f"byline.E{number:03}")


def _caution(number: int, what: str, mend: str) -> Caution:
    return Caution(what, hint=mend, id=f"byline.W{number:03}")


KEY = "Set SECRET_KEY to 50 or more random characters, the same for every process of the site."
FINDINGS: list[tuple[Callable[[], bool], CheckMessage]] = [
    (
        address_is_bad,
        _error(
            1, "SITE_URL is not a web address.", "Set it to the site's own, such as SITE_URL=https://blog.example.org"
        ),
    ),
    (lambda: settings.SECRET_KEY_IS_GENERATED, _error(2, "The secret key was generated on this machine.", KEY)),
    (key_can_be_guessed, _error(3, "SECRET_KEY can be guessed.", KEY)),
    (lambda: settings.DEBUG, _error(4, "DEBUG is on, and would show strangers the code.", "Unset DEBUG.")),
    (
        lambda: settings.DEMO or demo_content_is_here(),
        _error(
            5,
            "This is the demo, or DATA_DIR holds its content.",
            "Unset DEMO and point DATA_DIR at a folder of the site's own.",
        ),
    ),
    (
        lambda: bool(settings.FETCH_PRIVATE_NETWORKS),
        _error(6, "The server may fetch from private networks.", "Empty FETCH_PRIVATE_NETWORKS."),
    ),
    (
        everybody_is_a_proxy,
        _error(
            7,
            "TRUSTED_PROXIES trusts everybody, who could then be anybody.",
            "Name the networks of your own proxies alone.",
        ),
    ),
    (
        address_has_a_path,
        _error(
            8,
            "SITE_URL has a path, but the site stands at the root of its host.",
            "Set it without one, such as SITE_URL=https://blog.example.org",
        ),
    ),
    (
        lambda: bool(settings.STAND_INS),
        _error(9, "Readers would sign in as people who do not exist.", "Empty STAND_INS: it is for the demo."),
    ),
    (
        server_can_be_overheard,
        _error(
            10,
            "OIDC_ISSUER is plain http, or on this machine.",
            "Set it to the server's own address, such as OIDC_ISSUER=https://id.example.org",
        ),
    ),
    (
        lambda: _site().scheme == "http",
        _caution(
            1,
            "SITE_URL is plain http: passwords travel in the open.",
            "Put https in front of the site and say so in SITE_URL.",
        ),
    ),
    (
        mail_goes_nowhere,
        _caution(
            2,
            "Mail goes to the terminal, not to people.",
            "Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587",
        ),
    ),
]
