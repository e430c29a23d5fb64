"""The steps that a submission can take: from which states, to which, and whose each is."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from accounts.models import User
    from submissions.models.guest import Guest


class Step(NamedTuple):
    """A verb's way: from which states, to which, and whose it is."""

    before: tuple[str, ...]
    after: str  # "" where it stays where it is
    guests: bool = False
    editors: bool = True
    lets_down: bool = False  # and says why


STEPS = {
    "submit": Step(("draft", "changes_requested"), "submitted", guests=True),
    "take_up": Step(("submitted",), "in_review"),
    "assign": Step(("draft", "submitted", "in_review", "changes_requested", "accepted", "scheduled"), ""),
    "request_changes": Step(("submitted", "in_review", "accepted"), "changes_requested", lets_down=True),
    "accept": Step(("submitted", "in_review"), "accepted"),
    "decline": Step(("submitted", "in_review", "changes_requested", "accepted"), "declined", lets_down=True),
    "reopen": Step(("declined",), "in_review"),
    "withdraw": Step(
        ("draft", "submitted", "in_review", "changes_requested", "accepted", "scheduled"), "withdrawn", guests=True
    ),
    "resume": Step(("withdrawn",), "draft", guests=True, editors=False),
    "galley": Step(("accepted", "scheduled"), ""),
    "approve": Step(("accepted", "scheduled"), "", guests=True, editors=False),
    "object": Step(("accepted", "scheduled"), "accepted", guests=True, editors=False, lets_down=True),
    "override": Step(("accepted", "scheduled"), "", lets_down=True),
    "schedule": Step(("accepted",), "scheduled"),
    "publish": Step(("accepted", "scheduled"), "published"),
    "unschedule": Step(("scheduled",), "accepted"),
    "unpublish": Step(("published",), "accepted", lets_down=True),
}

TURNS = (*STEPS, "open")  # what else is in the log changed nothing that a decision is about

type Hand = "User | Guest | None"  # None is the clock
