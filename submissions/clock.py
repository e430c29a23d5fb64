"""What time brings to submissions: words before a date and after a wait, and what must not come out unseen."""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from outbox.models import Mail
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
    keep_old_galleys()
    remind()
    Pitch.objects.forget_old()


def keep_old_galleys() -> None:
    """Let no mail leave that asks a guest for their word on a page which was changed since; its editors are told."""
    leaving = Mail.objects.waiting().filter(kind="submission-galley", leaves_at__lte=timezone.now())
    asked = Submission.objects.of_topics(leaving.values_list("topic", flat=True))
    for submission in asked.select_related("post__picture").prefetch_related("post__bylines"):
        if submission.is_galley_old:
            try:
                _keep_old_galley(submission.pk)
            except Exception:
                log.exception("The old galley of the submission %s could not be kept from leaving.", submission.pk)


def _keep_old_galley(pk: int) -> None:
    """Unless an editor sends the page as it is now at this moment. It is over, even if the page is changed back."""
    with transaction.atomic():
        submission = Submission.objects.held(pk)
        if submission.is_galley_old:
            submission.galleys.filter(answer="").lapse()
            mails.galley_kept(submission)


def remind() -> None:
    """Before a due date, and where the editors have let somebody wait; each is said once.

    What is said already is asked for all at once: mostly there is nothing to say, and this is every round's.
    """
    soon, waiting = list(_due_soon()), list(_waiting_too_long())
    said = _said_about([*soon, *waiting])
    for submission in soon:
        if mails.reminder_key(submission) not in said:
            mails.reminder(submission)
    for submission in waiting:
        if not _is_said_to_editors(submission, said):
            with transaction.atomic():  # to all of them or to nobody: it is not looked at again in this week
                mails.waiting(submission)


def _due_soon() -> QuerySet[Submission]:
    today = timezone.localdate()
    open_drafts = Submission.objects.filter(status__in=("draft", "changes_requested"))
    soon = open_drafts.filter(due_on__range=(today, today + BEFORE_DUE), moved_at__lt=timezone.now() - JUST_NOW)
    return soon.select_related("guest__user", "post")


def _waiting_too_long() -> QuerySet[Submission]:
    waiting = Submission.objects.waiting_for_editors().filter(waiting_since__lt=timezone.now() - TOO_LONG)
    return waiting.select_related("guest", "post", "editor")


def _said_about(submissions: list[Submission]) -> set[str]:
    """The keys of the mails about them that are said once; each also without its end, which may be one of many."""
    about = Mail.objects.filter(topic__in={submission.topic for submission in submissions})
    keys = set(about.exclude(once=None).order_by().values_list("once", flat=True))
    return keys | {key.rpartition(":")[0] for key in keys}


def _is_said_to_editors(submission: Submission, said: set[str]) -> bool:
    """In this week: to whoever has it, if they are still there, or else to anybody."""
    key, editor = mails.waiting_key(submission), submission.editor
    if editor and editor.is_active and editor.is_staff:
        return f"{key}:{editor.pk}" in said
    return key in said
