"""A writer changes their own words, for a quarter of an hour."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from blog.models import Post
from comments.models import Comment, Moderation
from comments.refusals import TooLate
from comments.writers import Writer
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, edit, send
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

OVER = "The time to change this comment is over, or it is not yours. Your words are still here to copy."


@pytest.fixture
def comment(post: Post, reader: Client) -> Comment:
    """The reader's first, and held."""
    send(reader, post, body="My first words.")
    return Comment.objects.get(body="My first words.")


def log(comment: Comment) -> list[tuple]:
    """What happened to a comment since it was sent, oldest first."""
    rows = Moderation.objects.filter(number=comment.pk).exclude(verb="submit").order_by("pk")
    return list(rows.values_list("verb", "was", "by", "by_writer", "reason"))


def comes_back(answer, words: str, sentence: str, status: int = 403) -> None:
    page = Page(answer)
    assert answer.status_code == status
    assert page.of_class("masthead")
    assert page.one("textarea").text == words
    assert page.words("p[@id='id_body_error']") == sentence
    assert page.one("textarea").get("aria-invalid") == "true"


def shown_to(client: Client, comment: Comment) -> bool:
    return comment.anchor in Page(client.get(comment.post.get_absolute_url())).comments


def later(comment: Comment, **time: int):
    return time_machine.travel(comment.created_at + timedelta(**time), tick=False)


def test_the_writer_finds_the_way_to_edit_and_others_do_not(post, reader, stranger, comment: Comment):
    comment.approve(by=None)
    link = f"a[@href='{comment.edit_url}']"
    assert Page(reader.get("/on-bees/")).words(link) == "Edit or delete"
    assert not Page(stranger.get("/on-bees/")).has(link)
    assert Page(reader.get(comment.edit_url)).one("textarea").text == "My first words."


def test_the_writer_changes_their_words(reader: Client, comment: Comment):
    answer = edit(reader, comment, "My *second* words.")
    assert (answer.status_code, answer["Location"]) == (303, comment.get_absolute_url())
    comment.refresh_from_db()
    assert (comment.body, comment.version, comment.status) == ("My *second* words.", 2, "pending")
    assert comment.body_html == "<p>My <em>second</em> words.</p>\n"
    assert comment.edited_at > comment.created_at
    assert log(comment) == [("edit", "pending", None, True, "edited before any other was approved")]
    assert "My second words." in Page(reader.get("/on-bees/")).words(f"article[@id='{comment.anchor}']")


def test_an_edited_comment_says_so(regular: Client, stranger: Client, post: Post):
    send(regular, post, body="My first words.")
    comment = Comment.objects.get(body="My first words.")
    edit(regular, comment, "My second words.")
    (when,) = (
        node for node in Page(stranger.get("/on-bees/")).all(f"article[@id='{comment.anchor}']//p[@class='when']")
    )
    assert "edited" in "".join(when.itertext())


def test_a_writer_has_a_quarter_of_an_hour(reader: Client, comment: Comment):
    with later(comment, minutes=14, seconds=59):
        assert "for 1 minute" in reader.get("/on-bees/").content.decode()
        assert edit(reader, comment, "In time.").status_code == 303
    with later(comment, minutes=15):
        assert not Page(reader.get("/on-bees/")).has(f"a[@href='{comment.edit_url}']")
        comes_back(edit(reader, comment, "Too late."), "Too late.", OVER)
    comment.refresh_from_db()
    assert (comment.body, comment.version) == ("In time.", 2)
    assert len(log(comment)) == 1


@pytest.mark.parametrize("who", ["stranger", "another writer", "an editor"])
def test_nobody_else_edits_it(post, comment: Comment, stranger: Client, regular: Client, signed_in, editor, who: str):
    browser = {"stranger": stranger, "another writer": regular, "an editor": signed_in(editor)}[who]
    comes_back(edit(browser, comment, "Not my words."), "Not my words.", OVER)
    page = browser.get(comment.edit_url)
    assert page.status_code == 403
    assert b"My first words." not in page.content
    comment.refresh_from_db()
    assert (comment.body, comment.version, log(comment)) == ("My first words.", 1, [])


def test_comments_without_a_key_are_not_everybodys(post: Post, stranger: Client):
    brought_in = make_comment(post=post, body="From the old site.")
    comes_back(edit(stranger, brought_in, "Mine now."), "Mine now.", OVER)


@pytest.mark.parametrize("verb", ["spam", "trash"])
def test_what_was_taken_down_cannot_be_edited(reader: Client, comment: Comment, verb: str):
    getattr(comment, verb)(by=None)
    comes_back(edit(reader, comment, "Up again."), "Up again.", OVER)
    assert Comment.objects.get().status == verb


@pytest.mark.parametrize("verb", ["spam", "trash"])
def test_what_is_taken_down_during_an_edit_stays_down(regular: Client, post: Post, verb: str):
    """The moderator's press falls between the look at the comment and the edit of it."""
    send(regular, post, body="My first words.")
    comment = Comment.objects.get(body="My first words.")
    getattr(Comment.objects.get(pk=comment.pk), verb)(by=None)
    with pytest.raises(TooLate):
        comment.edit(body="Up again.", writer=Writer(key=comment.writer_key))
    assert Comment.objects.get(pk=comment.pk).status == verb


@pytest.mark.parametrize("replies", [0, 1])
def test_what_is_erased_during_an_edit_stays_erased(comment: Comment, replies: int):
    for _each in range(replies):
        make_comment(post=comment.post, parent=comment)
    Comment.objects.get(pk=comment.pk).erase(by=None)
    with pytest.raises(TooLate):
        comment.edit(body="Here again.", writer=Writer(key=comment.writer_key))
    left = Comment.objects.filter(pk=comment.pk).values_list("status", "name", "body", "email", "writer_key")
    assert list(left) == [("removed", "", "", "", "")] * replies


def test_the_only_approved_comment_edited_disappears_but_for_its_writer(reader, stranger, comment: Comment, post):
    comment.approve(by=None)
    assert shown_to(stranger, comment)
    edit(reader, comment, "Buy my pills.")
    assert Comment.objects.get().status == "pending"
    assert (shown_to(stranger, comment), shown_to(reader, comment)) == (False, True)
    post.refresh_from_db()
    assert post.comment_count == 0
    assert log(comment)[-1] == ("edit", "approved", None, True, "edited before any other was approved")


def test_an_edit_with_the_standing_of_another_comment_stays(regular: Client, stranger: Client, post: Post):
    send(regular, post, body="My first words.")
    comment = Comment.objects.get(body="My first words.")
    edit(regular, comment, "My second words.")
    assert shown_to(stranger, comment)
    assert log(comment) == [("edit", "approved", None, True, "an earlier comment was approved")]


def test_a_link_added_after_approval_is_looked_at(regular: Client, stranger: Client, post: Post):
    send(regular, post, body="My first words.")
    comment = Comment.objects.get(body="My first words.")
    edit(regular, comment, "My first words: https://pills.example")
    assert not shown_to(stranger, comment)
    assert log(comment) == [("edit", "approved", None, True, "a link was added after it was approved")]


def test_a_link_that_was_approved_may_stay(regular: Client, stranger: Client, post: Post):
    send(regular, post, body="See https://notes.example")
    comment = Comment.objects.latest("pk")
    edit(regular, comment, "Do see https://notes.example")
    assert shown_to(stranger, comment)


def test_an_edit_leaves_replies_in_their_place(reader: Client, stranger: Client, comment: Comment):
    comment.approve(by=None)
    reply = make_comment(post=comment.post, parent=comment)
    edit(reader, comment, "Buy my pills.")
    page = Page(stranger.get("/on-bees/"))
    assert (page.stubs, page.comments) == ([comment.anchor], [reply.anchor])
    assert page.words(f"p[@id='{comment.anchor}']") == "This comment is waiting for a moderator."


def test_an_edit_to_the_words_of_another_comment_is_refused(reader: Client, comment: Comment):
    send(reader, comment.post, body="My other words.")
    comes_back(edit(reader, comment, "My other words."), "My other words.", "You have said this already.")
    comment.refresh_from_db()
    assert (comment.body, comment.version, log(comment)) == ("My first words.", 1, [])


def test_an_edit_to_nothing_is_refused(reader: Client, comment: Comment):
    comes_back(edit(reader, comment, ""), None, "There is nothing written here yet.", 400)
    assert Comment.objects.get().body == "My first words."


def test_an_edit_from_another_site_is_refused(reader: Client, comment: Comment):
    answer = edit(reader, comment, "Not my words.", headers=ELSEWHERE)
    sentence = "This came from another site's page. If it was you who wrote it, please send it again from here."
    comes_back(answer, "Not my words.", sentence)
    assert Comment.objects.get().body == "My first words."


def test_an_edit_from_an_account_needs_the_token(post: Post, guarded, outsider):
    comment = make_comment(post=post, user=outsider, body="My first words.")
    browser = guarded(outsider)
    sentence = "Your sign-in has changed since this page was opened. Please look it over and send it again."
    comes_back(edit(browser, comment, "My second words."), "My second words.", sentence)
    token = Page(browser.get(comment.edit_url)).one("input[@name='csrfmiddlewaretoken']").get("value")
    assert edit(browser, comment, "My second words.", csrfmiddlewaretoken=token).status_code == 303
    assert Comment.objects.get().body == "My second words."


def test_the_edit_page_tells_nothing_of_a_post_that_is_not_public(stranger: Client, comment: Comment, editor):
    comment.post.unpublish(by=editor)
    assert b"On bees" not in stranger.get(comment.edit_url).content


def test_a_comment_that_never_was_has_no_edit_page(post: Post, reader: Client):
    answer = reader.get("/on-bees/comments/999999/edit/")
    assert (answer.status_code, Page(answer).words("h1")) == (404, "There is no such page")
