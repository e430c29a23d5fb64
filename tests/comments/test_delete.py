"""A writer takes their own comment back, within a quarter of an hour."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from blog.models import Post
from comments.models import Comment, Moderation
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, delete, send
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(post: Post, reader: Client) -> Comment:
    """The reader's own, and approved."""
    send(reader, post, body="My first words.")
    comment = Comment.objects.get()
    comment.approve(by=None)
    return comment


def log(comment: Comment) -> list[tuple]:
    rows = Moderation.objects.filter(number=comment.pk).order_by("pk")
    return list(rows.values_list("verb", "was", "by", "by_writer", "comment"))


def is_refused(answer, sentence: str) -> None:
    page = Page(answer)
    assert answer.status_code == 403
    assert page.of_class("masthead")
    assert page.words("p[@role='alert']") == sentence
    assert Comment.objects.get().body == "My first words."


OVER = "The time to delete this comment is over, or it is not yours."


def test_a_comment_without_replies_is_gone(post: Post, reader: Client, stranger: Client, comment: Comment):
    answer = delete(reader, comment)
    assert (answer.status_code, answer["Location"]) == (303, "/on-bees/#comments")
    assert not Comment.objects.exists()
    post.refresh_from_db()
    assert post.comment_count == 0
    page = Page(stranger.get("/on-bees/"))
    assert (page.comments, page.stubs, page.words("h2[@id='replies']")) == ([], [], "No replies yet")
    submit, approve, erase = log(comment)
    assert (submit[0], approve[0]) == ("submit", "approve")
    assert erase == ("erase", "approved", None, True, None)


def test_a_comment_with_replies_leaves_a_stub(post: Post, reader: Client, stranger: Client, comment: Comment):
    reply = make_comment(post=post, parent=comment)
    delete(reader, comment)
    left = Comment.objects.get(pk=comment.pk)
    assert left.status == "removed"
    kept = ("name", "email", "website", "body", "body_html", "writer_key", "address", "network", "fingerprint", "user")
    assert {name: getattr(left, name) or "" for name in kept} == dict.fromkeys(kept, "")
    page = Page(stranger.get("/on-bees/"))
    assert (page.stubs, page.comments) == ([comment.anchor], [reply.anchor])
    assert page.words(f"p[@id='{comment.anchor}']") == "This comment was removed."
    assert log(comment)[-1] == ("erase", "approved", None, True, comment.pk)


def test_a_stub_goes_unseen_when_the_last_reply_goes(post: Post, reader: Client, stranger: Client, comment: Comment):
    reply = make_comment(post=post, parent=comment)
    delete(reader, comment)
    reply.trash(by=None)
    page = Page(stranger.get("/on-bees/"))
    assert (page.stubs, page.comments) == ([], [])


def test_what_was_deleted_can_be_said_again(post: Post, reader: Client, comment: Comment):
    delete(reader, comment)
    assert send(reader, post, body="My first words.").status_code == 303
    assert Comment.objects.count() == 1


def test_after_a_quarter_of_an_hour_it_stays(reader: Client, comment: Comment):
    with time_machine.travel(comment.created_at + timedelta(minutes=15), tick=False):
        is_refused(delete(reader, comment), OVER)


@pytest.mark.parametrize("who", ["stranger", "an editor", "somebody"])
def test_nobody_else_deletes_it(stranger: Client, signed_in, editor, outsider, comment: Comment, who: str):
    browser = {"stranger": stranger, "an editor": signed_in(editor), "somebody": signed_in(outsider)}[who]
    is_refused(delete(browser, comment), OVER)


def test_another_sites_button_is_refused(reader: Client, comment: Comment):
    sentence = "This came from another site's page. If it was you who wrote it, please send it again from here."
    is_refused(delete(reader, comment, headers=ELSEWHERE), sentence)
    is_refused(delete(reader, comment, headers={"Sec-Fetch-Site": "cross-site"}), sentence)


def test_from_an_account_it_needs_the_token(post: Post, guarded, outsider):
    comment = make_comment(post=post, user=outsider, body="My first words.")
    browser = guarded(outsider)
    sentence = "Your sign-in has changed since this page was opened. Please look it over and send it again."
    is_refused(delete(browser, comment), sentence)
    token = Page(browser.get(comment.edit_url)).one("input[@name='csrfmiddlewaretoken']").get("value")
    assert delete(browser, comment, csrfmiddlewaretoken=token).status_code == 303
    assert not Comment.objects.exists()
    assert Moderation.objects.get(verb="erase").by == outsider


def test_the_edit_page_has_the_button(reader: Client, comment: Comment):
    button = Page(reader.get(comment.edit_url)).one(f"button[@formaction='/on-bees/comments/{comment.pk}/delete/']")
    assert button.text == "Delete it"


def test_a_link_cannot_delete(reader: Client, comment: Comment):
    answer = reader.get(f"/on-bees/comments/{comment.pk}/delete/")
    assert (answer.status_code, answer["Location"]) == (302, comment.edit_url)
    assert Comment.objects.get() == comment


def test_a_second_press_finds_nothing_and_says_so(reader: Client, comment: Comment):
    delete(reader, comment)
    answer = delete(reader, comment)
    assert (answer.status_code, Page(answer).words("h1")) == (404, "There is no such page")
