"""The guests in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from outbox.models import Mail
from submissions.models import Guest, Link
from tests.factories import make_guest, make_submission
from tests.submissions.reviewing import HOSTILE, told

pytestmark = pytest.mark.django_db
GUESTS = "/admin/submissions/guest/"


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def test_they_are_listed_with_what_they_wrote(client: Client):
    make_submission(guest=make_guest(name=HOSTILE))
    page = client.get(GUESTS)
    assert [(guest.name, guest.number) for guest in page.context["cl"].result_list] == [(HOSTILE, 1)]
    assert "<script>alert" not in page.text


def test_none_is_added_or_deleted_here(client: Client):
    guest = make_guest()
    assert client.get(f"{GUESTS}add/").status_code == 403
    assert client.post(f"{GUESTS}{guest.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Guest.objects.count() == 1


def test_a_mistyped_address_is_mended(client: Client):
    guest, other = make_guest(email="amara@exmaple.org"), make_guest(email="noor@example.org")
    client.post(f"{GUESTS}{guest.pk}/change/", {"name": "Amara", "email": "Amara@Example.org"})
    guest.refresh_from_db()
    assert guest.email == "amara@example.org"
    refused = client.post(f"{GUESTS}{guest.pk}/change/", {"name": "Amara", "email": other.email})
    assert refused.context["adminform"].form.errors == {"email": ["Another guest writes from this address."]}


def mend(client: Client, guest: Guest, email: str, **said: str) -> list[str]:
    """Change the address; what the page then says of it."""
    return told(client.post(f"{GUESTS}{guest.pk}/change/", {"name": guest.name, "email": email} | said))


def test_the_link_that_went_to_another_opens_nothing_and_a_new_one_is_mailed(client: Client, reader: Client):
    guest = make_guest(email="amara@exmaple.org")
    old = Link.objects.for_mailing(guest)
    said = mend(client, guest, "amara@example.org")
    mail, new = Mail.objects.get(), Link.objects.live().get()
    assert (mail.kind, mail.to, new.address in mail.body) == ("submission-link", "amara@example.org", True)
    assert "The link from before opens nothing any more. A new one is mailed to amara@example.org." in said
    assert [reader.get(f"/write/desk/{link.token}/").status_code for link in (old, new)] == [410, 200]


def test_without_an_address_the_link_is_replaced_and_mailed_to_nobody(client: Client):
    guest = make_guest(email="amara@exmaple.org")
    old = Link.objects.for_mailing(guest)
    said = mend(client, guest, "")
    assert "The link from before opens nothing any more. The new one is on their submission’s page." in said
    assert (Link.objects.live().get() != old, Mail.objects.exists()) == (True, False)


@pytest.mark.parametrize("email", ["amara@example.org", "Amara@Example.org"])
def test_the_same_address_changes_no_link(email: str, client: Client):
    guest = make_guest(email="amara@example.org")
    link = Link.objects.for_mailing(guest)
    mend(client, guest, email, name="Amara Q.")
    assert (Link.objects.live().get(), Mail.objects.exists()) == (link, False)


def test_an_address_where_there_was_none_changes_no_link(client: Client):
    guest = Guest.objects.at("", name="Amara")
    link = Link.objects.for_mailing(guest)
    mend(client, guest, "amara@example.org")
    assert Link.objects.live().get() == link


def test_a_desk_that_was_closed_stays_closed(client: Client, editor: User):
    guest = make_guest(email="amara@exmaple.org")
    Link.objects.for_mailing(guest).revoke(by=editor)
    assert "Their desk stays closed until you make a new link." in mend(client, guest, "amara@example.org")
    assert (Link.objects.live().exists(), Mail.objects.exists()) == (False, False)


def test_mails_that_still_wait_for_the_old_address_are_named(client: Client, editor: User):
    guest = make_guest(email="amara@exmaple.org")
    make_submission(guest=guest).withdraw(by=editor, reason="Twice.")
    assert "A mail to amara@exmaple.org still waits in the outbox." in mend(client, guest, "amara@example.org")


def test_an_account_has_no_link_to_renew(client: Client, outsider: User):
    guest = Guest.objects.of(outsider)
    mend(client, guest, "new@example.org")
    assert (Link.objects.exists(), Mail.objects.exists()) == (False, False)


def test_its_page_is_called_by_their_name(client: Client):
    page = client.get(f"{GUESTS}{make_guest(name='Amara Quill').pk}/change/")
    assert page.context["title"] == "Amara Quill"
