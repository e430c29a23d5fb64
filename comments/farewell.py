"""What becomes of somebody's comments when their account or an identity goes: they stay, and are nobody's."""

from accounts.leaving import when_somebody_leaves
from accounts.models import Identity, User
from comments.models import Comment


@when_somebody_leaves
def anonymise_their_comments(user: User, *, by: User, identity: Identity | None = None) -> None:
    """The log says that their writer did it where they did: their account, which it could name, is gone then."""
    theirs = Comment.objects.filter(user=user)
    said = theirs.filter(identity=identity) if identity else theirs
    spam = [*said.filter(status="spam").values_list("pk", flat=True)] if identity else []
    said.anonymise(by=None if by == user else by, by_writer=by == user)
    Comment.objects.filter(pk__in=spam).update(user=user)  # or taking the identity away would lend them standing again
