"""The demo's editor: an account with a random password, kept in the demo's own folder for the next start."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group

from accounts.models import Author, User
from config.environment import keep_once

EMAIL = "editor@example.org"
AUTHOR = "marta-lindqvist"


def sign_in() -> tuple[str, str]:
    """The editor's address and password, with the account made on first use."""
    kept = password_file()
    keep_once(kept, secrets.token_urlsafe(9))
    password = kept.read_text().strip()
    if not User.objects.filter(email=EMAIL).exists():
        _make_account(password)
    return EMAIL, password


def password_file() -> Path:
    return settings.DATA_DIR / "editor-password"


def _make_account(password: str) -> None:
    author = Author.objects.get(slug=AUTHOR)
    user = User.objects.create_user(EMAIL, password, name=author.name, is_staff=True)
    user.groups.set(Group.objects.filter(name="Editor"))
    author.user = user
    author.save()
