"""Who somebody is: by the address they write from, or by their account, which alone opens an account's desk."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import AuthorPass, User
from outbox.models import Mail
from submissions.models import Guest, Invitation, Link, Pitch, Submission
from submissions.refusals import ImpossibleMove, LinkReplaced
from tests.factories import make_author, make_guest, make_submission
from tests.submissions.conftest import OURS

pytestmark = pytest.mark.django_db


def pitched(client: Client, email: str):
    """The answer to whoever confirms a pitch that gave this address."""
    pitch = Pitch(name="Somebody", email=email, title="The last ferryman", idea="He rows.")
    Pitch.objects.send(pitch)
    return client.post(f"/write/pitch/{pitch.token}/", headers=OURS)


def prove(user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def test_a_pitch_lands_on_an_accounts_desk_which_is_opened_by_signing_in(reader: Client, outsider: User):
    submission = make_submission(guest=Guest.objects.of(outsider), title="Not for strangers")
    response = pitched(reader, outsider.email)
    new = submission.guest.submissions.get(came="pitched")
    assert response.headers["Location"] == f"/write/desk/mine/{new.pk}/"
    assert reader.get(response.headers["Location"]).status_code == 302
    assert not Link.objects.exists()
    assert f"/write/desk/mine/{new.pk}/" in Mail.objects.get(kind="submission-desk").body


def test_an_address_that_an_account_gave_up_opens_nothing_of_it(reader: Client, outsider: User):
    make_submission(guest=Guest.objects.of(outsider), title="Not for strangers")
    outsider.email = "new@example.org"
    outsider.save()
    response = pitched(reader, "eli@example.org")
    key = response.headers["Location"].split("/")[3]
    page = reader.get(f"/write/desk/{key}/").text
    assert ("The last ferryman" in page, "Not for strangers" in page) == (True, False)


def test_mails_go_where_the_account_reads_them_now(outsider: User, editor: User):
    submission = make_submission(guest=Guest.objects.of(outsider), status="submitted")
    outsider.email = "new@example.org"
    outsider.save()
    Submission.objects.get().decline(by=editor, reason="Not for us.")
    mail = Mail.objects.get(kind="submission-declined")
    assert (mail.to, f"/write/desk/mine/{submission.pk}/" in mail.body) == ("new@example.org", True)


def test_no_link_opens_an_accounts_desk(outsider: User, editor: User):
    submission = make_submission(guest=Guest.objects.of(outsider))
    link = Link.objects.create(guest=submission.guest)
    with pytest.raises(LinkReplaced):
        Link.objects.opened_by(link.token)
    with pytest.raises(ImpossibleMove):
        submission.renew_link(by=editor)


def test_an_editor_invites_an_account_by_its_address(outsider: User, editor: User):
    guest = Guest.objects.of(outsider)
    invitation = Invitation.objects.send(by=editor, name="Eli", email="Eli@Example.org")
    assert invitation.submission.guest == guest
    assert not Link.objects.exists()


def test_a_byline_that_another_guest_has_stays_theirs(outsider: User):
    submission = make_submission(status="accepted")
    submission.author.user = outsider
    submission.author.save()
    assert Guest.objects.of(outsider).author is None


def test_whoever_has_a_byline_may_claim_what_was_written_under_another(outsider: User):
    submission = make_submission(guest=make_guest(email=outsider.email), status="accepted")
    prove(outsider)
    account, own = Guest.objects.of(outsider), make_author(user=outsider)
    Guest.objects.get(pk=submission.guest.pk).join(outsider)
    submission.refresh_from_db()
    own.refresh_from_db()
    assert (submission.guest, own.user, submission.author.user) == (account, outsider, None)


def test_once_it_is_an_accounts_no_browser_with_the_old_link_answers_readers(outsider: User):
    submission = make_submission(guest=make_guest(email=outsider.email), status="published")
    author_pass = AuthorPass.objects.of(submission.author)
    key = author_pass.key
    prove(outsider)
    submission.guest.join(outsider)
    author_pass.refresh_from_db()
    assert (author_pass.key != key, author_pass.is_live) == (True, True)
