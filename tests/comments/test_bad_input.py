"""Whatever is wrong with a comment: a sentence at its field, every typed word still there, and nothing stored."""

import pytest
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.blog.page import Page
from tests.comments.sending import send, send_later
from tests.factories import make_comment, make_post, set_site

pytestmark = pytest.mark.django_db

TYPED = {"body": "Much thought.", "name": "Iris Vane", "email": "iris@example.org", "website": "https://iris.example/"}
NOTHING = "There is nothing written here yet."
INVISIBLE = "There were invisible characters here, which have been taken out. Please look it over and send it again."
NO_ADDRESS = "Please check this address: it should look like name@example.org"
NO_SITE = "Please check this address: it should look like https://example.org"
NO_NAME = "Please say what to call you."
NO_EMAIL = "Please give an e-mail address. It is never shown."
GONE = "The comment you are replying to is not here any more."
ELSEWHERE = "The comment you are replying to stands under another post."
AT_THE_END = "Post Comment adds yours at the end of the conversation instead."


def comes_back(answer, post: Post, *, status: int, typed: dict, wrong: dict[str, str]) -> Page:
    """The form again: what was typed in it, the sentences in `wrong` at their fields, the cursor at the first."""
    page = Page(answer)
    assert answer.status_code == status
    assert page.of_class("masthead")
    assert page.words("h1") == post.title
    assert {name: page.fields("respond")[name] for name in typed} == typed
    sentences = [(node.get("id"), node.text) for node in page.of_class("wrong") if node.tag == "p"]
    assert sentences == [(f"id_{name}_error", sentence) for name, sentence in wrong.items()]
    assert [node.get("name") for node in page.all("*[@aria-invalid='true']")] == list(wrong)
    assert [node.get("name") for node in page.all("*[@autofocus]")] == [*wrong, "body"][:1]
    return page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("body", "", NOTHING),
        ("body", " \n\t \n", NOTHING),
        ("body", "x" * 65_526, "This is longer than 65525 characters (it has 65526). Please shorten it."),
        ("name", "", NO_NAME),
        ("name", "   ", NO_NAME),
        ("name", "x" * 246, "Ensure this value has at most 245 characters (it has 246)."),
        ("email", "", NO_EMAIL),
        ("email", "iris", NO_ADDRESS),
        ("email", "iris@", NO_ADDRESS),
        ("email", "iris@example.org, rosa@example.org", NO_ADDRESS),
        ("website", "not a site", NO_SITE),
        ("website", "https://", NO_SITE),
        ("website", "javascript:alert(1)", NO_SITE),
        ("website", "javascript://example.org/%0aalert(1)", NO_SITE),
        ("website", "data:text/html,<script>alert(1)</script>", NO_SITE),
        ("website", "ftp://example.org/notes", NO_SITE),
        ("website", "http://[::1", NO_SITE),
    ],
)
def test_one_wrong_field_is_pointed_out(post: Post, reader: Client, field: str, typed: str, sentence: str):
    said = TYPED | {field: typed}
    comes_back(send(reader, post, **said), post, status=400, typed=said, wrong={field: sentence})
    assert not Comment.objects.exists()


def test_every_wrong_field_is_pointed_out_at_once(post: Post, reader: Client):
    said = {"body": "", "name": "", "email": "iris", "website": "not a site"}
    wrong = {"body": NOTHING, "name": NO_NAME, "email": NO_ADDRESS, "website": NO_SITE}
    comes_back(send(reader, post, **said), post, status=400, typed=said, wrong=wrong)
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("body", "Much\0 thought.", "Much thought."),
        ("body", "Much\x07 \x1b[31mthought.", "Much [31mthought."),
        ("body", "Much\x7f thought.", "Much thought."),
        ("name", "Iris\0 Vane", "Iris Vane"),
        ("name", "Iris\x08 Vane", "Iris Vane"),
        ("name", "Iris \u202eenaV", "Iris enaV"),
        ("name", "\u2066Iris\u2069 Vane", "Iris Vane"),
        ("name", "Iris\x08 \u202eenaV", "Iris enaV"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_shown_again(post, reader, field: str, typed: str, shown: str):
    answer = send(reader, post, **TYPED | {field: typed})
    page = comes_back(answer, post, status=400, typed=TYPED | {field: shown}, wrong={field: INVISIBLE})
    assert not Comment.objects.exists()
    sent_again = page.fields("respond")
    assert reader.post("/on-bees/comments/", sent_again).status_code == 303
    assert getattr(Comment.objects.get(), field) == shown


@pytest.mark.parametrize("field", ["email", "website", "parent"])
def test_a_nul_anywhere_is_no_broken_page(post: Post, reader: Client, field: str):
    answer = send(reader, post, **TYPED | {field: "\0"})
    assert answer.status_code == 400
    assert Page(answer).fields("respond")["body"] == TYPED["body"]
    assert not Comment.objects.exists()


@pytest.mark.parametrize("typed", ["Deep\n" + ">" * 40 + " quote", "<i>" * 101])
def test_what_is_nested_too_deeply_comes_back(post: Post, reader: Client, typed: str):
    answer = send(reader, post, **TYPED | {"body": typed})
    page = Page(answer)
    assert answer.status_code == 400
    assert "nested too deeply" in page.words("p[@id='id_body_error']")
    assert page.fields("respond")["body"] == typed
    assert not Comment.objects.exists()


def parent_of_another_post(post: Post) -> str:
    return str(make_comment(post=make_post()).pk)


def held_comment_of_somebody_else(post: Post) -> str:
    return str(make_comment(post=post, status="pending", writer_key="f" * 32).pk)


def spam(post: Post) -> str:
    return str(make_comment(post=post, status="spam").pk)


@pytest.mark.parametrize(
    ("parent", "sentence"),
    [
        ("999999", GONE),
        ("0", GONE),
        ("-1", GONE),
        ("twelve", GONE),
        ("1.5", GONE),
        ("9" * 18, GONE),
        ("9" * 19, GONE),
        ("9" * 5000, GONE),
        (parent_of_another_post, ELSEWHERE),
        (held_comment_of_somebody_else, GONE),
        (spam, GONE),
    ],
)
def test_a_reply_to_what_is_not_here_is_offered_a_place_at_the_end(post: Post, reader: Client, parent, sentence: str):
    key = parent if isinstance(parent, str) else parent(post)
    before = set(Comment.objects.all())
    page = comes_back(send(reader, post, **TYPED, parent=key), post, status=400, typed=TYPED, wrong={})
    assert [node.text for node in page.all("div[@role='alert']/p")] == [sentence, AT_THE_END]
    assert set(Comment.objects.all()) == before
    again = page.fields("respond")
    assert again["parent"] == ""
    assert reader.post("/on-bees/comments/", again).status_code == 303
    assert Comment.objects.get(body=TYPED["body"]).parent is None


def test_a_writer_may_reply_to_their_own_comment_while_it_is_held(post: Post, reader: Client):
    send(reader, post, body="First.")
    held = Comment.objects.get()
    assert send(reader, post, **TYPED, parent=str(held.pk)).status_code == 303
    assert Comment.objects.get(body=TYPED["body"]).parent == held


def test_the_same_words_a_second_time_are_led_to_the_first(post: Post, reader: Client):
    first = send(reader, post, **TYPED)
    wrong = {"body": "You have said this already."}
    page = comes_back(send_later(reader, post, **TYPED), post, status=409, typed=TYPED, wrong=wrong)
    assert page.one(f"a[@href='{first['Location']}']").text == "See what you said"
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("typed", ["  Much   thought. ", "Much thought.\n"])
def test_other_spaces_do_not_make_other_words(post: Post, reader: Client, typed: str):
    send(reader, post, **TYPED)
    assert send_later(reader, post, **TYPED | {"body": typed, "name": "IRIS VANE"}).status_code == 409
    assert Comment.objects.count() == 1


def test_the_same_words_in_another_place_are_no_repetition(post: Post, reader: Client):
    other, parent = make_post(title="On wasps"), make_comment(post=post)
    answers = [send(reader, post, **TYPED), send(reader, other, **TYPED), send(reader, post, **TYPED, parent=parent.pk)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]


def test_more_than_any_conversation_needs_from_one_network_is_refused(post: Post, reader: Client):
    for _each in range(59):
        make_comment(post=post, network="203.0.113.0/24")
    assert send(reader, post, address="203.0.113.1").status_code == 303
    wrong = {
        "body": "A great many comments came from your network just now. Please wait a few minutes and send this again."
    }
    answer = send(reader, post, **TYPED, address="203.0.113.2")
    comes_back(answer, post, status=429, typed=TYPED, wrong=wrong)
    assert Comment.objects.count() == 60


def is_closed_to(reader: Client, post: Post) -> None:
    page = Page(reader.get("/on-bees/"))
    assert page.words("p[@class='closed']") == "Comments are closed."
    assert not page.has("form")
    wrong = {"body": "Comments on this post have closed. Your words are still here to copy."}
    comes_back(send(reader, post, **TYPED), post, status=403, typed=TYPED, wrong=wrong)
    assert not Comment.objects.exists()


def test_a_conversation_that_its_editor_closed_takes_no_more(post: Post, reader: Client, editor):
    post.close_comments(by=editor)
    is_closed_to(reader, post)


def test_a_conversation_that_grew_old_takes_no_more(guest, reader: Client):
    set_site(close_after_days=30)
    is_closed_to(reader, make_post(authors=[guest], title="On bees", days_ago=30.01))


def test_a_conversation_that_is_not_old_yet_takes_more(guest, reader: Client):
    set_site(close_after_days=30)
    assert send(reader, make_post(authors=[guest], title="On bees", days_ago=29.99)).status_code == 303


def test_a_refusal_with_a_wrong_field_has_one_cursor(post: Post, reader: Client):
    said = TYPED | {"name": ""}
    answer = send(reader, post, **said, headers={"Sec-Fetch-Site": "cross-site"})
    body = "This came from another site's page. If it was you who wrote it, please send it again from here."
    comes_back(answer, post, status=403, typed=said, wrong={"body": body, "name": NO_NAME})
    assert not Comment.objects.exists()
