"""Found a site: ask what must be known, write it down, and leave an empty site with its owner's account."""

import getpass
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import Author, User
from blog.models import Site
from config.environment import keep_once
from safe.fields import is_web_address


@dataclass(frozen=True)
class Answers:
    name: str  # of the publication
    address: str  # such as https://blog.example.org
    owner: str
    email: str
    password: str


@dataclass(frozen=True)
class Question:
    """What is asked at the terminal, or read from the environment."""

    variable: str
    words: str
    judge: Callable[[str], None]
    is_secret: bool = False

    def answer(self) -> str:
        """Raises CommandError with a sentence where the environment has no usable answer and nobody is there to ask."""
        given = os.environ.get(self.variable, "").strip()
        if given or not sys.stdin.isatty():
            return self._judged(given)
        while True:
            typed = (getpass.getpass if self.is_secret else input)(f"{self.words}: ").strip()
            try:
                return self._judged(typed)
            except CommandError as refused:
                sys.stderr.write(f"{refused}\n")

    def _judged(self, text: str) -> str:
        if not text:
            raise CommandError(f"{self.words}: please give an answer here, or set {self.variable}.")
        try:
            self.judge(text)
        except ValidationError as refused:
            raise CommandError(f"{self.words}: {' '.join(refused.messages)}") from refused
        return text


def is_root_of_a_host(address: str) -> None:
    is_web_address(address.replace("localhost", "localhost.example"))
    parts = urlsplit(address)
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValidationError("A site stands at the root of its host, such as https://blog.example.org")


def is_a_line(text: str) -> None:
    if len(text) > 100 or not text.isprintable():
        raise ValidationError("At most 100 characters, on one line.")


QUESTIONS = [
    Question("SITE_NAME", "The publication's name", is_a_line),
    Question("SITE_URL", "Its address, such as https://blog.example.org", is_root_of_a_host),
    Question("OWNER_NAME", "Your name, as readers see it", is_a_line),
    Question("OWNER_EMAIL", "Your e-mail address", validate_email),
    Question("OWNER_PASSWORD", "A password of ten or more characters", validate_password, is_secret=True),
]


def ask() -> Answers:
    return Answers(*(question.answer() for question in QUESTIONS))


def refuse_second_founding(file: Path) -> None:
    if file.exists():
        raise CommandError(f"{file.name} is here already: this is a site. To found another, use another folder.")


def found(answers: Answers, file: Path) -> None:
    """Make the database, the owner and the file that later starts read; all of it or nothing."""
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        site = Site.objects.filter(pk=1).first() or Site()
        site.name = answers.name
        site.tagline = ""
        site.save()
        owner = User.objects.create_superuser(answers.email, answers.password, name=answers.owner)
        Author.objects.create(name=answers.owner, user=owner, is_guest=False)
        keep_once(file, _as_environment(answers))


def _as_environment(answers: Answers) -> str:
    given = {
        "SITE_URL": answers.address.rstrip("/"),
        "SECRET_KEY": secrets.token_urlsafe(64),
        "DATA_DIR": str(settings.DATA_DIR),
    }
    lines = [f"{name}={value}" for name, value in given.items()]
    return "\n".join(["# What this site is told at each start. Keep it to yourself.", *lines, *HINTS]) + "\n"


HINTS = [
    "# Where mail goes; without it, mail is written to the terminal:",
    "# EMAIL_URL=smtp+tls://user:password@mail.example.org:587",
]
