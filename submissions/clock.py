"""What time brings to submissions: words before a date and after a wait, and what must not come out unseen."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from submissions import mails
from submissions.models import Pitch, Submission

log = logging.getLogger(__name__)
BEFORE_DUE = timedelta(days=3)
TOO_LONG = timedelta(days=7)


def hold_what_changed() -> None:
    """Take off the calendar what was changed after its guest had approved it. Run before what is due comes out."""
    for submission in (
        Submission.objects.filter(status="scheduled").select_related("post", "guest").prefetch_related("post__bylines")
    ):
        if not submission.is_cleared:
            try:
                submission.post.unpublish(by=None)
            except ValidationError:
                log.exception("The submission %s could not be taken off the calendar.", submission.pk)
            else:
                mails.overtaken(submission)


def sweep() -> None:
    remind()
    Pitch.objects.forget_old()


def remind() -> None:
    """Before a due date, and where the editors have let somebody wait; each is said once."""
    today = timezone.localdate()
    open_drafts = Submission.objects.filter(status__in=("draft", "changes_requested"))
    for submission in open_drafts.filter(due_on__range=(today, today + BEFORE_DUE)).select_related("guest", "post"):
        mails.reminder(submission)
    waiting = Submission.objects.waiting_for_editors().filter(submitted_at__lt=timezone.now() - TOO_LONG)
    for submission in waiting.select_related("guest", "post", "editor"):
        mails.waiting(submission)
