"""What the settings read from the environment, and how they read it."""

import ipaddress
import os
import re
import secrets
import sys
import tempfile
from contextlib import suppress
from email.utils import quote
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env

SECONDS_FOR_MAIL = 20  # to wait for a mail server, which holds up whoever sends
LOOPBACK_NAMES = ("localhost", ".localhost", "127.0.0.1", "[::1]")


def read(file: Path) -> None:
    """Take in what a file such as `site.env` says, where the environment does not say it itself; without one, nothing.

    Raises ImproperlyConfigured, as all readers here do, where there is a file that this account may not read:
    a site that starts without what it is to know is another site.
    """
    if not file.is_file():
        return
    try:
        said = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as bad:
        raise ImproperlyConfigured(f"{file} cannot be read. Run this as the account that it belongs to.") from bad
    Env.read_env(StringIO(said))


def line(name: str, value: str) -> str:
    """One line of such a file, from which exactly `value` is read again."""
    return f'{name}="{re.sub(r'(["\\])', r"\\\1", value)}"'


def text(name: str, default: str = "") -> str:
    """The value of a variable as it is. Env.str would take one that begins with $ for another variable's name."""
    return os.environ.get(name, default)


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
    """The port named in PORT. Raises ImproperlyConfigured with the sentence that mends it."""
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


def theme(folder: str, *, beside: Path) -> list[Path]:
    """The folder named in THEME_DIR, whose templates and static files stand before the project's; none without it.

    A relative one is looked for in `beside`.
    """
    if not folder:
        return []
    found = (beside / Path(folder).expanduser()).resolve()
    if not found.is_dir():
        raise ImproperlyConfigured(f"THEME_DIR={folder} is no folder. Set it to one with templates/ or static/ in it.")
    return [found]


def extra_apps(names: list[str]) -> list[str]:
    """The apps named in EXTRA_APPS: packages, or configurations in them such as reading.apps.ReadingConfig.

    They are found on PYTHONPATH also where `site.env` says it, which Python itself has not read.
    """
    sys.path += [folder for folder in text("PYTHONPATH").split(os.pathsep) if folder and folder not in sys.path]
    for name in names:
        package, _dot, last = name.rpartition(".")
        try:
            found = find_spec(package if last[:1].isupper() else name)
        except (ImportError, ValueError):
            found = None
        if found is None:
            mend = "Set PYTHONPATH to the folder that it is in."
            raise ImproperlyConfigured(f"EXTRA_APPS has {name}, which cannot be found. {mend}")
    return names


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


def sender(name: str, host: str) -> str:
    """The address that mail comes from, with the site's name before it, whatever characters that has."""
    return f'"{quote(name)}" <no-reply@{host}>'


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
