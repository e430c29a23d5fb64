"""The queue in the admin, where it could go wrong."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Post
from comments.models import Comment, Moderation
from tests.factories import make_author, make_comment, make_post

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/"


def change(client, comment: Comment, **fields: object):
    kept = {"body": comment.body, "name": comment.name, "email": comment.email, "website": "", "author": ""}
    return client.post(f"{QUEUE}{comment.pk}/change/", kept | fields)


@pytest.mark.parametrize("body", [">" * 60 + " deep", "<div>" * 200, "\u200b", "a\x07b", ""])
def test_what_a_writer_may_not_say_a_moderator_is_told_as_well(post: Post, signed_in, moderator, body: str):
    comment = make_comment(post=post, body="As it was.")
    answer = change(signed_in(moderator), comment, body=body)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert Comment.objects.get().body == "As it was."


def test_an_author_changes_words_under_their_post_but_not_who_said_them(signed_in, author):
    comment = make_comment(post=make_post(authors=[author.author]), name="Rosa")
    someone = make_author(name="Somebody Else")
    change(signed_in(author), comment, body="Mended.", name="Somebody Else", author=someone.pk, email="x@example.org")
    found = Comment.objects.get()
    assert (found.body, found.name, found.email, found.author) == ("Mended.", "Rosa", "rosa@example.org", None)


def test_saving_without_a_change_leaves_no_trace(post: Post, signed_in, moderator):
    comment = make_comment(post=post)
    change(signed_in(moderator), comment)
    found = Comment.objects.get()
    assert (found.version, found.edited_at, Moderation.objects.count()) == (1, None, 0)


def test_saying_who_really_wrote_it_does_not_mark_it_edited(post: Post, signed_in, moderator):
    comment = make_comment(post=post)
    change(signed_in(moderator), comment, author=post.authors.get().pk)
    found = Comment.objects.get()
    assert (found.author, found.version, found.edited_at) == (post.authors.get(), 1, None)


@pytest.mark.parametrize("seen", ["abc", "9" * 5000, "-1", "²"])
def test_a_version_that_is_none_is_passed_over(post: Post, signed_in, editor, seen: str):
    comment = make_comment(post=post, status="pending")
    answer = signed_in(editor).post(f"{QUEUE}{comment.pk}/reply/", {"body": "Thanks.", "seen": seen})
    assert answer.status_code == 302
    assert Comment.objects.get(pk=comment.pk).status == "approved"


def test_a_reply_that_is_not_taken_approves_nothing(post: Post, signed_in, editor):
    comment = make_comment(post=post, status="pending")
    desk = signed_in(editor)
    desk.post(f"{QUEUE}{comment.pk}/reply/", {"body": "Thanks."})
    comment.hold(by=editor)
    answer = desk.post(f"{QUEUE}{comment.pk}/reply/", {"body": "Thanks."})
    assert "You have said this already." in answer.content.decode()
    assert Comment.objects.get(pk=comment.pk).status == "pending"


def test_nobody_replies_to_spam(post: Post, signed_in, editor):
    comment = make_comment(post=post, status="spam")
    assert signed_in(editor).get(f"{QUEUE}{comment.pk}/reply/").status_code == 404


@pytest.mark.parametrize(
    ("view", "offered"),
    [("pending", ["approve", "spam", "trash"]), ("spam", ["restore", "erase"]), ("trash", ["restore", "erase"])],
)
def test_a_view_offers_what_makes_sense_in_it(post: Post, signed_in, editor, view: str, offered: list[str]):
    make_comment(post=post, status=view)
    page = signed_in(editor).get(f"{QUEUE}?view={view}").content.decode()
    for verb in ("approve", "hold", "spam", "trash", "restore", "erase"):
        assert (f'<option value="{verb}">' in page) == (verb in offered)


def test_out_of_spam_and_trash_it_goes_where_it_was(post: Post, moderator):
    comment = make_comment(post=post, status="pending")
    comment.approve(by=moderator)
    comment.spam(by=moderator)
    comment.trash(by=moderator)
    comment.restore(by=moderator)
    assert Comment.objects.get().status == "approved"


def test_a_long_list_costs_no_more(post: Post, signed_in, editor):
    desk, costs = signed_in(editor), []
    for _round in range(2):
        for _each in range(12):
            make_comment(post=post, parent=make_comment(post=post))
        with CaptureQueriesContext(connection) as captured:
            desk.get(f"{QUEUE}?view=approved")
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_a_trashed_post_can_be_deleted_with_all_that_hangs_on_it(post: Post, signed_in, editor):
    make_comment(post=post, parent=make_comment(post=post))
    post.trash(by=editor)
    answer = signed_in(editor).post(reverse("admin:blog_post_delete", args=[post.pk]), {"post": "yes"})
    assert answer.status_code == 302
    assert not Post.objects.exists()
    assert not Comment.objects.exists()


def test_a_form_that_was_open_undoes_no_verb(post: Post, editor):
    as_the_form_has_it = Post.objects.get()
    post.unpublish(by=editor)
    make_comment(post=post)
    as_the_form_has_it.title = "Another title"
    as_the_form_has_it.save()
    found = Post.objects.get()
    assert (found.title, found.status, found.comment_count) == ("Another title", "draft", 1)


def test_tags_are_made_only_with_the_post(signed_in, editor):
    form = {"title": "", "body": "x", "tags": "new one"}
    desk = signed_in(editor)
    desk.post(reverse("admin:blog_post_add"), form)
    from blog.models import Tag

    assert not Tag.objects.exists()
    desk.post(reverse("admin:blog_post_add"), form | {"title": "With a title"})
    assert [tag.name for tag in Post.objects.get().tags.all()] == ["new one"]
