"""The guests in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from submissions.models import Guest
from tests.factories import make_guest, make_submission
from tests.submissions.reviewing import HOSTILE

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


def test_its_page_is_called_by_their_name(client: Client):
    page = client.get(f"{GUESTS}{make_guest(name='Amara Quill').pk}/change/")
    assert page.context["title"] == "Amara Quill"
