"""What must not start in production, each with the sentence that mends it.

Production is a site whose SITE_URL is not on loopback. Django runs these with every command; `config.wsgi`
runs them again, because a web server runs no checks of its own.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured

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
    return [message for unsafe, message in _findings() if unsafe]


def _findings() -> list[tuple[bool, CheckMessage]]:
    site = urlsplit(settings.SITE_URL)
    return [
        (
            site.scheme not in ("http", "https") or not site.hostname,
            Error(
                "SITE_URL is not a web address.",
                hint="Set it to the site's own, such as SITE_URL=https://blog.example.org",
                id="byline.E001",
            ),
        ),
        (
            settings.SECRET_KEY_IS_GENERATED,
            Error(
                "The secret key was generated on this machine.",
                hint="Set SECRET_KEY to 50 or more random characters, the same for every process of the site.",
                id="byline.E002",
            ),
        ),
        (
            len(settings.SECRET_KEY) < 50 or len(set(settings.SECRET_KEY)) < 5,
            Error(
                "SECRET_KEY can be guessed.",
                hint="Set SECRET_KEY to 50 or more random characters.",
                id="byline.E003",
            ),
        ),
        (
            settings.DEBUG,
            Error("DEBUG is on, and would show strangers the code.", hint="Unset DEBUG.", id="byline.E004"),
        ),
        (
            settings.DEMO or demo_content_is_here(),
            Error(
                "This is the demo, or DATA_DIR holds its content.",
                hint="Unset DEMO and point DATA_DIR at a folder of the site's own.",
                id="byline.E005",
            ),
        ),
        (
            bool(settings.FETCH_PRIVATE_NETWORKS),
            Error(
                "The server may fetch from private networks.",
                hint="Empty FETCH_PRIVATE_NETWORKS.",
                id="byline.E006",
            ),
        ),
        (
            any(name.endswith("/0") for name in settings.TRUSTED_PROXIES),
            Error(
                "TRUSTED_PROXIES trusts everybody, who could then be anybody.",
                hint="Name the networks of your own proxies alone.",
                id="byline.E007",
            ),
        ),
        (
            bool(site.hostname and site.path),
            Error(
                "SITE_URL has a path, but the site stands at the root of its host.",
                hint=f"Set SITE_URL={site.scheme}://{site.netloc}",
                id="byline.E008",
            ),
        ),
        (
            site.scheme == "http",
            Caution(
                "SITE_URL is plain http: passwords travel in the open.",
                hint="Put https in front of the site and say so in SITE_URL.",
                id="byline.W001",
            ),
        ),
        (
            settings.MAILERS["default"]["BACKEND"].endswith("console.EmailBackend"),
            Caution(
                "Mail goes to the terminal, not to people.",
                hint="Set EMAIL_URL, such as smtp+tls://user:password@mail.example.org:587",
                id="byline.W002",
            ),
        ),
    ]


def demo_content_is_here() -> bool:
    """Whether the demo was ever loaded into this DATA_DIR; the demo leaves a mark there."""
    return Path(settings.DATA_DIR, DEMO_MARK).exists()
