"""What becomes of a desk when its account goes."""

import pytest

from accounts.models import User
from submissions.models import Guest, Pitch, Submission
from tests.factories import make_guest, make_submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(outsider: User) -> Guest:
    return Guest.objects.of(outsider)


def begun(desk: Guest, status: str) -> Submission:
    return make_submission(guest=desk, status=status)


def test_an_account_can_go_that_wrote_as_a_guest_before(outsider: User, desk: Guest):
    make_guest(email=outsider.email)
    outsider.leave(by=outsider)
    desk.refresh_from_db()
    assert (desk.user, desk.email) == (None, "")


@pytest.mark.parametrize("status", ["submitted", "changes_requested", "accepted", "scheduled"])
def test_what_editors_have_is_withdrawn(outsider: User, desk: Guest, status: str):
    submission = begun(desk, status)
    outsider.leave(by=outsider)
    submission.refresh_from_db()
    last = submission.moves.first()
    assert (submission.status, submission.post.status) == ("withdrawn", "draft")
    assert (last.by_guest, last.reason) == (True, "Their account was closed.")


def test_what_is_public_stays_under_its_byline(outsider: User, desk: Guest):
    submission = begun(desk, "published")
    outsider.leave(by=outsider)
    submission.refresh_from_db()
    assert (submission.status, submission.post.bylines.get().author) == ("published", submission.author)
    assert submission.author.email == ""


def test_a_draft_that_nobody_saw_goes(outsider: User, desk: Guest):
    begun(desk, "draft")
    outsider.leave(by=outsider)
    assert not Submission.objects.exists()


def test_their_address_stands_in_no_pitch(outsider: User):
    pitch = Pitch(name="Eli Frost", email=outsider.email, title="Frost", idea="It is cold.")
    Pitch.objects.send(pitch)
    Guest.objects.of(outsider)
    pitch.confirm()
    outsider.leave(by=outsider)
    assert not Pitch.objects.exists()
