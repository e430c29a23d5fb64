"""Inviting a guest, in the admin."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions.models import Invitation, Link, Submission
from tests.factories import make_guest
from tests.submissions.reviewing import HOSTILE, page_of, told

pytestmark = pytest.mark.django_db
INVITE = "/admin/submissions/submission/invite/"


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def invite(client: Client, **said: object) -> object:
    return client.post(INVITE, {"name": "Amara Quill", "email": "amara@example.org", "way": "mail"} | said)


def test_it_is_sent_by_mail(client: Client, editor: User):
    day = timezone.localdate() + timedelta(days=30)
    response = invite(client, words="Would you write about bees?", due_on=day.isoformat())
    submission = Submission.objects.get()
    assert (response.url, told(response)) == (
        page_of(submission),
        ["The invitation is on its way to amara@example.org."],
    )
    assert (submission.came, submission.due_on, submission.editor) == ("invited", day, editor)
    mail = Mail.objects.get()
    assert (mail.kind, mail.to) == ("submission-invitation", "amara@example.org")
    assert "Would you write about bees?" in mail.body


def test_handed_over_it_is_mailed_to_nobody_and_the_link_is_there_to_copy(client: Client):
    response = invite(client, way="hand", email="")
    page = client.get(response.url).text
    assert not Mail.objects.exists()
    assert "Copy the personal link below, and hand it over." in page
    assert f'value="{Link.objects.get().address}"' in page


def test_who_has_the_text_goes_on_to_write_it_for_them(client: Client):
    response = invite(client, way="write")
    submission = Submission.objects.get()
    assert response.url == reverse("submission", args=[f"of-{submission.guest_id}", submission.pk])
    assert not Mail.objects.exists()


def test_the_same_form_sent_twice_invites_once(client: Client):
    key = client.get(INVITE).context["form"]["form_key"].value()
    first, second = (invite(client, form_key=key) for _press in range(2))
    assert first.url == second.url
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)
    assert client.get(INVITE).context["form"]["form_key"].value() != key


REFUSED = {
    ("name", " "): "This field is required.",
    ("name", "x" * 101): "Ensure this value has at most 100 characters (it has 101).",
    ("name", "a\0b"): "Null characters are not allowed.",
    ("email", "amara"): "Enter a valid email address.",
    ("email", ""): "To which address? Or hand the link over yourself.",
    ("words", "x" * 3001): "Ensure this value has at most 3000 characters (it has 3001).",
    ("due_on", "2020-01-01"): "This day is over. Choose one that is still to come.",
    ("due_on", "soon"): "Enter a valid date.",
}


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_bad_input_gets_a_sentence(name: str, value: str, client: Client):
    response = invite(client, words="Kept.", **{name: value}) if name != "words" else invite(client, words=value)
    assert response.status_code == 200
    assert response.context["form"].errors == {name: [REFUSED[name, value]]}
    assert not Submission.objects.exists()
    assert name == "words" or "Kept." in response.text


def test_without_a_way_nothing_is_done(client: Client):
    assert invite(client, way="pigeon").status_code == 200
    assert not Submission.objects.exists()


def test_who_is_known_here_is_the_same_guest(client: Client):
    known = make_guest(email="amara@example.org")
    invite(client, email="Amara@Example.org", name="Ama")
    assert Submission.objects.get().guest == known


def test_hostile_words_are_words(client: Client):
    response = invite(client, name=HOSTILE, words=HOSTILE, email="no")
    assert "<script>alert" not in response.text
