"""Between acceptance and publication, and corrections after it, on a submission's page in the admin."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from submissions.models import Correction, Submission
from tests.factories import make_submission
from tests.submissions.reviewing import page_of, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def approved(by: User, **extra: object) -> Submission:
    submission = make_submission(status="accepted", **extra)
    submission.send_galley(by=by)
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    return submission


def minutes(at: timezone.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def change(submission: Submission) -> None:
    submission.post.body = "<p>Wasps.</p>"
    submission.post.save()


def test_the_state_of_the_galley_is_told(client: Client, editor: User):
    submission = make_submission(status="accepted")
    assert "The final page waits to be sent to its author." in client.get(page_of(submission)).text
    press(client, submission, "galley")
    assert "Its author has not answered yet." in client.get(page_of(submission)).text
    submission.refresh_from_db()
    submission.object_to_galley(by=submission.guest, edition=submission.edition, reason="Not so.")
    page = client.get(page_of(submission)).text
    assert "Objected to." in page
    assert "<p>Not so.</p>" in page
    press(client, submission, "galley")
    submission.refresh_from_db()
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    assert "Approved as it is now." in client.get(page_of(submission)).text
    change(submission)
    page = client.get(page_of(submission)).text
    assert "What its author approved is not what would appear." in page
    assert 'name="override"' in page


def test_what_is_approved_is_published_by_one_press(client: Client, editor: User):
    submission = approved(editor)
    assert 'name="override"' not in client.get(page_of(submission)).text
    press(client, submission, "publish", at="")
    submission.refresh_from_db()
    assert submission.status == "published"


def test_what_is_not_approved_needs_a_reason_that_stays_in_the_log(client: Client):
    submission = make_submission(status="accepted")
    page = press(client, submission, "publish", override=" ").text
    assert "Its author has not approved the page as it is now. Send the galley, or say why not." in page
    press(client, submission, "publish", override="Approved on the telephone.")
    submission.refresh_from_db()
    assert submission.status == "published"
    page = client.get(page_of(submission)).text
    assert "Approved on the telephone." in page
    assert "Cleared by an editor without the approval of this page" in page


def test_it_is_scheduled_moved_and_taken_off_the_calendar(client: Client, editor: User, settings):
    settings.TIME_ZONE = "UTC"
    submission = approved(editor)
    at = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    press(client, submission, "schedule", at=minutes(at))
    submission.refresh_from_db()
    assert (submission.status, submission.post.published_at) == ("scheduled", at)
    press(client, submission, "schedule", at=minutes(at + timedelta(days=1)))
    submission = Submission.objects.get()
    assert (submission.status, submission.post.published_at) == ("scheduled", at + timedelta(days=1))
    press(client, submission, "unschedule")
    submission = Submission.objects.get()
    assert (submission.status, submission.post.status) == ("accepted", "draft")


def test_what_is_public_is_taken_back(client: Client, reader: Client):
    submission = make_submission(status="published")
    assert "Take it back from its readers" in client.get(page_of(submission)).text
    assert "Please say why" in press(client, submission, "unpublish", reason=" ").text
    press(client, submission, "unpublish", reason="A quote is wrong.")
    submission.refresh_from_db()
    assert (submission.status, submission.post.status) == ("accepted", "draft")
    assert reader.get("/on-bees/").status_code == 404


def test_who_mends_what_was_approved_is_told_what_that_means(client: Client, editor: User):
    said = "A change needs their approval anew"
    submission = make_submission(status="accepted")
    assert said not in client.get(page_of(submission)).text
    submission.send_galley(by=editor)
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    assert said in client.get(page_of(submission)).text


PAST = "2020-01-01T10:00"
REFUSED = {
    PAST: "This is in the past. Choose a time that is still to come, or publish it now.",
    "": "Say when it is to come out.",
    "tomorrow": "Enter a valid date/time.",
}


@pytest.mark.parametrize("at", REFUSED)
def test_a_time_that_cannot_be_is_refused_with_a_sentence(at: str, client: Client, editor: User):
    submission = approved(editor)
    page = press(client, submission, "schedule", at=at).text
    submission.refresh_from_db()
    assert REFUSED[at] in page
    assert submission.status == "accepted"


def test_who_decides_about_an_older_page_is_told(client: Client, editor: User, second_editor: User):
    submission = approved(editor)
    seen = submission.turn
    submission.request_changes(by=second_editor, reason="One more thing.")
    page = press(client, submission, "publish", seen=seen).text
    submission.refresh_from_db()
    assert "Fay Orr was here before you" in page
    assert submission.status == "changes_requested"


@pytest.fixture
def correction() -> Correction:
    submission = make_submission(status="published", body="<p>Bees hum all day.</p>")
    texts = {"body": "<p>Bees hum all night.</p>", "bio": "Sleeps little."}
    return Correction.objects.propose(submission, texts, by=submission.guest, reason="I was there.")


def test_a_correction_is_shown_word_by_word_and_taken_over(client: Client, correction: Correction):
    submission = correction.submission
    page = client.get(page_of(submission)).text
    assert "<del>day.</del><ins>night.</ins>" in page
    assert "I was there." in page
    press(client, submission, "take_over", correction=correction.pk)
    submission.post.refresh_from_db()
    assert submission.post.body == "<p>Bees hum all night.</p>"
    assert "Take over" not in client.get(page_of(submission)).text


def test_a_correction_is_left_with_a_reason(client: Client, correction: Correction):
    submission = correction.submission
    assert "Please say why" in press(client, submission, "leave", correction=correction.pk, reason="").text
    press(client, submission, "leave", correction=correction.pk, reason="It was day.")
    correction.refresh_from_db()
    assert (correction.answer, correction.words) == ("declined", "It was day.")


def test_a_correction_of_another_is_not_answered_here(client: Client, correction: Correction):
    other = make_submission(status="published", title="Another")
    assert press(client, other, "take_over", correction=correction.pk).status_code == 200
    correction.refresh_from_db()
    assert correction.answer == ""


def test_a_correction_that_was_overtaken_is_refused(client: Client, correction: Correction):
    change(correction.submission)
    page = press(client, correction.submission, "take_over", correction=correction.pk).text
    correction.refresh_from_db()
    assert "What this corrects was changed meanwhile. Please make the change by hand." in page
    assert correction.answer == ""
