"""What somebody tries who knows how the rules work."""

import pytest
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.comments.sending import edit, send
from tests.factories import make_comment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "Вela Stone",  # a Cyrillic capital in front
        "Βela Stone",  # a Greek one
        "𝐁ela Stone",  # a mathematical one
        "ʙela sᴛone",  # small capitals
        "Bela Stοne",  # a Greek omicron
        "Bela Stоne",  # a Cyrillic o
    ],
)
def test_an_authors_name_in_borrowed_letters_is_held(post: Post, author, regular: Client, name: str):
    send(regular, post, name=name, body="It is me.")
    assert Comment.objects.get(body="It is me.").status == "pending"


@pytest.mark.parametrize("name", ["Лев Толстой", "Σωκράτης", "李雷", "Łukasz Żółć", "Ægir Þór"])
def test_a_name_in_its_own_alphabet_passes(post: Post, regular: Client, name: str):
    send(regular, post, name=name, body="Hello.")
    assert Comment.objects.get(body="Hello.").status == "approved"


def test_an_approved_link_exchanged_for_another_is_held(post: Post, regular: Client):
    send(regular, post, body="[mine](https://good.example/)")
    comment = Comment.objects.get(body__startswith="[mine]")
    assert comment.status == "approved"
    edit(regular, comment, "[pills](https://spam.example/)")
    assert Comment.objects.get(pk=comment.pk).status == "pending"


def test_who_comments_after_somebody_signed_out_has_nothing_of_theirs(post: Post, reader: Client, signed_in, editor):
    """A guest, then an editor, then the guest again, all in one browser."""
    send(reader, post, body="First, as a guest.")
    browser = signed_in(editor)
    browser.cookies.update(reader.cookies)
    send(browser, post, body="The editor's own.")
    theirs = Comment.objects.get(body="The editor's own.")
    send(reader, post, body="As a guest again.")
    assert Comment.objects.get(body="As a guest again.").status == "pending"
    assert edit(reader, theirs, "Taken over.").status_code == 403
    assert Comment.objects.get(pk=theirs.pk).body == "The editor's own."


def test_spam_that_was_erased_lends_no_standing_back(post: Post, regular: Client, moderator):
    send(regular, post, body="Some spam.")
    spam = Comment.objects.get(body="Some spam.")
    spam.spam(by=moderator)
    spam.erase(by=moderator)
    send(regular, post, body="Here again.")
    assert Comment.objects.get(body="Here again.").status == "pending"


def test_a_key_that_opens_more_is_not_given_again(post: Post, stranger: Client):
    """Somebody in the same house repeats the words of a writer who has said other things before."""
    first, writer = Client(), {"name": "Ana", "email": "ana@example.org"}
    send(first, post, body="Before.", **writer)
    send(first, post, body="+1", **writer)
    answer = send(stranger, post, body="+1", **writer)
    assert answer.status_code == 303
    assert "byline_writer" not in answer.cookies


def test_deleting_and_editing_count_towards_the_limit(post: Post, reader: Client):
    for number in range(20):  # three entries in the log each
        send(reader, post, body=f"Words {number}")
        comment = Comment.objects.latest("pk")
        edit(reader, comment, f"Other words {number}")
        comment.erase(by=None, by_writer=True)
    assert Comment.objects.count() == 0
    assert send(reader, post, body="And on.").status_code == 429


WIDE = ["***a" * 16000, "```\n" * 16000, "~~~\n" * 16000, "//a.b " * 10000, "&" * 65000, "<" * 65000]


@pytest.mark.parametrize("body", WIDE, ids=["emphasis", "fences", "tildes", "slashes", "ampersands", "less-thans"])
def test_more_markup_than_can_be_cleaned_is_refused_with_a_sentence(post: Post, reader: Client, body: str):
    answer = send(reader, post, body=body)
    assert answer.status_code in (303, 400)
    if answer.status_code == 400:
        assert "There is more formatting in this than we can take." in answer.content.decode()


@pytest.mark.parametrize("field", ["name", "body"])
def test_what_nobody_can_see_is_not_said(post: Post, reader: Client, field: str):
    answer = send(reader, post, **{field: "\u200b\u2060"})
    assert answer.status_code == 400
    assert "There is nothing to be seen in this." in answer.content.decode()


def test_the_address_of_another_post_does_not_lead_to_a_comment(post: Post, reader: Client):
    send(reader, post)
    comment = Comment.objects.get()
    assert reader.get(f"/elsewhere/comments/{comment.pk}/edit/").status_code == 404


def test_a_comment_has_an_address_of_its_own(post: Post, reader: Client, stranger: Client):
    held = make_comment(post=post, status="pending")
    shown = make_comment(post=post)
    assert stranger.get(shown.permalink)["Location"] == f"/on-bees/#comment-{shown.pk}"
    assert stranger.get(held.permalink).status_code == 404
