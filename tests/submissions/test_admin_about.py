"""What is said of the author, as an editor mends it: while it can still reach readers, and in the log."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from blog.models import Post, publishing
from submissions.models import Submission
from tests.factories import make_submission
from tests.submissions.reviewing import page_of, press

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def logged(submission: Submission) -> list[tuple]:
    return [(move.by, move.reason) for move in submission.moves.filter(verb="about")]


def test_the_log_says_who_changed_which_of_it(client: Client, editor: User):
    submission = make_submission(status="submitted", name="Amara", bio="Keeps bees.", link_lines="A https://a.example")
    press(client, submission, "about", name="Amara Q.", bio="Keeps wasps.", link_lines="A https://a.example")
    assert logged(submission) == [(editor, "Name, Bio line")]
    assert "what is said of the author changed" in client.get(page_of(submission)).text


def test_the_same_again_is_neither_saved_nor_logged(client: Client):
    links = "A https://a.example\nB https://b.example"
    submission = make_submission(status="scheduled", name="Amara", link_lines=links)
    press(client, submission, "about", name="Amara", link_lines=links.replace("\n", "\r\n"))
    submission.refresh_from_db()
    assert (submission.version, submission.is_cleared, logged(submission)) == (1, True, [])


def test_once_it_came_out_it_is_too_late_and_what_was_typed_stays(client: Client):
    submission = make_submission(status="scheduled", bio="Keeps bees.")
    seen = submission.version
    Post.objects.update(published_at=timezone.now())
    publishing.sweep(Post.objects.all())
    page = press(client, submission, "about", name="Amara Quill", bio="Keeps <wasps>.", seen=seen)
    submission.refresh_from_db()
    assert (page.status_code, submission.status, submission.bio) == (200, "published", "Keeps bees.")
    assert (submission.is_cleared, logged(submission)) == (True, [])
    assert "It is “published” now, so what is said of its author is not changed here any more." in page.text
    assert "Keeps &lt;wasps&gt;.</textarea>" in page.text
    assert page.text.count("readonly>") == 1


@pytest.mark.parametrize("status", ["declined", "withdrawn"])
def test_nor_is_it_changed_once_it_is_put_away(status: str, client: Client, editor: User):
    submission = make_submission(status="submitted", bio="Keeps bees.")
    {"declined": submission.decline, "withdrawn": submission.withdraw}[status](by=editor, reason="No.")
    press(client, submission, "about", name="Amara", bio="Keeps wasps.")
    submission.refresh_from_db()
    assert submission.bio == "Keeps bees."
