"""Who hears of which move, what a mail says of who did it, and what does not leave because it is not so any more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions import mails
from submissions.models import Correction, Message, Submission
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


def approve(submission: Submission, editor: User) -> None:
    submission.send_galley(by=editor)
    Mail.objects.all().delete()
    submission.approve_galley(by=submission.guest, edition=submission.edition)


def publish(submission: Submission, editor: User) -> None:
    approve(submission, editor)
    Mail.objects.all().delete()
    submission.publish(by=editor)


def object_to(submission: Submission, editor: User) -> None:
    submission.send_galley(by=editor)
    Mail.objects.all().delete()
    submission.object_to_galley(by=submission.guest, edition=submission.edition, reason="No wasps.")


def answer_correction(take: bool) -> Callable:
    def answered(submission: Submission, editor: User) -> None:
        correction = Correction.objects.propose(submission, {"title": "On wasps"}, by=submission.guest, reason="So.")
        Mail.objects.all().delete()
        correction.take_over(by=editor) if take else correction.decline(by=editor, reason="No.")

    return answered


def say(submission: Submission, editor: User) -> None:
    Message.objects.say(submission, "How are the bees?", by=editor)


def note(submission: Submission, editor: User) -> None:
    Message.objects.say(submission, "I like it.", by=editor, is_private=True)


def answer(submission: Submission, editor: User) -> None:
    Message.objects.say(submission, "Well.", by=submission.guest)


# What happens, from which state: what its guest hears, and what the editors hear.
TOLD = {
    "submit": ("draft", lambda one, _: one.submit(by=one.guest, agreed=True), "received", "new"),
    "submit again": ("changes_requested", lambda one, _: one.submit(by=one.guest), "received", "resubmitted"),
    "take up": ("submitted", lambda one, editor: one.take_up(by=editor), "", ""),
    "assign": ("submitted", lambda one, editor: one.assign(by=editor, to=editor), "", ""),
    "request changes": (
        "submitted",
        lambda one, editor: one.request_changes(by=editor, reason="More."),
        "changes-requested",
        "",
    ),
    "accept": ("submitted", lambda one, editor: one.accept(by=editor), "accepted", ""),
    "decline": ("submitted", lambda one, editor: one.decline(by=editor, reason="No."), "declined", ""),
    "withdraw": ("submitted", lambda one, _: one.withdraw(by=one.guest, reason="No."), "", "withdrawn"),
    "withdraw for them": (
        "submitted",
        lambda one, editor: one.withdraw(by=editor, reason="As you asked."),
        "withdrawn-for-guest",
        "",
    ),
    "send the galley": ("accepted", lambda one, editor: one.send_galley(by=editor), "galley", ""),
    "approve": ("accepted", approve, "", "galley-answered"),
    "object": ("accepted", object_to, "", "galley-answered"),
    "schedule": ("scheduled", lambda one, editor: one.unschedule(by=editor), "", ""),
    "publish": ("accepted", publish, "published", ""),
    "publish without their word": (
        "accepted",
        lambda one, editor: one.publish(by=editor, override="She is at sea."),
        "published-unapproved",
        "",
    ),
    "unpublish": (
        "published",
        lambda one, editor: one.unpublish(by=editor, reason="A quote is wrong."),
        "taken-back",
        "",
    ),
    "say": ("submitted", say, "message", ""),
    "note": ("submitted", note, "", ""),
    "answer": ("submitted", answer, "", "message-of-guest"),
    "take over a correction": ("published", answer_correction(take=True), "correction-taken", ""),
    "decline a correction": ("published", answer_correction(take=False), "correction-declined", ""),
}


def heard(address: str) -> str:
    """What waits for them, by its kinds."""
    waits = Mail.objects.waiting().filter(to=address).order_by("pk").values_list("kind", flat=True)
    return " ".join(kind.removeprefix("submission-") for kind in waits)


@pytest.mark.parametrize("what", TOLD)
def test_who_hears_of_it(what: str, second_editor: User):
    status, happens, to_guest, to_editors = TOLD[what]
    submission = make_submission(status=status)
    submission.editor = make_user(role="Editor", name="Ada Brook", email="ada@example.org")
    submission.save()
    Mail.objects.all().delete()
    happens(submission, second_editor)
    assert (heard(submission.guest.email), heard("ada@example.org")) == (to_guest, to_editors)


SAYS_WHO = {
    "submission-declined": lambda one, by: one.decline(by=by, reason="No."),
    "submission-withdrawn-for-guest": lambda one, by: one.withdraw(by=by, reason="As you asked."),
    "submission-changes-requested": lambda one, by: one.request_changes(by=by, reason="More."),
    "submission-message": say,
}


@pytest.mark.parametrize("kind", SAYS_WHO)
def test_a_mail_names_the_editor_who_did_it(kind: str, editor: User):
    submission = make_submission(status="submitted")
    submission.editor = make_user(role="Editor", name="Ada Brook")
    submission.save()
    SAYS_WHO[kind](submission, editor)
    body = Mail.objects.get(kind=kind).body
    assert editor.name in body
    assert "Ada Brook" not in body


# What happens while a mail still waits that is not so any more then.
OVERTAKEN = {
    "accepted, then declined": ("submitted", ["accept", "decline"], "declined"),
    "declined, then reopened": ("submitted", ["decline", "reopen"], ""),
    "accepted, then sent back": ("submitted", ["accept", "request_changes"], "changes-requested"),
    "sent in, then declined": ("draft", ["submit", "decline"], "declined"),
    "sent in twice": ("draft", ["submit", "request_changes", "submit"], "received"),
    "accepted, then published": ("submitted", ["accept", "publish"], "published-unapproved"),
    "a second galley": ("accepted", ["send_galley", "edit", "send_galley"], "galley"),
    "published over a galley": ("accepted", ["send_galley", "edit", "publish"], "published-unapproved"),
    "published, then taken back": ("accepted", ["publish", "unpublish"], "taken-back"),
}


@pytest.mark.parametrize("what", OVERTAKEN)
def test_what_is_not_so_any_more_does_not_leave(what: str, editor: User):
    status, verbs, leaves = OVERTAKEN[what]
    submission = make_submission(status=status)
    Mail.objects.all().delete()
    reasons = {"decline", "request_changes", "unpublish"}
    for verb in verbs:
        if verb == "edit":
            submission.post.question = "Do you?"
            submission.post.save()
            continue
        said = {"reason": "Why."} if verb in reasons else {"override": "Why."} if verb == "publish" else {}
        said |= {"agreed": True} if verb == "submit" else {}
        getattr(submission, verb)(by=submission.guest if verb == "submit" else editor, **said)
    assert heard(submission.guest.email) == leaves
    assert Mail.objects.filter(status="stopped").exists()


def test_a_reminder_of_another_day_does_not_leave(editor: User):
    submission = make_submission(due_on=timezone.localdate())
    mails.reminder(submission)
    submission.expect(by=editor, due_on=timezone.localdate() + timedelta(days=9))
    assert heard(submission.guest.email) == ""


def test_what_has_left_is_left(editor: User):
    submission = make_submission(status="submitted")
    submission.accept(by=editor)
    accepted = Mail.objects.filter(kind="submission-accepted")
    accepted.update(status="sent")
    submission.decline(by=editor, reason="No.")
    assert accepted.get().status == "sent"


def test_another_submissions_mails_leave(editor: User):
    one, other = make_submission(status="accepted"), make_submission(status="accepted")
    for submission in (one, other):
        submission.send_galley(by=editor)
    one.publish(by=editor, override="Said so.")
    assert heard(other.guest.email).endswith("galley")


GONE = {
    "has no account now": {"is_active": False},
    "is no staff now": {"is_staff": False},
    "has no address": {"email": None},
}


@pytest.mark.parametrize("how", GONE)
def test_where_its_editor_has_gone_the_others_hear_of_it(how: str, editor: User):
    submission = make_submission(status="submitted")
    submission.assign(by=editor, to=make_user(role="Editor", name="Ada Brook", email="ada@example.org"))
    User.objects.filter(name="Ada Brook").update(**GONE[how])
    answer(submission, editor)
    assert heard(editor.email).endswith("message-of-guest")


def test_who_may_not_review_any_more_hears_nothing(editor: User):
    submission = make_submission(status="submitted")
    submission.assign(by=editor, to=make_user(role="Editor", name="Ada Brook", email="ada@example.org"))
    User.objects.get(name="Ada Brook").groups.clear()
    answer(submission, editor)
    assert heard("ada@example.org") == ""
    assert heard(editor.email).endswith("message-of-guest")
