"""A guest's personal link, and the mails to them, on a submission's page in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from outbox.models import Mail
from submissions.models import Guest, Link, Submission
from tests.factories import make_submission
from tests.submissions.reviewing import page_of, press, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


@pytest.fixture
def submission() -> Submission:
    return make_submission(status="submitted")


def link_of(submission: Submission) -> Link | None:
    return Link.objects.live().filter(guest=submission.guest).first()


def test_the_link_is_there_to_copy(client: Client, submission: Submission):
    page = client.get(page_of(submission)).text
    assert f'<input id="personal-link" readonly value="{link_of(submission).address}"' in page


def test_it_is_revoked(client: Client, submission: Submission, editor: User):
    link = link_of(submission)
    press(client, submission, "revoke", link=link.pk)
    link.refresh_from_db()
    assert (link.is_live, link.revoked_by) == (False, editor)
    assert submission.moves.first().verb == "revoke"
    assert "No link opens their desk now." in client.get(page_of(submission)).text


def test_another_takes_its_place_and_is_mailed(client: Client, submission: Submission):
    link = link_of(submission)
    press(client, submission, "renew", link=link.pk)
    link.refresh_from_db()
    assert not link.is_live
    assert link_of(submission).address in Mail.objects.get(kind="submission-link").body
    assert "A new link to your desk" in client.get(page_of(submission)).text


def test_pressed_twice_it_is_replaced_once(client: Client, submission: Submission):
    link = link_of(submission)
    press(client, submission, "renew", link=link.pk)
    again = press(client, submission, "renew", link=link.pk)
    assert told(again)[-1:] == ["The link was changed meanwhile. This is the one that holds now."]
    assert Mail.objects.filter(kind="submission-link").count() == 1


def test_a_guest_without_address_gets_none_by_mail(client: Client):
    submission = make_submission(guest=Guest.objects.at("", name="Amara"), status="submitted")
    assert told(press(client, submission, "renew", link="")) == ["There is a new link."]
    assert link_of(submission).is_live
    assert not Mail.objects.filter(kind="submission-link").exists()


def test_whoever_gave_no_address_is_nobody_known():
    assert Guest.objects.at("", name="Amara") != Guest.objects.at("", name="Amara")


def test_the_mails_about_it_are_listed(client: Client, submission: Submission):
    other = make_submission(status="submitted", title="On sand")
    page = client.get(page_of(submission)).text
    assert "We have “On bees”" in page
    assert "We have “On sand”" not in page
    assert other.guest.email not in page
