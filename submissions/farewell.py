"""What becomes of a desk when its account goes: what is public stays under its byline, and nothing else goes on."""

from django.utils.translation import gettext as _

from accounts.leaving import when_somebody_leaves
from accounts.models import Author, Identity, User
from submissions.models import Guest, Pitch
from submissions.models.steps import STEPS


@when_somebody_leaves
def clear_their_desk(user: User, *, by: User, identity: Identity | None = None) -> None:
    """Drafts that nobody else has seen go, what editors have is withdrawn, and their address is forgotten."""
    guest = None if identity else Guest.objects.filter(user=user).first()
    if guest is None:
        return
    for submission in guest.submissions.select_related("post"):
        if submission.submitted_at is None:
            submission.post.delete()
        elif submission.status in STEPS["withdraw"].before:
            submission.withdraw(by=guest, reason=_("Their account was closed."))
    Pitch.objects.filter(email__in=[guest.email, user.email]).delete()
    Author.objects.filter(guest=guest).update(email="")
    Guest.objects.filter(pk=guest.pk).update(user=None, email="")
