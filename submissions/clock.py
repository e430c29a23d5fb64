"""What time brings to submissions: words before a date and after a wait, and what must not come out unseen."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from submissions import mails
from submissions.models import Pitch, Submission

log = logging.getLogger(__name__)
BEFORE_DUE = timedelta(days=3)
JUST_NOW = timedelta(days=1)  # since somebody was asked, or asked again: they know
TOO_LONG = timedelta(days=7)


def hold_what_changed() -> None:
    """Take off the calendar what was changed after its guest had approved it. Run before what is due comes out."""
    scheduled = Submission.objects.filter(status="scheduled").select_related("post__picture", "guest")
    for submission in scheduled.prefetch_related("post__bylines"):
        if not submission.is_cleared:
            try:
                _hold(submission.pk)
            except ValidationError:
                log.exception("The submission %s could not be taken off the calendar.", submission.pk)


def _hold(pk: int) -> None:
    """Off the calendar, and its editors are told, in one: unless somebody was quicker."""
    with transaction.atomic():
        submission = Submission.objects.held(pk)
        if submission.status == "scheduled" and not submission.is_cleared:
            submission.post.unpublish(by=None)
            mails.overtaken(submission)


def sweep() -> None:
    remind()
    Pitch.objects.forget_old()


def remind() -> None:
    """Before a due date, and where the editors have let somebody wait; each is said once."""
    today = timezone.localdate()
    open_drafts = Submission.objects.filter(status__in=("draft", "changes_requested"))
    soon = open_drafts.filter(due_on__range=(today, today + BEFORE_DUE), moved_at__lt=timezone.now() - JUST_NOW)
    for submission in soon.select_related("guest", "post"):
        mails.reminder(submission)
    waiting = Submission.objects.waiting_for_editors().filter(waiting_since__lt=timezone.now() - TOO_LONG)
    for submission in waiting.select_related("guest", "post", "editor"):
        mails.waiting(submission)
