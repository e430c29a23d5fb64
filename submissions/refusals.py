"""Why something about a submission is not done."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from blog.models.publishing import ImpossibleMove, NotReady
from submissions.mails import REVIEW

__all__ = [
    "ImpossibleMove",
    "LinkExpired",
    "LinkReplaced",
    "LinkRevoked",
    "NoDesk",
    "NoSuchLink",
    "NotReady",
    "NotTheirs",
    "Stale",
    "TooMuch",
    "refuse_unless_reviewer",
]


class NotTheirs(PermissionDenied):
    """This is not for them to do."""


def refuse_unless_reviewer(hand: object) -> None:
    """Raise NotTheirs for a guest, and for an account that may not review."""
    if not (isinstance(hand, User) and hand.is_active and hand.has_perm(REVIEW)):
        raise NotTheirs


class Stale(ValidationError):
    """It has changed since it was looked at; the text says how."""


class TooMuch(ValidationError):
    """It has been done so often that it must wait."""


class NoDesk(Exception):
    """The link opens no desk. `guest` is whose it was, where that is known."""

    def __init__(self, guest: Any = None) -> None:
        super().__init__()
        self.guest = guest


class NoSuchLink(NoDesk):
    """Nobody here made this link, or somebody changed it."""


class LinkExpired(NoDesk):
    """Its time is over; its owner may have a new one mailed."""


class LinkRevoked(NoDesk):
    """An editor took it back."""


class LinkReplaced(NoDesk):
    """A newer one took its place."""
