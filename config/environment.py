"""What the settings read from the environment, and how they read it."""

import ipaddress
import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

SECONDS_FOR_MAIL = 20  # to wait for a mail server, which holds up whoever sends
LOOPBACK_NAMES = ("localhost", ".localhost", "127.0.0.1", "[::1]")


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be this very machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3)."""
    name = host.strip("[]").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def port(text: str) -> int:
    """The port named in PORT. Raises ImproperlyConfigured with the sentence that mends it, as all readers here do."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ImproperlyConfigured(f"PORT={text} is no port. Set it to a number such as 8000.")
    return int(text)


def networks(names: list[str]) -> list[str]:
    """The networks named in TRUSTED_PROXIES, such as 10.0.0.0/8 or ::1."""
    for name in names:
        try:
            ipaddress.ip_network(name)
        except ValueError as bad:
            raise ImproperlyConfigured(f"TRUSTED_PROXIES has {name}, which is no network such as 10.0.0.0/8.") from bad
    return names


def theme(folder: str) -> list[Path]:
    """The folder named in THEME_DIR, whose templates and static files stand before the project's; none without it."""
    if not folder:
        return []
    found = Path(folder).expanduser().resolve()
    if not found.is_dir():
        raise ImproperlyConfigured(f"THEME_DIR={folder} is no folder. Set it to one with templates/ or static/ in it.")
    return [found]


def generated_key(folder: Path) -> str:
    """The secret key kept in `folder`, made on first use; safe against two processes starting at once."""
    kept = folder / "secret-key"
    keep_once(kept, secrets.token_urlsafe(64))
    return kept.read_text().strip()


def keep_once(path: Path, text: str) -> None:
    """Write `text` to `path`, for this user's eyes alone, unless something is kept there already."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent) as draft:  # mode 0600
        draft.write(text)
        draft.flush()
        with suppress(FileExistsError):
            os.link(draft.name, path)


def database(url: str) -> dict:
    """Django's DATABASES entry for a DATABASE_URL; SQLite gets what several writers need.

    `BEGIN IMMEDIATE` takes the write lock at once, so that two writers queue instead of failing; WAL lets
    readers go on meanwhile.
    """
    try:
        entry = Env.db_url_config(url)
    except (ImproperlyConfigured, KeyError, ValueError) as bad:
        example = "postgres://user:password@host/name"
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read. Set it to an address such as {example}") from bad
    if entry["ENGINE"].endswith("sqlite3"):
        entry["OPTIONS"] = {
            "timeout": 20,  # seconds a writer waits for its turn
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        entry |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return entry


def cache(url: str) -> dict:
    """Django's CACHES entry for a CACHE_URL. Every process of the site must reach the same cache."""
    try:
        return Env.cache_url_config(url) | {"OPTIONS": {"MAX_ENTRIES": 10_000}}
    except (ImproperlyConfigured, KeyError, ValueError) as bad:
        example = "filecache:///var/cache/byline"
        raise ImproperlyConfigured(f"CACHE_URL cannot be read. Set it to an address such as {example}") from bad


def mailer(url: str) -> dict:
    """Django's MAILERS entry for an EMAIL_URL such as `smtp+tls://user:password@host:587`."""
    try:
        read = Env.email_url_config(url)
    except (ImproperlyConfigured, KeyError, ValueError) as bad:
        example = "smtp+tls://user:password@mail.example.org:587"
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read. Set it to an address such as {example}") from bad
    options = {
        "host": read["EMAIL_HOST"],
        "port": read["EMAIL_PORT"],
        "username": read["EMAIL_HOST_USER"],
        "password": read["EMAIL_HOST_PASSWORD"],
        "use_tls": read.get("EMAIL_USE_TLS"),
        "use_ssl": read.get("EMAIL_USE_SSL"),
    }
    options["timeout"] = SECONDS_FOR_MAIL
    by_smtp = read["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    given = {key: value for key, value in options.items() if value} if by_smtp else {}
    return {"BACKEND": read["EMAIL_BACKEND"], "OPTIONS": given}
