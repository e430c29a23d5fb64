"""What becomes of a submission when its post is published, taken back or thrown away, whoever did that and where."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Post
from blog.models.publishing import ImpossibleMove, NotReady, when_decided
from submissions.models import Submission

FOLLOWED = ("publish", "schedule", "unpublish", "trash")
OVER = ("declined", "withdrawn")


@when_decided
def follow(post: Post, verb: str, *, by: User | None, reason: str = "") -> None:
    """Keep the two in step. Raises what keeps the post from going there without its guest."""
    submission = _of(post) if verb in FOLLOWED else None
    if submission is None:
        return
    if verb == "trash" and submission.status == "published":
        raise NotReady(_("Its author is told why. Take it back on its submission’s page, and say so there."))
    if verb == "trash" and submission.status not in OVER:
        raise ImpossibleMove(_("A guest waits for an answer to this. Decline it first, on its submission’s page."))
    if verb in ("publish", "schedule"):
        _come_out(submission, verb, by)
    elif submission.status == "scheduled":
        submission.go_on("unschedule", by=by)
    elif submission.status == "published":
        if not reason.strip():
            raise NotReady(_("Its author is told why. Take it back on its submission’s page, and say so there."))
        submission.go_on("unpublish", by=by, reason=reason)


def _of(post: Post) -> Submission | None:
    found = Submission.objects.select_for_update(of=("self",)).select_related("post", "guest")
    return found.filter(post=post).first()


def _come_out(submission: Submission, verb: str, by: User | None) -> None:
    if submission.status not in ("accepted", "scheduled"):
        raise ImpossibleMove(
            _("This is a guest’s submission (%s). Accept it first, on its own page.") % submission.get_status_display()
        )
    if not submission.is_cleared:
        raise NotReady(_("Its author has not approved the page as it is now. Publish it from its submission’s page."))
    if verb == "publish":
        submission.give_news_to(submission.author)
        _show(submission)
    at = date_format(localtime(submission.post.published_at), "DATETIME_FORMAT")
    submission.go_on(verb, by=by, reason=at if verb == "schedule" else "")


def _show(submission: Submission) -> None:
    author = submission.author
    if not author.is_public:
        author.is_public = True
        author.save()
