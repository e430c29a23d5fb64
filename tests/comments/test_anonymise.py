"""`Comment.anonymise`: who wrote it is taken out, and the words stay where they are."""

import pytest
from django.db import transaction

from accounts.models import Author, User
from blog.models import Post
from comments.models import Comment
from comments.writers import Writer
from search.models import Document
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
OF_SOMEBODY = {
    "name": "Eli Frost",
    "email": "eli@example.org",
    "website": "https://example.org/eli",
    "address": "203.0.113.9",
    "network": "203.0.113.0/24",
    "writer_key": "a" * 32,
}
NOBODYS = {"email": "", "website": "", "address": None, "network": "", "writer_key": "", "fingerprint": ""}


def test_nothing_tells_who_wrote_it(outsider: User, guest: Author, post: Post):
    comment = make_comment(post=post, user=outsider, author=guest, **OF_SOMEBODY)
    comment.anonymise(by=outsider)
    comment.refresh_from_db()
    assert {name: getattr(comment, name) for name in NOBODYS} == NOBODYS
    assert (comment.name, comment.user, comment.author) == ("Anonymous", None, None)


@pytest.mark.parametrize("status", ["pending", "approved", "spam", "trash"])
def test_what_it_says_and_where_it_stands_are_as_they_were(outsider: User, post: Post, status: str):
    comment = make_comment(post=post, user=outsider, status=status, is_answer=True, body="They *hum*.")
    kept = ("body", "body_html", "status", "is_answer", "parent_id", "root_id", "version", "created_at", "edited_at")
    before = {name: getattr(Comment.objects.get(pk=comment.pk), name) for name in kept}
    comment.anonymise(by=outsider)
    assert {name: getattr(Comment.objects.get(pk=comment.pk), name) for name in kept} == before


def test_the_thread_stays_whole(outsider: User, post: Post):
    first = make_comment(post=post, user=outsider)
    answer = make_comment(post=post, parent=first)
    first.anonymise(by=outsider)
    answer.refresh_from_db()
    assert (answer.parent_id, answer.root_id) == (first.pk, first.pk)
    post.refresh_from_db()
    assert post.comment_count == 2


def test_the_page_says_anonymous(reader, outsider: User, post: Post):
    make_comment(post=post, user=outsider, **OF_SOMEBODY).anonymise(by=outsider)
    page = reader.get("/on-bees/").text
    assert ("Anonymous" in page, "Eli Frost" in page, "example.org/eli" in page) == (True, False, False)


def test_the_search_no_longer_finds_the_name(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider, **OF_SOMEBODY)
    assert Document.objects.get(kind="comment", key=comment.pk).byline == "Eli Frost"
    comment.anonymise(by=outsider)
    assert Document.objects.get(kind="comment", key=comment.pk).byline == "Anonymous"


def test_one_that_waits_is_found_by_nobody_still(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider, status="pending")
    comment.anonymise(by=outsider)
    assert not Document.objects.filter(kind="comment").exists()


def test_it_is_logged_once_however_often_it_is_said(outsider: User, moderator: User, post: Post):
    comment = make_comment(post=post, user=outsider)
    for _time in range(2):
        Comment.objects.get(pk=comment.pk).anonymise(by=moderator)
    entries = [(entry.verb, entry.was, entry.who) for entry in comment.moderations.all()]
    assert entries == [("anonymise", "approved", "Dov Hale")]


def test_its_writer_may_be_the_one_who_wants_it(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider)
    comment.anonymise(by=None, by_writer=True)
    assert comment.moderations.first().who == "its writer"


def test_it_is_no_longer_its_writers_to_change(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider, **OF_SOMEBODY)
    comment.anonymise(by=outsider)
    writer = Writer(user=outsider, key=OF_SOMEBODY["writer_key"])
    assert (comment.can_be_edited_by(writer), writer.record()) == (False, set())


def test_spam_that_is_nobodys_lends_its_writer_no_standing(outsider: User, post: Post):
    make_comment(post=post, writer_key="a" * 32)
    spam = make_comment(post=post, user=outsider, status="spam", writer_key="a" * 32)
    spam.anonymise(by=outsider)
    assert Writer(key="a" * 32).record() == set()


def test_a_stub_stays_a_stub(outsider: User, moderator: User, post: Post):
    comment = make_comment(post=post, user=outsider)
    make_comment(post=post, parent=comment)
    comment.erase(by=moderator)
    comment.anonymise(by=outsider)
    comment.refresh_from_db()
    assert (comment.status, comment.name, comment.moderations.first().verb) == ("removed", "", "erase")


def test_one_that_is_gone_is_left_alone(outsider: User, post: Post):
    comment = make_comment(post=post, user=outsider)
    Comment.objects.get(pk=comment.pk).erase(by=None)
    comment.anonymise(by=outsider)
    assert not Comment.objects.exists()


def test_several_are_done_together_and_others_are_not_touched(outsider: User, post: Post):
    for _number in range(3):
        make_comment(post=post, user=outsider)
    make_comment(post=post, name="Ana")
    Comment.objects.filter(user=outsider).anonymise(by=outsider)
    assert list(Comment.objects.values_list("name", flat=True)) == ["Anonymous"] * 3 + ["Ana"]


def test_the_same_words_of_two_people_may_both_be_nobodys(outsider: User, author: User, post: Post):
    for user in (outsider, author):
        make_comment(post=post, user=user, body="Same words.").anonymise(by=user)
    with transaction.atomic():
        assert Comment.objects.filter(name="Anonymous").count() == 2
