"""What "Write for us" says, in the admin."""

import pytest
from django.test import Client

from accounts.models import User
from submissions.models import Licence, Terms
from tests.factories import make_submission
from tests.submissions.reviewing import HOSTILE

pytestmark = pytest.mark.django_db
TERMS = "/admin/submissions/terms/"


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def save(client: Client, **said: object) -> object:
    client.get(TERMS)
    known = {"guidelines": "<p>Send it.</p>", "most_words": "0", "licence": Licence.current().text}
    return client.post(f"{TERMS}1/change/", known | said)


def test_there_is_one_form_and_no_list(client: Client):
    response = client.get(TERMS)
    assert response.url == f"{TERMS}1/change/"
    assert "We publish essays by people who know" in client.get(response.url).text


def test_guidelines_pitches_and_length_are_kept(client: Client):
    save(client, guidelines="<p>Be <strong>brief</strong>.</p>", most_words="1500")
    terms = Terms.objects.get()
    assert (terms.guidelines_html, terms.takes_pitches, terms.most_words) == (
        "<p>Be <strong>brief</strong>.</p>",
        False,
        1500,
    )


def test_the_same_licence_stays_and_another_is_a_new_version(client: Client):
    first = Licence.current()
    save(client, licence=first.text.replace("\n", "\r\n"))
    assert Licence.current() == first
    agreed = make_submission(status="submitted")
    save(client, licence="You allow us to print it.\r\nThat is all.")
    assert Licence.current().text == "You allow us to print it.\nThat is all."
    agreed.refresh_from_db()
    assert agreed.licence == first
    page = client.get(f"{TERMS}1/change/").text
    assert "agreed to with 1 submission<" in page
    assert "agreed to with 0 submissions<" in page


@pytest.mark.parametrize(("name", "value"), [("licence", " "), ("most_words", "-1"), ("guidelines", "x" * 300_001)])
def test_bad_input_gets_a_sentence(name: str, value: str, client: Client):
    response = save(client, **{name: value})
    assert list(response.context["adminform"].form.errors) == [name]


def test_hostile_words_are_words(client: Client):
    save(client, licence=HOSTILE, guidelines=HOSTILE)
    assert "<script>alert" not in client.get(f"{TERMS}1/change/").text
