"""What a guest agreed to, and when that is over."""

import pytest

from accounts.models import User
from blog.models.publishing import ImpossibleMove, NotReady
from submissions.models import Licence, Submission, Terms
from submissions.refusals import Stale
from tests.factories import make_image, make_submission
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db

ROUNDS = {
    "withdrawn": lambda one, editor: [one.withdraw(by=one.guest), one.resume(by=one.guest), one.submit(by=one.guest)],
    "sent back": lambda one, editor: [
        one.unschedule(by=editor),
        one.request_changes(by=editor, reason="More."),
        one.submit(by=one.guest),
    ],
    "declined": lambda one, editor: [
        one.unschedule(by=editor),
        one.decline(by=editor, reason="No."),
        one.reopen(by=editor),
    ],
}


@pytest.mark.parametrize("way", ROUNDS)
def test_an_approval_ends_where_the_way_begins_anew(way: str, editor: User):
    submission = make_submission(status="scheduled")
    ROUNDS[way](submission, editor)
    submission.accept(by=editor)
    assert not submission.is_cleared
    with pytest.raises(NotReady, match="has not approved the page"):
        submission.publish(by=editor)


@pytest.mark.parametrize("way", ["sent back", "declined"])
def test_a_galley_that_waits_does_not_come_alive_again(way: str, editor: User):
    submission = make_submission(status="scheduled")
    submission.send_galley(by=editor)
    ROUNDS[way](submission, editor)
    submission.accept(by=editor)
    assert (submission.open_galley, str(submission.place.label)) == (None, "With the editors")


def test_taken_back_from_its_readers_it_is_still_approved(editor: User):
    submission = make_submission(status="published")
    submission.unpublish(by=editor, reason="A quote is wrong.")
    submission.publish(by=editor)
    assert submission.status == "published"


def test_terms_that_changed_under_the_page_are_not_agreed_to_unread(at: AtDesk):
    submission = make_submission(guest=at.guest)
    assert 'name="terms" value="0"' in at.get(f"{submission.pk}/").text
    Terms.current().reword_licence("Everything is ours.")
    response = at.post(f"{submission.pk}/", {"do": "submit", "seen": "0", "agreed": "1", "terms": "0"})
    assert (response.status_code, "The terms were changed while you had this page open" in response.text) == (409, True)
    now = Licence.objects.first()
    assert f'name="terms" value="{now.pk}"' in response.text
    assert "Everything is ours." in response.text
    said = {"do": "submit", "seen": "0", "agreed": "1", "terms": f"{now.pk}"}
    assert at.post(f"{submission.pk}/", said).status_code == 302
    assert Submission.objects.get().licence == now


def test_the_first_who_agrees_agrees_to_our_own_words(at: AtDesk):
    submission = make_submission(guest=at.guest)
    said = {"do": "submit", "seen": "0", "agreed": "1", "terms": "0"}
    assert at.post(f"{submission.pk}/", said).status_code == 302
    assert Submission.objects.get().licence == Licence.objects.get()


def test_a_page_approved_with_other_terms_than_hold_now_is_not(editor: User):
    submission = make_submission()
    submission.submit(by=editor)
    submission.accept(by=editor)
    submission.send_galley(by=editor)
    Terms.current().reword_licence("Everything is ours.")
    with pytest.raises(Stale):
        submission.approve_galley(by=submission.guest, edition=submission.edition, agreed=True, terms=0)
    submission.refresh_from_db()
    assert (submission.cleared, submission.licence, submission.galley.answer) == ("", None, "")


def test_of_two_who_saw_our_own_words_the_second_agrees_to_them_too():
    for submission in (make_submission(), make_submission()):
        submission.submit(by=submission.guest, agreed=True, terms=0)
    assert Licence.objects.count() == 1


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_what_is_said_of_a_picture_in_the_essay_is_approved_with_it(editor: User, name: str):
    image = make_image(alt="A hive")
    submission = make_submission(body=f'<figure><img src="{image.address}" alt=""></figure>', status="scheduled")
    assert submission.is_cleared
    type(image).objects.update(**{name: "A wasps’ nest"})
    assert not Submission.objects.get().is_cleared


@pytest.mark.parametrize("status", ["scheduled", "accepted", "submitted"])
def test_what_a_guest_waits_for_is_not_thrown_away(editor: User, status: str):
    submission = make_submission(status=status)
    with pytest.raises(ImpossibleMove, match="A guest waits for an answer to this"):
        submission.post.trash(by=editor, reason="No.")
    submission.refresh_from_db()
    assert submission.status == status


def test_who_objects_takes_it_off_the_calendar_themselves(editor: User):
    submission = make_submission(status="scheduled")
    submission.send_galley(by=editor)
    submission.object_to_galley(by=submission.guest, edition=submission.edition, reason="No wasps.")
    assert [move.who for move in submission.moves.all()[:2]] == ["its author", "its author"]
    submission.refresh_from_db()
    assert (submission.status, submission.post.status) == ("accepted", "draft")
