from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from outbox.models import Mail
from submissions.models import Pitch, Terms
from tests.factories import set_site
from tests.submissions.conftest import OURS

pytestmark = pytest.mark.django_db
IDEA = {
    "name": "Rosa Vey",
    "email": "Rosa@Example.org",
    "website": "",
    "title": "The last ferryman",
    "idea": "He rows.\nI too.",
}
INVISIBLE = "There were invisible characters here, which have been taken out. Please look it over and send it again."


def send(client: Client, headers: dict = OURS, **said: str):
    return client.post("/write/pitch/", IDEA | said, headers=headers)


def test_an_idea_is_kept_and_its_address_asked(reader: Client):
    response = send(reader)
    assert (response.status_code, response.headers["Location"]) == (302, "/write/pitch/sent/")
    pitch = Pitch.objects.get()
    assert (pitch.name, pitch.email, pitch.title, pitch.network) == (
        "Rosa Vey",
        "rosa@example.org",
        "The last ferryman",
        "127.0.0.0/24",
    )
    assert Mail.objects.get().to == "rosa@example.org"
    assert "Look into your mailbox" in reader.get("/write/pitch/sent/").text
    assert not reader.cookies


def test_a_second_press_sends_one_mail_and_hears_the_same(reader: Client):
    assert send(reader).headers["Location"] == send(reader).headers["Location"]
    assert (Pitch.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": ""}, "Please say what to call you."),
        ({"email": "rosa"}, "it should look like name@example.org"),
        ({"website": "javascript:alert(1)"}, "it should look like https://example.org"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"idea": "x" * 3001}, "at most 3000 characters"),
        ({"idea": "\u200b\u2060"}, "There is nothing to be seen in this."),
        ({"name": "Rosa\u202eyeV"}, INVISIBLE),
        ({"idea": "He\x00 rows."}, INVISIBLE),
    ],
)
def test_what_is_wrong_is_said_and_the_words_come_back(reader: Client, said: dict, sentence: str):
    response = send(reader, **said)
    assert response.status_code == 400
    assert sentence in response.text
    assert 'value="The last ferryman"' in response.text or "title" in said
    assert not Pitch.objects.exists()


def test_what_is_typed_is_text_and_no_markup(reader: Client):
    page = send(reader, name="", title='"><script>alert(1)</script>').text
    assert "<script>alert" not in page


def test_another_sites_form_is_not_taken(reader: Client):
    response = send(reader, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert "He rows." in response.text
    assert not Pitch.objects.exists()


def test_from_one_network_only_so_many_are_taken_a_day(reader: Client):
    for number in range(10):
        send(reader, email=f"rosa{number}@example.org")
    response = send(reader)
    assert response.status_code == 429
    assert "A great many ideas came from your network today." in response.text
    assert "He rows." in response.text
    assert Pitch.objects.count() == 10


def test_by_invitation_only_none_is_taken_and_the_words_come_back(reader: Client):
    Terms(takes_pitches=False).save()
    response = send(reader)
    assert response.status_code == 403
    assert "He rows." in response.text
    assert not Pitch.objects.exists()


def test_too_much_is_said_to_be_too_much(reader: Client):
    response = send(reader, idea="x" * 6_000_000)
    assert response.status_code == 413
    assert "This is more than the site can take at once." in response.text


def test_a_session_must_bring_its_token(outsider):
    client = Client(enforce_csrf_checks=True)
    client.force_login(outsider, "accounts.backend.Backend")
    response = send(client)
    assert response.status_code == 403
    assert not Pitch.objects.exists()


def test_the_answer_is_kept_by_nobody(reader: Client):
    response = send(reader, name="")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert reader.get("/write/pitch/").headers["Location"] == "/write/"


@pytest.mark.parametrize("said", [{"idea": "Play at my Casino!"}, {"website": "https://casino.example"}])
def test_words_of_spam_are_asked_to_be_said_otherwise(reader: Client, said: dict):
    set_site(spam_words="lottery\ncasino")
    response = send(reader, **said)
    assert response.status_code == 400
    assert "“casino” is a word that this site takes for spam." in response.text
    assert 'value="The last ferryman"' in response.text
    assert not Pitch.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_are_taken(reader: Client):
    def one(number: int) -> int:
        try:
            return send(Client(), email=f"rosa{number}@example.org").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = Counter(pool.map(one, range(16)))
    assert answers == {302: 10, 429: 6}
    assert (Pitch.objects.count(), Mail.objects.count()) == (10, 10)
