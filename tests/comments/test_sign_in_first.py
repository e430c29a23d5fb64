"""A site that takes comments only from those who signed in."""

import pytest
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import set_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in_first(db: None) -> None:
    set_site(sign_in_to_comment=True)


def test_a_stranger_is_asked_to_log_in_and_for_nothing_else(post: Post, reader: Client):
    page = Page(reader.get("/on-bees/"))
    assert page.words("legend") == "Log in to comment:"
    assert page.fields("respond").keys() == {"body", "parent"}
    assert "Post Comment" not in reader.get("/on-bees/").content.decode()


def test_a_guests_comment_is_not_taken_and_its_words_come_back(post: Post, reader: Client):
    answer = send(reader, post, body="As a guest")
    page = Page(answer)
    assert answer.status_code == 400
    assert page.words("p[@id='id_body_error']").startswith("Please log in first")
    assert page.fields("respond")["body"] == "As a guest"
    assert not Comment.objects.exists()


def test_who_is_signed_in_comments_and_cannot_do_so_as_a_guest(post: Post, signed_in, outsider):
    browser = signed_in(outsider)
    refused = browser.post("/on-bees/comments/", {"body": "As a guest", "parent": "", "identity": "guest", "name": "A"})
    assert refused.status_code in (400, 403)
    token = Page(browser.get("/on-bees/")).fields("respond")
    assert browser.post("/on-bees/comments/", token | {"body": "As myself"}).status_code == 303
    assert [comment.user for comment in Comment.objects.all()] == [outsider]
