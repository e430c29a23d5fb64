"""Why a comment, or what somebody wanted done to it, was not taken."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comments.models import Comment


class Closed(Exception):
    """The conversation was closed before the comment came in."""


class Gone(Exception):
    """What the comment answers was erased before the comment came in."""


class TooFast(Exception):
    """This network has sent more comments than any conversation needs."""


class Duplicate(Exception):
    """The same writer has said the same thing in the same place; `comment` is where."""

    def __init__(self, comment: "Comment") -> None:
        super().__init__(comment.pk)
        self.comment = comment


class TooLate(Exception):
    """The comment is no longer its writer's to change."""


class Stale(Exception):
    """The comment was edited since the moderator looked at it; approval is for what was seen."""
