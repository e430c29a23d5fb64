"""What the admin's front page and the form of a post say of guests' submissions."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from submissions.models import Correction
from tests.blog.page import Page, words
from tests.factories import make_draft, make_submission
from tests.submissions.reviewing import HOSTILE, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def test_it_says_what_waits_and_what_else_is_to_be_done(client: Client, editor: User):
    waiting = make_submission(status="submitted", title=HOSTILE)
    make_submission(status="draft", due_on=timezone.localdate() - timedelta(days=1))
    accepted = make_submission(status="accepted")
    accepted.send_galley(by=editor)
    accepted.approve_galley(by=accepted.guest, edition=accepted.edition)
    published = make_submission(status="published")
    Correction.objects.propose(published, {"title": "Other"}, by=published.guest, reason="")
    page = client.get("/admin/").text
    said = ["1 submission waits", page_of(waiting), "1 is overdue", "1 galley is answered", "1 correction is proposed"]
    assert [words for words in [*said, "Invite a guest"] if words not in page] == []
    assert "<script>alert" not in page


def test_nobody_waits(client: Client):
    page = client.get("/admin/").text
    assert "0 submissions wait" in page
    assert "No guest is waiting for you." in page


@pytest.mark.parametrize("role", ["author", "moderator"])
def test_authors_and_moderators_see_none_of_it(role: str, request, signed_in):
    make_submission(status="submitted", title="On bees")
    page = signed_in(request.getfixturevalue(role)).get("/admin/").text
    assert [words for words in ("submission", "Invite a guest", "On bees") if words in page] == []


def test_the_form_of_a_guests_post_leads_to_its_page_and_has_no_publish_button(client: Client):
    submission = make_submission(status="accepted")
    page = client.get(reverse("admin:blog_post_change", args=[submission.post_id])).text
    assert f'<a href="{page_of(submission)}">Decide about it on its own page</a>' in page
    assert 'name="_publish"' not in page


def test_the_form_of_any_other_post_is_as_it_was(client: Client):
    for page in (reverse("admin:blog_post_change", args=[make_draft().pk]), reverse("admin:blog_post_add")):
        text = client.get(page).text
        assert "guest’s submission" not in text
        assert 'name="_publish"' in text


def test_what_guests_handed_in_is_not_among_the_drafts_of_the_house(client: Client):
    make_submission(status="submitted", title="On bees")
    make_draft(title="On wasps")
    page = Page(client.get("/admin/"))
    at_work = words(page.one("section[@aria-labelledby='at-work']"))
    assert ("On wasps" in at_work, "On bees" in at_work) == (True, False)
