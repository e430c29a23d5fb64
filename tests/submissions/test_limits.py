"""Whoever has a link, or gave an address in a pitch, can neither fill the editors' mailboxes nor the disk."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from blog.models import Image
from outbox.models import Mail
from submissions.limits import MOST_AN_HOUR, MOST_BEGUN_A_DAY, MOST_DOCUMENTS, MOST_PICTURES
from submissions.models import Correction, Message, Submission
from submissions.refusals import TooMuch
from tests.factories import make_submission
from tests.safe.pictures import drawn, encoded
from tests.submissions.conftest import JSON, AtDesk
from tests.submissions.test_submission_picture import send
from tests.submissions.test_submission_write import write
from tests.submissions.test_submission_write_from_word import word

pytestmark = pytest.mark.django_db


def test_so_many_words_an_hour_and_then_more(at: AtDesk):
    submission = make_submission(guest=at.guest)
    for number in range(MOST_AN_HOUR):
        at.post(f"{submission.pk}/", {"do": "say", "words": f"Word {number}"})
    response = at.post(f"{submission.pk}/", {"do": "say", "words": "One too many"})
    assert (response.status_code, Message.objects.count()) == (429, MOST_AN_HOUR)
    assert "One too many" in response.text
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert at.post(f"{submission.pk}/", {"do": "say", "words": "One more"}).status_code == 302


def test_editors_may_say_as_much_as_they_like(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest)
    for number in range(MOST_AN_HOUR + 1):
        Message.objects.say(submission, f"Word {number}", by=editor)
    assert Message.objects.count() == MOST_AN_HOUR + 1


def test_round_and_round_it_goes_only_so_often(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest)
    answers = [
        at.post(f"{submission.pk}/", {"do": do, "agreed": "1"}).status_code
        for _round in range(MOST_AN_HOUR)
        for do in ("submit", "withdraw", "resume")
    ]
    assert answers.count(429) > 0
    assert Mail.objects.filter(to=editor.email).count() <= MOST_AN_HOUR + 1
    submission.refresh_from_db()
    assert submission.status in ("draft", "withdrawn")  # what was sent can always be taken back


def test_so_many_are_begun_a_day(at: AtDesk):
    for number in range(MOST_BEGUN_A_DAY):
        at.post("")
        at.save(Submission.objects.first(), title=f"Essay {number}")
    assert (at.post("").status_code, Submission.objects.count()) == (429, MOST_BEGUN_A_DAY)


def test_so_many_corrections_are_proposed(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    for number in range(MOST_AN_HOUR):
        Correction.objects.propose(submission, {"title": f"Title {number}"}, by=at.guest, reason="")
    with pytest.raises(TooMuch):
        Correction.objects.propose(submission, {"title": "Another"}, by=at.guest, reason="")


def test_no_more_pictures_are_taken_than_an_essay_can_need(at: AtDesk):
    submission = make_submission(guest=at.guest)
    assert send(at, submission).status_code == 200
    Submission.objects.update(pictures=MOST_PICTURES)
    response = send(at, submission)
    assert (response.status_code, Image.objects.count()) == (429, 1)
    assert response.json()["errors"]["__all__"] == "So many pictures were uploaded here that no more are taken."


def test_so_many_documents_an_hour_whether_they_are_taken_or_not(at: AtDesk):
    submission = make_submission(guest=at.guest)

    def bring(document: SimpleUploadedFile) -> int:
        return write(at, submission, "word-append", document=document).status_code

    sent = [word() if number % 2 else SimpleUploadedFile("essay.docx", b"none") for number in range(MOST_DOCUMENTS)]
    assert [bring(document) for document in sent] == [400, 200] * (MOST_DOCUMENTS // 2)
    submission = make_submission(guest=at.guest)
    assert bring(word()) == 429
    assert Submission.objects.get(pk=submission.pk).post.body == "<p>Bees.</p>"
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert bring(word()) == 200


def test_editors_bring_as_many_documents_as_they_like(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest)
    for _document in range(MOST_DOCUMENTS + 1):
        submission.make_room_for_document(by=editor)
    assert submission.moves.filter(verb="document", by=editor).count() == MOST_DOCUMENTS + 1


@pytest.mark.parametrize("name", ["photo", "book_cover", "new_picture"])
def test_nor_by_the_form(at: AtDesk, name: str):
    submission = make_submission(guest=at.guest)
    Submission.objects.update(pictures=MOST_PICTURES)
    said = {
        "seen": submission.seen,
        name: SimpleUploadedFile("hive.png", encoded(drawn(), "PNG")),
        "new_picture_alt": "A bee",
    }
    response = at.post(f"{submission.pk}/save/", said, headers=JSON)
    assert "no more are taken" in response.text
    submission.refresh_from_db()
    assert (Image.objects.count(), bool(submission.photo), bool(submission.book_cover)) == (0, False, False)
