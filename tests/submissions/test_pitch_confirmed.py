from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions.models import Link, Pitch, Submission
from tests.submissions.conftest import OURS

pytestmark = pytest.mark.django_db


@pytest.fixture
def pitch() -> Pitch:
    pitch = Pitch(name="Rosa Vey", email="rosa@example.org", title="The last ferryman", idea="He <b>rows</b>.")
    Pitch.objects.send(pitch)
    return pitch


def address(pitch: Pitch) -> str:
    return f"/write/pitch/{pitch.token}/"


def test_looking_shows_it_and_changes_nothing(reader: Client, pitch: Pitch):
    page = reader.get(address(pitch))
    assert "He &lt;b&gt;rows&lt;/b&gt;." in page.text
    assert "Yes, this is mine: open my desk" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert not page.cookies
    assert not Submission.objects.exists()


def test_yes_opens_their_desk_with_the_idea_on_it(reader: Client, pitch: Pitch):
    response = reader.post(address(pitch), headers=OURS, follow=True)
    submission = Submission.objects.get()
    assert response.redirect_chain[0][0] == f"/write/desk/{Link.objects.get().token}/{submission.pk}/"
    assert (response.status_code, submission.came, submission.title) == (200, "pitched", "The last ferryman")
    assert "He &lt;b&gt;rows&lt;/b&gt;." in response.text


def test_pressed_twice_it_leads_to_the_same_desk(reader: Client, pitch: Pitch):
    answers = {reader.post(address(pitch), headers=OURS).headers["Location"] for _press in range(2)}
    assert len(answers) == 1
    assert Submission.objects.count() == 1


def test_who_has_confirmed_one_may_have_another_idea_on_the_same_day(reader: Client, pitch: Pitch):
    pitch.confirm()
    other = Pitch(name="Rosa Vey", email="rosa@example.org", title="The first bridge", idea="It holds.")
    Pitch.objects.send(other)
    reader.post(address(other), headers=OURS)
    assert {submission.title for submission in Submission.objects.all()} == {"The last ferryman", "The first bridge"}
    assert Mail.objects.filter(kind="submission-confirmation").count() == 2


def test_a_desk_that_was_closed_is_not_opened_again(reader: Client, pitch: Pitch, editor: User):
    pitch.confirm()
    Link.objects.get().revoke(by=editor)
    response = reader.post(address(pitch), headers=OURS)
    assert response.status_code == 403
    assert "An editor has closed this desk." in response.text
    assert Link.objects.live().count() == 0


def test_after_three_days_it_is_over(reader: Client, pitch: Pitch):
    Pitch.objects.update(at=timezone.now() - timedelta(days=3, minutes=1))
    for response in (reader.get(address(pitch)), reader.post(address(pitch), headers=OURS)):
        assert response.status_code == 410
        assert "This link was good for three days, which are over." in response.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize("token", ["nonsense", "1.2.3", "١.x.y", "%00"])
def test_an_unknown_one_is_said_to_be(reader: Client, db, token: str):
    response = reader.get(f"/write/pitch/{token}/")
    assert response.status_code == 404
    assert "There is no such link." in response.text


def test_another_sites_button_does_not_confirm(reader: Client, pitch: Pitch):
    response = reader.post(address(pitch), headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert not Submission.objects.exists()
