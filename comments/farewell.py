"""What becomes of somebody's comments when their account goes: they stay, and are nobody's."""

from accounts.leaving import when_somebody_leaves
from accounts.models import User
from comments.models import Comment


@when_somebody_leaves
def anonymise_their_comments(user: User, *, by: User) -> None:
    """The log says that their writer did it where they did: their account, which it could name, is gone then."""
    Comment.objects.filter(user=user).anonymise(by=None if by == user else by, by_writer=by == user)
