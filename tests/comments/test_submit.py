"""Posting a comment: who is held, who passes, and what is remembered."""

import pytest
from django.test import Client

from blog.models import Post
from comments.models import Comment, Moderation
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, send
from tests.factories import form_data, make_comment

pytestmark = pytest.mark.django_db


def test_a_first_comment_is_held_and_shown_to_its_writer_only(post: Post, reader: Client, stranger: Client):
    answer = send(reader, post, body="Bees are *busy*.")
    comment = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/on-bees/#comment-{comment.pk}")
    assert comment.status == "pending"
    mine = reader.get("/on-bees/").content.decode()
    assert "Bees are <em>busy</em>." in mine
    assert "awaiting moderation: only you can see it" in mine
    assert "busy" not in stranger.get("/on-bees/").content.decode()


def test_an_approved_comment_lends_its_writer_standing(post: Post, reader: Client, moderator):
    send(reader, post)
    Comment.objects.get().approve(by=moderator)
    send(reader, post, body="Me again.")
    assert Comment.objects.get(body="Me again.").status == "approved"


def test_a_typed_address_lends_nobody_standing(post: Post, stranger: Client):
    make_comment(post=post, name="Rosa", email="rosa@example.org")
    send(stranger, post, name="Rosa", email="rosa@example.org", body="It is me, honestly.")
    assert Comment.objects.get(body="It is me, honestly.").status == "pending"


def test_everything_that_was_typed_is_stored_and_the_address_is_never_shown(post: Post, regular: Client, stranger):
    typed = {"name": "Iris Vane", "email": "iris@example.org", "website": "https://iris.example/notes"}
    send(regular, post, body="I do.", **typed, answer="on", address="203.0.113.7")
    comment = Comment.objects.get(body="I do.")
    assert {name: getattr(comment, name) for name in typed} == typed
    assert (comment.address, comment.network, comment.is_answer) == ("203.0.113.7", "203.0.113.0/24", True)
    page = stranger.get("/on-bees/")
    link = Page(page).one(f"article[@id='{comment.anchor}']//span[@class='who']/a")
    assert (link.text, link.get("href"), link.get("rel")) == ("Iris Vane", typed["website"], "nofollow ugc noopener")
    assert b"iris@example.org" not in page.content
    assert "Answer" in [badge.text for badge in Page(page).of_class("badge--answer")]
    assert "1 answer so far" in page.content.decode()


def test_a_reply_stands_below_what_it_answers(post: Post, regular: Client):
    parent = make_comment(post=post)
    answer = send(regular, post, body="Below.", parent=str(parent.pk))
    reply = Comment.objects.get(body="Below.")
    assert (reply.parent, reply.root) == (parent, parent)
    page = Page(regular.get(answer["Location"]))
    assert page.has(f"ol/li/article[@id='{parent.anchor}']/../ol/li/article[@id='{reply.anchor}']")


def test_the_form_answers_a_comment_without_javascript(post: Post, reader: Client):
    parent = make_comment(post=post, name="Iris Vane")
    page = Page(reader.get(f"/on-bees/?replytocom={parent.pk}"))
    assert page.words("form[@id='respond']/h2") == "Reply to Iris Vane"
    assert page.fields("respond")["parent"] == str(parent.pk)


def test_the_log_says_why_a_comment_is_held(post: Post, reader: Client):
    send(reader, post)
    entry = Moderation.objects.get()
    assert (entry.verb, entry.was, entry.by, entry.by_writer, entry.reason) == (
        "submit",
        "",
        None,
        True,
        "first comment",
    )
    assert (entry.comment, entry.post) == (Comment.objects.get(), post)


def test_the_save_box_remembers_the_details_and_fills_them_in(post: Post, reader: Client, stranger: Client):
    typed = {"name": "Iris Vane", "email": "iris@example.org", "website": "https://iris.example/"}
    answer = send(reader, post, **typed, save="on")
    cookie = answer.cookies["byline_details"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (365 * 24 * 3600, True, "Lax")
    filled = Page(reader.get("/on-bees/")).fields("respond")
    assert filled == typed | {"body": "", "parent": "", "save": "on"}
    empty = Page(stranger.get("/on-bees/")).fields("respond")
    assert empty == {"name": "", "email": "", "website": "", "body": "", "parent": ""}


def test_without_the_save_box_the_details_are_forgotten(post: Post, reader: Client):
    send(reader, post, save="on")
    answer = send(reader, post)
    assert (answer.cookies["byline_details"].value, answer.cookies["byline_details"]["max-age"]) == ("", 0)
    forgotten = Page(reader.get("/on-bees/")).fields("respond")
    assert forgotten == {"name": "", "email": "", "website": "", "body": "", "parent": ""}


def test_the_details_cookie_cannot_be_made_up(post: Post, reader: Client):
    reader.cookies["byline_details"] = "eyJuYW1lIjoiSXJpcyJ9:x:y"
    assert Page(reader.get("/on-bees/")).fields("respond")["name"] == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("example.org", "https://example.org"),
        ("example.org/notes?page=2", "https://example.org/notes?page=2"),
        ("http://example.org", "http://example.org"),
        ("", ""),
    ],
)
def test_a_website_without_a_scheme_gets_https(post: Post, reader: Client, typed: str, stored: str):
    send(reader, post, website=typed)
    assert Comment.objects.get().website == stored


def test_a_renamed_post_still_takes_the_comment(post: Post, reader: Client):
    post.slug = "bees-and-us"
    post.save()
    answer = reader.post("/on-bees/comments/", form_data(body="From an old page."))
    comment = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/bees-and-us/#comment-{comment.pk}")
    assert (comment.post, comment.body) == (post, "From an old page.")


@pytest.mark.parametrize("away", ["unknown", "draft", "trashed"])
def test_the_words_for_a_post_that_is_gone_come_back(post: Post, reader: Client, editor, away: str):
    if away == "draft":
        post.unpublish(by=editor)
    elif away == "trashed":
        post.trash(by=editor)
    path = "/no-such-post/comments/" if away == "unknown" else "/on-bees/comments/"
    answer = reader.post(path, form_data(body="Much <b>thought</b>."))
    page = Page(answer)
    assert answer.status_code == 404
    assert (page.one("textarea").text, page.words("h1")) == ("Much <b>thought</b>.", "This post is not here any more")
    assert page.of_class("masthead")
    assert not Comment.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_address_of_the_form_leads_to_the_conversation(post: Post, reader: Client, method: str):
    answer = getattr(reader, method)("/on-bees/comments/")
    assert (answer.status_code, answer["Location"]) == (302, "/on-bees/#comments")


@pytest.mark.parametrize(
    "headers", [ELSEWHERE, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)
def test_another_sites_form_is_refused_and_the_words_come_back(post: Post, regular: Client, headers: dict):
    answer = send(regular, post, body="Sent from elsewhere.", headers=headers)
    page = Page(answer)
    assert answer.status_code == 403
    assert page.fields("respond")["body"] == "Sent from elsewhere."
    assert page.words("p[@id='id_body_error']").startswith("This came from another site's page.")
    assert not Comment.objects.filter(body="Sent from elsewhere.").exists()


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}]
)
def test_our_own_form_is_taken(post: Post, reader: Client, headers: dict):
    assert send(reader, post, headers=headers).status_code == 303
    assert Comment.objects.count() == 1


def test_two_strangers_get_the_same_bytes_and_no_cookie(post: Post, reader: Client, stranger: Client):
    make_comment(post=post, website="https://rosa.example/")
    make_comment(post=post, status="pending")
    mine, theirs = reader.get("/on-bees/"), stranger.get("/on-bees/")
    assert mine.content == theirs.content
    assert not mine.cookies
    assert "cookie" not in mine.get("Vary", "").lower()
    assert mine["Cache-Control"] == "no-cache"
    assert "csrf" not in mine.content.decode()


def test_a_writers_own_page_is_for_nobody_else_to_keep(post: Post, reader: Client):
    send(reader, post)
    assert reader.get("/on-bees/")["Cache-Control"] == "private, no-cache"


def test_staff_are_asked_for_no_name_and_approved_at_once(post: Post, guarded, editor, stranger: Client):
    browser = guarded(editor)
    form = Page(browser.get("/on-bees/")).fields("respond")
    assert form.keys() == {"body", "parent", "identity", "csrfmiddlewaretoken"}
    answer = browser.post("/on-bees/comments/", form | {"body": "Thank you all."})
    comment = Comment.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/on-bees/#{comment.anchor}")
    assert (comment.status, comment.user, comment.author) == ("approved", editor, editor.author)
    assert (comment.name, comment.email, comment.writer_key) == ("Cleo Marsh", "cleo@example.org", "")
    assert Page(stranger.get("/on-bees/")).comments == [comment.anchor]


def test_somebody_with_an_account_and_no_role_is_held_like_everybody(post: Post, guarded, outsider):
    browser = guarded(outsider)
    page = Page(browser.get("/on-bees/"))
    assert page.words("div[@class='as']") == "You are commenting as Eli Frost. ( Log Out / Change )"
    browser.post("/on-bees/comments/", page.fields("respond") | {"body": "Me too."})
    comment = Comment.objects.get()
    assert (comment.status, comment.user, comment.name, comment.author) == ("pending", outsider, "Eli Frost", None)
    assert Page(browser.get("/on-bees/")).comments == [comment.anchor]


def test_a_missing_token_brings_the_words_of_somebody_signed_in_back(post: Post, guarded, editor):
    browser = guarded(editor)
    answer = browser.post("/on-bees/comments/", {"body": "Thank you all.", "parent": ""})
    page = Page(answer)
    assert answer.status_code == 403
    assert page.words("p[@id='id_body_error']").startswith("Your sign-in has changed since this page was opened.")
    again = page.fields("respond")
    assert again["body"] == "Thank you all."
    assert not Comment.objects.exists()
    assert browser.post("/on-bees/comments/", again).status_code == 303
    assert Comment.objects.get().body == "Thank you all."


def test_a_session_without_an_account_can_comment(post: Post):
    """As after a sign-in that was begun and given up: there is a session, and nobody in it."""
    browser = Client(enforce_csrf_checks=True)
    session = browser.session
    session["begun"] = "sign-in"
    session.save()
    form = Page(browser.get("/on-bees/")).fields("respond")
    answer = browser.post("/on-bees/comments/", form | form_data(body="Never mind that."))
    assert answer.status_code == 303
    assert Comment.objects.get().body == "Never mind that."


def test_commenting_from_an_account_leaves_the_saved_details_alone(post: Post, reader: Client, signed_in, outsider):
    send(reader, post, save="on")
    reader.cookies.update(signed_in(outsider).cookies)
    answer = send(reader, post, body="From my account.")
    assert Comment.objects.get(body="From my account.").user == outsider
    assert "byline_details" not in answer.cookies
