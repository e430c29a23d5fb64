"""What a moderator does to a comment: where it stands then, what the log says, what the post counts."""

import pytest
from django.template import Context, Template
from hypothesis import HealthCheck, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from blog.models import Post
from comments.models import Comment, Moderation
from comments.refusals import Stale
from comments.writers import Writer
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import make_comment, make_post

pytestmark = pytest.mark.django_db

MOVES = {"approve": "approved", "hold": "pending", "spam": "spam", "trash": "trash"}
VERBS = ["submit", "bring_in", *MOVES, "restore", "erase", "edit", "amend"]


def log(comment: Comment) -> list[tuple]:
    """What was done to a comment, oldest first: the verb, the status before, by whom and why."""
    return list(Moderation.objects.filter(number=comment.pk).order_by("pk").values_list("verb", "was", "by", "reason"))


def counts(post: Post) -> tuple[int, int]:
    post.refresh_from_db()
    return post.comment_count, post.answer_count


def status(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).status


@pytest.mark.parametrize("verb", MOVES)
@pytest.mark.parametrize("before", MOVES.values())
def test_a_verb_moves_a_comment_and_is_logged(post: Post, moderator, stranger, verb: str, before: str):
    comment = make_comment(post=post, status=before, is_answer=True)
    getattr(comment, verb)(by=moderator, reason="because")
    after = MOVES[verb]
    assert (comment.status, status(comment)) == (after, after)
    assert log(comment) == ([(verb, before, moderator.pk, "because")] if after != before else [])
    assert counts(post) == ((1, 1) if after == "approved" else (0, 0))
    assert Page(stranger.get("/on-bees/")).comments == ([comment.anchor] if after == "approved" else [])


@pytest.mark.parametrize("verb", MOVES)
def test_a_verb_called_twice_is_logged_once(post: Post, moderator, verb: str):
    comment = make_comment(post=post, status="pending" if verb != "hold" else "approved")
    seen_by_another = Comment.objects.get(pk=comment.pk)
    for each in (comment, comment, seen_by_another):
        getattr(each, verb)(by=moderator)
    assert [row[0] for row in log(comment)] == [verb]
    assert seen_by_another.status == MOVES[verb]


def test_what_nobody_did_was_done_by_the_rules(post: Post):
    comment = make_comment(post=post, status="pending")
    comment.approve(by=None)
    assert Moderation.objects.get().who == "the rules"


def test_approval_is_for_the_version_that_was_seen(post: Post, reader, moderator):
    send(reader, post, body="Innocent words.")
    comment = Comment.objects.get()
    seen = comment.version
    comment.edit(body="Buy my pills.", writer=Writer(key=comment.writer_key))
    with pytest.raises(Stale):
        Comment.objects.get().approve(by=moderator, seen=seen)
    assert status(comment) == "pending"
    assert [row[0] for row in log(comment)] == ["submit", "edit"]
    Comment.objects.get().approve(by=moderator, seen=seen + 1)
    assert status(comment) == "approved"


def test_approval_of_what_was_approved_and_edited_since_is_stale_too(post: Post, moderator):
    comment = make_comment(post=post)
    comment.amend(by=moderator, body="Other words.")
    with pytest.raises(Stale):
        comment.approve(by=moderator, seen=1)


@pytest.mark.parametrize("away", ["spam", "trash"])
@pytest.mark.parametrize("before", ["pending", "approved"])
def test_restore_goes_back_to_where_it_was(post: Post, moderator, before: str, away: str):
    comment = make_comment(post=post, status=before)
    getattr(comment, away)(by=moderator)
    comment.restore(by=moderator)
    assert (comment.status, status(comment)) == (before, before)
    assert log(comment) == [(away, before, moderator.pk, ""), ("restore", away, moderator.pk, "")]
    assert counts(post)[0] == (before == "approved")
    comment.restore(by=moderator)
    assert len(log(comment)) == 2


def test_the_latest_place_counts_for_restore(post: Post, moderator):
    comment = make_comment(post=post, status="approved")
    comment.spam(by=moderator)
    comment.restore(by=moderator)
    comment.hold(by=moderator)
    comment.spam(by=moderator)
    comment.restore(by=moderator)
    assert status(comment) == "pending"


@pytest.mark.parametrize("away", ["spam", "trash"])
def test_what_was_brought_in_from_elsewhere_is_restored_to_wait(post: Post, moderator, away: str):
    comment = make_comment(post=post, status=away)
    comment.restore(by=moderator)
    assert status(comment) == "pending"


@pytest.mark.parametrize("where", ["pending", "approved"])
def test_restore_leaves_what_is_not_away(post: Post, moderator, where: str):
    comment = make_comment(post=post, status=where)
    comment.restore(by=moderator)
    assert (status(comment), log(comment)) == (where, [])


def test_erase_without_replies_leaves_its_log(post: Post, moderator):
    comment = make_comment(post=post, is_answer=True)
    comment.erase(by=moderator)
    assert not Comment.objects.exists()
    assert log(comment) == [("erase", "approved", moderator.pk, "")]
    entry = Moderation.objects.get()
    assert (entry.comment, entry.post, str(entry)) == (None, post, f"deleted permanently #{comment.pk}")
    assert counts(post) == (0, 0)


def test_erase_leaves_a_stub_where_others_replied(post: Post, moderator, stranger):
    comment = make_comment(post=post, is_answer=True, website="https://rosa.example", user=moderator)
    reply = make_comment(post=post, parent=comment)
    comment.erase(by=moderator)
    left = Comment.objects.get(pk=comment.pk)
    assert (left.status, left.name, left.email, left.website, left.body, left.body_html) == ("removed", *[""] * 5)
    assert (left.user, left.author, left.address, left.is_answer) == (None, None, None, False)
    page = Page(stranger.get("/on-bees/"))
    assert (page.stubs, page.comments) == ([comment.anchor], [reply.anchor])
    assert counts(post) == (1, 0)


@pytest.mark.parametrize("verb", [*MOVES, "restore"])
def test_a_stub_moves_nowhere(post: Post, moderator, verb: str):
    comment = make_comment(post=post)
    make_comment(post=post, parent=comment)
    comment.erase(by=moderator)
    getattr(comment, verb)(by=moderator)
    assert status(comment) == "removed"
    assert [row[0] for row in log(comment)] == ["erase"]


def test_a_stub_is_given_no_words_again(post: Post, moderator):
    comment = make_comment(post=post)
    make_comment(post=post, parent=comment)
    seen_by_another = Comment.objects.get(pk=comment.pk)
    comment.erase(by=moderator)
    seen_by_another.amend(by=moderator, body="Other words.")
    left = Comment.objects.get(pk=comment.pk)
    assert (left.status, left.name, left.body, left.body_html) == ("removed", "", "", "")
    assert [row[0] for row in log(comment)] == ["erase"]


@pytest.mark.parametrize("replies", [0, 1])
def test_erase_called_twice_is_logged_once(post: Post, moderator, replies: int):
    comment = make_comment(post=post)
    for _each in range(replies):
        make_comment(post=post, parent=comment)
    seen_by_another = Comment.objects.get(pk=comment.pk)
    comment.erase(by=moderator)
    seen_by_another.erase(by=moderator)
    assert log(comment) == [("erase", "approved", moderator.pk, "")]


def test_amend_changes_anything_and_leaves_it_where_it_is(post: Post, moderator, guest, stranger):
    comment = make_comment(post=post)
    comment.amend(by=moderator, body="*Other* words.", name="Iris Vane", author=guest, is_answer=True)
    amended = Comment.objects.get()
    assert (amended.body, amended.body_html) == ("*Other* words.", "<p><em>Other</em> words.</p>\n")
    assert (amended.name, amended.author, amended.status, amended.version) == ("Iris Vane", guest, "approved", 2)
    assert amended.edited_at is not None
    assert log(comment) == [("amend", "approved", moderator.pk, "")]
    assert counts(post) == (1, 1)
    page = Page(stranger.get("/on-bees/"))
    assert [badge.text for badge in page.of_class("badge")] == ["Author", "Answer"]


def test_amend_does_not_undo_what_happened_meanwhile(post: Post, moderator):
    comment = make_comment(post=post, status="pending")
    Comment.objects.get().spam(by=moderator)
    comment.amend(by=moderator, name="Iris Vane")
    assert (status(comment), Comment.objects.get().name) == ("spam", "Iris Vane")


def test_an_edit_does_not_undo_what_a_moderator_amended_meanwhile(post: Post, reader, moderator):
    send(reader, post, name="Rude name")
    comment = Comment.objects.get()
    Comment.objects.get().amend(by=moderator, name="Rosa")
    comment.edit(body="Other words.", writer=Writer(key=comment.writer_key))
    assert (Comment.objects.get().name, Comment.objects.get().body) == ("Rosa", "Other words.")


@pytest.mark.parametrize("verb", VERBS)
def test_no_template_can_call_a_verb(post: Post, verb: str):
    comment = make_comment(post=post, status="pending")
    assert getattr(comment, verb).alters_data is True
    assert Template(f"{{{{ comment.{verb} }}}}").render(Context({"comment": comment})) == ""
    assert (status(comment), log(comment)) == ("pending", [])


@quickly(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(some.tuples(some.integers(0, 3), some.sampled_from([*MOVES, "restore", "erase"])), max_size=12))
def test_whatever_is_done_the_post_counts_what_is_shown(moderator, client, steps: list[tuple[int, str]]):
    post = make_post()
    root = make_comment(post=post, status="pending", is_answer=True)
    keys = [root.pk, make_comment(post=post, parent=root).pk, make_comment(post=post, is_answer=True).pk]
    keys.append(make_comment(post=post, parent=root, status="spam").pk)
    for which, verb in steps:
        for comment in Comment.objects.filter(pk=keys[which]):
            getattr(comment, verb)(by=moderator)
    shown = Comment.objects.filter(post=post, status="approved")
    assert counts(post) == (shown.count(), shown.filter(is_answer=True).count())
    assert Page(client.get(post.get_absolute_url())).comments == [comment.anchor for comment in by_thread(shown, root)]


def by_thread(comments, root: Comment) -> list[Comment]:
    return sorted(comments, key=lambda comment: (comment.root_id != root.pk, comment.pk))
