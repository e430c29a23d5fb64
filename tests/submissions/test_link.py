"""A guest's key to their desk: an editor who takes it back closes the desk, whatever happens afterwards."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions.models import Guest, Invitation, Link, Pitch
from tests.factories import make_guest, make_submission
from tests.submissions.conftest import OURS

pytestmark = pytest.mark.django_db


def is_open(guest: Guest) -> bool:
    return Link.objects.live().filter(guest=guest).exists()


def test_the_next_mail_does_not_open_a_desk_that_was_closed(editor: User):
    submission = make_submission(status="submitted")
    link = Link.objects.for_mailing(submission.guest)
    link.revoke(by=editor)
    submission.decline(by=editor, reason="Not for us.")
    assert not is_open(submission.guest)
    assert link.address in Mail.objects.get(kind="submission-declined").body


def test_nor_does_another_pitch_from_the_same_address(reader: Client, editor: User):
    guest = make_guest(email="rosa@example.org")
    Link.objects.for_mailing(guest).revoke(by=editor)
    pitch = Pitch(name="Rosa Vey", email="rosa@example.org", title="The last ferryman", idea="He rows.")
    Pitch.objects.send(pitch)
    response = reader.post(f"/write/pitch/{pitch.token}/", headers=OURS)
    assert (response.status_code, guest.submissions.count(), is_open(guest)) == (403, 0, False)
    assert "An editor has closed this desk." in response.text


def test_nor_does_asking_for_a_new_link_with_one_that_had_expired_before(reader: Client, editor: User, amara: Guest):
    old = Link.objects.for_mailing(amara)
    Link.objects.update(made_at=timezone.now() - timedelta(days=200), expires_at=timezone.now() - timedelta(days=1))
    Link.objects.for_mailing(amara).revoke(by=editor)
    Link.objects.update(made_at=timezone.now() - timedelta(days=2))
    response = reader.post(f"/write/desk/{old.token}/", {"renew": "1"}, headers=OURS)
    assert (response.status_code, is_open(amara), Mail.objects.count()) == (410, False, 0)  # the same answer as to all


def test_of_two_that_were_made_at_once_neither_stays(editor: User, amara: Guest):
    first, second = (Link.objects.create(guest=amara) for _each in range(2))
    second.revoke(by=editor)
    first.refresh_from_db()
    assert (is_open(amara), first.revoked_by, second.revoked_by) == (False, editor, editor)


def test_an_editor_who_invites_them_again_opens_it_again(editor: User, amara: Guest):
    Link.objects.for_mailing(amara).revoke(by=editor)
    Invitation.objects.send(by=editor, name=amara.name, email=amara.email)
    assert is_open(amara)
    assert Link.objects.live().get().address in Mail.objects.get().body
