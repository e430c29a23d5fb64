"""Whose desk an address opens, and by whose hands: the guest's own by their link or account, or an editor's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from accounts.models import User
from submissions.models import Guest, Link, Submission, Terms
from submissions.models.link import MINE
from submissions.models.submission import SubmissionQuerySet
from submissions.refusals import NotTheirs
from submissions.roles import REVIEW

OF = "of-"


class SignInFirst(Exception):
    """The desk is an account's, and nobody is signed in."""


@dataclass
class Desk:
    """A guest's submissions, and who is at them. `key` is what stands in its addresses."""

    key: str
    guest: Guest
    editor: User | None = None  # who does it for them

    @property
    def hand(self) -> User | Guest:
        """By whom the verbs are that are called from here."""
        return self.editor or self.guest

    @property
    def is_by_link(self) -> bool:
        return not self.editor and self.key != MINE

    @property
    def submissions(self) -> SubmissionQuerySet:
        return Submission.objects.filter(guest=self.guest if self.guest.pk else None).for_reading()

    @property
    def may_begin(self) -> bool:
        """Whether they may begin something that nobody asked for."""
        is_ours = self.editor or (self.guest.user and self.guest.user.is_staff)
        return bool(is_ours or Terms.current().takes_pitches or self.submissions.filter(status="published").exists())

    @property
    def claimable(self) -> Iterable[Guest]:
        """As whom the account wrote here before it was theirs."""
        return Guest.objects.claimable_by(self.guest.user) if self.key == MINE and self.guest.user else ()

    def begin(self) -> Submission:
        """Raises NotTheirs."""
        if not self.may_begin:
            raise NotTheirs
        guest = self.guest if self.guest.pk else Guest.objects.of(self.guest.user)
        return Submission.objects.begin_once(guest, by=self.editor or guest)

    @classmethod
    def opened_by(cls, request: HttpRequest, key: str) -> Self:
        """Raises SignInFirst, NotTheirs, Http404, or the NoDesk that says why a link opens nothing."""
        if key == MINE:
            return cls(key, _own(_signed_in(request)))
        if key.startswith(OF):
            return cls._for_editor(_signed_in(request), key)
        return cls(key, Link.objects.opened_by(key).guest)

    @classmethod
    def _for_editor(cls, user: User, key: str) -> Self:
        if not user.has_perm(REVIEW):
            raise NotTheirs
        number = key.removeprefix(OF)
        guest = Guest.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if guest is None:
            raise Http404
        return cls(key, guest, user)


def _own(user: User) -> Guest:
    """Theirs, as it is or would be: looking makes none."""
    return Guest.objects.filter(user=user).first() or Guest(user=user, name=str(user), email=user.email or "")


def _signed_in(request: HttpRequest) -> User:
    if not request.user.is_authenticated:
        raise SignInFirst
    return request.user


def sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())
