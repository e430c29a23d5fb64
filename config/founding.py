"""Found a site: an empty publication, its owner's account, and the file that every later start reads."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts.models import Author, User
from blog.models import Site
from config import environment
from config.questions import Answers

# What else the environment says of a site, if it does, is kept with it.
KEPT = [
    *("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "EMAIL_FROM", "PORT", "TIME_ZONE", "TRUSTED_PROXIES"),
    *("GRAVATAR", "AVATARS", "STAFF_MFA", "THEME_DIR", "EXTRA_APPS", "PYTHONPATH"),
    *(f"{who}_CLIENT_{what}" for who in ("WORDPRESS", "GOOGLE", "X", "FACEBOOK", "OIDC") for what in ("ID", "SECRET")),
    *("OIDC_NAME", "OIDC_ISSUER", "OIDC_TRUSTS_EMAIL"),
]
HEAD = "# What this site is told at each start; `make site` wrote it. It holds secrets: keep it to yourself.\n"
HINT = (
    "# Where mail goes; without it, mail is written to the terminal:\n# EMAIL_URL=smtp+tls://user:password@host:587\n"
)


def refuse_without_file() -> None:
    """Raise CommandError where there is nowhere to write down what later starts are to know."""
    if settings.ENV_FILE.is_dir():
        raise CommandError("ENV_FILE is empty, so that nothing could be kept. Leave it unset, or name a file.")


def refuse_second_founding() -> None:
    """Raise CommandError where there is a site already. A founding that was cut short is none."""
    try:
        is_founded = _has_owner()
    except DatabaseError as failed:
        raise CommandError(f"The site was not founded: {failed}") from failed
    if is_founded:
        file = settings.ENV_FILE
        where = f"{file.name} says how it is started" if file.exists() else "the database has an owner"
        raise CommandError(f"There is a site here already: {where}. `make serve` starts it.")


def found(answers: Answers) -> None:
    """Make the database, the owner and the file; all of it or nothing. Raises CommandError with what stood in the way.

    The file comes last, within the transaction: whatever happens before leaves no trace, and what happens between it
    and the commit leaves a file without an owner, over which the next founding goes.
    """
    try:
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            settle(answers)
            write(answers, data_dir=settings.DATA_DIR)
    except (DatabaseError, OSError) as failed:
        raise CommandError(f"The site was not founded: {failed}") from failed


def settle(answers: Answers) -> None:
    """Give the site its name and its owner. An account or an author who is here already becomes theirs."""
    site = Site.objects.get_or_create(pk=1)[0]
    site.name, site.tagline = answers.name, ""
    site.save()
    owner = User.objects.filter(email=answers.email.lower()).first() or User(email=answers.email)
    owner.name, owner.is_staff, owner.is_superuser, owner.is_active = answers.owner, True, True, True
    owner.set_password(answers.password)
    owner.save()
    if not Author.objects.filter(user=owner).exists():
        author = Author.objects.filter(name=answers.owner, user=None).first() or Author(name=answers.owner)
        author.user, author.is_guest = owner, False
        author.save()


def write(answers: Answers, *, data_dir: Path) -> None:
    """Put the file in its place, whole, for this user's eyes alone. What somebody wrote into it before stays."""
    file = settings.ENV_FILE
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    before = file.read_text() if file.exists() else HEAD
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(f"{before.rstrip()}\n{_lines(answers, data_dir)}")
    draft.replace(file)


def _lines(answers: Answers, data_dir: Path) -> str:
    port = urlsplit(answers.address).port if environment.is_loopback(urlsplit(answers.address).hostname or "") else None
    home = data_dir.relative_to(settings.BASE_DIR) if data_dir.is_relative_to(settings.BASE_DIR) else data_dir
    said = {"SITE_URL": answers.address, "SITE_NAME": answers.name, "DATA_DIR": str(home)}
    said["SECRET_KEY"] = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(64)
    said |= {"PORT": str(port)} if port else {}
    said |= {name: os.environ[name] for name in KEPT if os.environ.get(name)}
    lines = "".join(f"{environment.line(name, value)}\n" for name, value in said.items())
    return lines if "EMAIL_URL" in said else lines + HINT


def _has_owner() -> bool:
    there = User._meta.db_table in connection.introspection.table_names()
    return there and User.objects.filter(is_superuser=True).exists()
