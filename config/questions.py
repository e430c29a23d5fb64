"""What must be known to found a site: asked at the terminal, or taken from the environment."""

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.core.validators import validate_email

from accounts.models import User
from config.environment import is_loopback
from safe.fields import is_web_address

LONGEST = 100  # characters of a name


@dataclass(frozen=True)
class Answers:
    name: str  # of the publication
    address: str  # such as https://blog.example.org, as browsers send it
    owner: str
    email: str
    password: str


@dataclass(frozen=True)
class Question:
    variable: str
    words: str
    judge: Callable[[str], str]  # returns the answer as it is kept; raises ValidationError
    is_secret: bool = False

    def answer(self) -> str:
        """Raises CommandError with a sentence where the environment has no usable answer and nobody is there to ask."""
        given = os.environ.get(self.variable, "")
        while True:
            try:
                return self._judged(given)
            except ValidationError as refused:
                if not sys.stdin.isatty():
                    raise CommandError(f"{self.words}: {_said(refused)} Set {self.variable}.") from refused
                if given:
                    sys.stderr.write(f"{_said(refused)}\n")
                given = self._asked()

    def _judged(self, given: str) -> str:
        text = given if self.is_secret else given.strip()
        if not text:
            raise ValidationError("There is no answer.")
        return self.judge(text)

    def _asked(self) -> str:
        """What was typed; a line of spaces where it was nothing, so that the question is put again with a reason."""
        try:
            return (self._in_secret() if self.is_secret else input(f"{self.words}: ")) or " "
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Nothing was founded.") from None

    def _in_secret(self) -> str:
        """Asked twice, since nobody sees what they type."""
        typed = getpass.getpass(f"{self.words}: ")
        while typed and getpass.getpass("The same once more: ") != typed:
            sys.stderr.write("These were two different ones.\n")
            typed = getpass.getpass(f"{self.words}: ")
        return typed


def ask() -> Answers:
    name, address, owner, email = (question.answer() for question in QUESTIONS)
    judge = partial(_good_password, owner=User(email=email, name=owner))
    password = Question("OWNER_PASSWORD", "A password of ten or more characters", judge, is_secret=True)
    return Answers(name, address, owner, email, password.answer())


def _said(refused: ValidationError) -> str:
    return " ".join(refused.messages)


def _line(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise ValidationError(f"Please use one line of at most {LONGEST} characters.")
    return text


def _email(text: str) -> str:
    validate_email(text)
    return text


def _good_password(text: str, owner: User) -> str:
    validate_password(text, owner)
    return text


def _root_of_a_host(address: str) -> str:
    """An address such as https://blog.example.org, its host as browsers send it (RFC 3986 §6.2.2.1, RFC 5891)."""
    try:
        is_web_address(address)
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValidationError, UnicodeError, ValueError):
        raise ValidationError("That is no web address. Write it like https://blog.example.org.") from None
    if parts.path not in ("", "/") or parts.query or parts.fragment or parts.username:
        raise ValidationError("A site stands at the root of its host. Write it like https://blog.example.org.")
    if is_loopback(host) and not port:
        raise ValidationError("On this machine an address has a port. Write it like http://localhost:8000.")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}:{port}" if port else f"{parts.scheme}://{host}"


QUESTIONS = [
    Question("SITE_NAME", "The publication's name", _line),
    Question("SITE_URL", "Its address, such as https://blog.example.org", _root_of_a_host),
    Question("OWNER_NAME", "Your name, as readers see it", _line),
    Question("OWNER_EMAIL", "Your e-mail address", _email),
]
