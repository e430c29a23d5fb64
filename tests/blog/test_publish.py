"""What can be decided about a post: each verb, what it leaves behind, and what the log says."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from blog.models import Decision, Post
from blog.models.publishing import ImpossibleMove, NotReady, sweep
from tests.factories import make_draft, make_post, set_site

pytestmark = pytest.mark.django_db

VERBS = ["publish", "unpublish", "trash", "restore", "close_comments", "open_comments"]


def log(post: Post) -> list[tuple]:
    return list(Decision.objects.filter(post=post).order_by("pk").values_list("verb", "by", "reason"))


def status(post: Post) -> str:
    return Post.objects.get(pk=post.pk).status


def is_read(client: Client, post: Post) -> bool:
    return client.get(post.get_absolute_url()).status_code == 200


def in_hours(hours: float) -> datetime:
    return timezone.now() + timedelta(hours=hours)


def make_scheduled(*, by=None, hours: float = 1) -> Post:
    post = make_draft()
    post.publish(by=by, at=in_hours(hours))
    return post


def test_publish_shows_a_post_now(editor, reader: Client):
    post = make_draft()
    with time_machine.travel(in_hours(0), tick=False):
        post.publish(by=editor)
        assert (post.status, post.published_at, post.is_published) == ("published", timezone.now(), True)
    stored = Post.objects.get()
    assert (stored.status, stored.published_at) == ("published", post.published_at)
    assert log(post) == [("publish", editor.pk, "")]
    assert is_read(reader, post)


def test_publish_keeps_a_date_that_was_set_before(editor):
    date = in_hours(-24 * 365)
    post = make_draft(published_at=date)
    post.publish(by=editor)
    assert (Post.objects.get().published_at, status(post)) == (date, "published")


@pytest.mark.parametrize("said", ["in the verb", "on the post"])
def test_publish_in_the_future_is_a_schedule(editor, reader: Client, said: str):
    date = in_hours(1)
    post = make_draft(published_at=None if said == "in the verb" else date)
    post.publish(by=editor, at=date if said == "in the verb" else None)
    assert (status(post), Post.objects.get().published_at) == ("scheduled", date)
    assert log(post) == [("schedule", editor.pk, "")]
    assert not is_read(reader, post)


def test_the_clock_publishes_what_is_due(editor, reader: Client):
    soon, later = make_scheduled(by=editor, hours=1), make_scheduled(by=editor, hours=3)
    sweep(Post.objects.all())
    assert (status(soon), status(later)) == ("scheduled", "scheduled")
    with time_machine.travel(in_hours(2)):
        sweep(Post.objects.all())
        sweep(Post.objects.all())
        assert (is_read(reader, soon), is_read(reader, later)) == (True, False)
    assert log(soon) == [("schedule", editor.pk, ""), ("publish", None, "")]
    assert Post.objects.get(pk=soon.pk).published_at == soon.published_at
    assert str(Decision.objects.first()) == "published · the clock"


def test_unpublish_makes_a_draft_of_it_again(post: Post, editor, reader: Client):
    date = post.published_at
    post.unpublish(by=editor, reason="A slip in the title")
    assert (status(post), Post.objects.get().published_at) == ("draft", date)
    assert log(post)[1:] == [("unpublish", editor.pk, "A slip in the title")]
    assert not is_read(reader, post)
    post.publish(by=editor)
    assert (status(post), Post.objects.get().published_at) == ("published", date)


def test_trash_and_restore(post: Post, editor, reader: Client):
    post.trash(by=editor, reason="Sent by mistake")
    assert (status(post), is_read(reader, post)) == ("trashed", False)
    post.restore(by=editor)
    assert (status(post), is_read(reader, post)) == ("draft", False)
    assert log(post)[1:] == [("trash", editor.pk, "Sent by mistake"), ("restore", editor.pk, "")]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"body": ""}, "This post has no essay yet."),
        ({"body": " \n "}, "This post has no essay yet."),
        ({"authors": []}, "This post has no byline yet. Say who wrote it."),
    ],
)
@pytest.mark.parametrize("at", [None, timedelta(hours=1)])
def test_what_is_not_ready_is_not_published(editor, given: dict, sentence: str, at: timedelta | None):
    post = make_draft(**given)
    with pytest.raises(NotReady) as refused:
        post.publish(by=editor, at=at and timezone.now() + at)
    assert refused.value.messages == [sentence]
    assert (status(post), post.status, log(post)) == ("draft", "draft", [])


def test_nothing_is_published_out_of_the_trash(post: Post, editor):
    post.trash(by=editor)
    with pytest.raises(ImpossibleMove) as refused:
        post.publish(by=editor)
    assert refused.value.messages == ["This post is in the trash. Restore it first."]
    assert status(post) == "trashed"


def test_only_what_is_in_the_trash_is_restored(post: Post, editor):
    """A page that was opened while it lay there still has the button."""
    with pytest.raises(ImpossibleMove):
        post.restore(by=editor)
    assert (status(post), [row[0] for row in log(post)]) == ("published", ["publish"])


def test_unpublish_takes_nothing_out_of_the_trash(post: Post, editor):
    post.trash(by=editor)
    with pytest.raises(ImpossibleMove):
        post.unpublish(by=editor)
    assert (status(post), [row[0] for row in log(post)]) == ("trashed", ["publish", "trash"])


@pytest.mark.parametrize(
    ("make", "verb"),
    [
        (make_draft, "publish"),
        (make_post, "unpublish"),
        (make_scheduled, "unpublish"),
        (make_post, "trash"),
        (make_post, "close_comments"),
        (lambda: make_post(comments_open=False), "open_comments"),
    ],
)
def test_a_verb_called_twice_is_logged_once(editor, make, verb: str):
    post = make()
    Decision.objects.all().delete()
    getattr(post, verb)(by=editor)
    getattr(post, verb)(by=editor)
    getattr(Post.objects.get(), verb)(by=editor)
    assert log(post) == [(verb.removesuffix("_comments"), editor.pk, "")]


def test_of_two_editors_who_publish_at_once_the_first_sets_the_date(editor):
    post, as_another_saw_it = make_draft(), Post.objects.get()
    post.publish(by=editor)
    as_another_saw_it.publish(by=editor)
    assert Post.objects.get().published_at == post.published_at
    assert log(post) == [("publish", editor.pk, "")]


def test_the_clock_does_not_overrule_an_editor_who_took_it_back(editor):
    post = make_scheduled(by=editor)
    as_the_clock_saw_it = Post.objects.get(pk=post.pk)
    post.unpublish(by=editor)
    with time_machine.travel(in_hours(2)):
        as_the_clock_saw_it.publish(by=None)
    assert (status(post), [row[0] for row in log(post)]) == ("draft", ["schedule", "unpublish"])


def test_the_clock_does_not_overrule_an_editor_who_put_it_off(editor):
    post = make_scheduled(by=editor, hours=1)
    as_the_clock_saw_it = Post.objects.get(pk=post.pk)
    put_off = in_hours(48)
    post.publish(by=editor, at=put_off)
    with time_machine.travel(in_hours(2)):
        as_the_clock_saw_it.publish(by=None)
    assert (status(post), Post.objects.get().published_at) == ("scheduled", put_off)


def test_the_clock_closes_conversations_that_have_grown_old(reader: Client):
    set_site(close_after_days=14)
    old, young = make_post(days_ago=15), make_post(days_ago=13)
    sweep(Post.objects.all())
    sweep(Post.objects.all())
    assert [Post.objects.get(pk=post.pk).comments_open for post in (old, young)] == [False, True]
    assert log(old)[1:] == [("close", None, "closed by age")]
    assert log(young)[1:] == []


def test_without_an_age_no_conversation_closes():
    set_site(close_after_days=0)
    post = make_post(days_ago=5000)
    sweep(Post.objects.all())
    assert Post.objects.get().comments_open
    assert post.takes_comments


@pytest.mark.parametrize("verb", VERBS)
def test_no_template_can_call_a_verb(verb: str):
    assert getattr(Post, verb).alters_data is True


@quickly(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=some.lists(some.sampled_from(VERBS), max_size=8), hours=some.sampled_from([-1, 1]))
def test_whatever_is_decided_readers_see_what_is_published(client: Client, editor, verbs: list[str], hours: int):
    post = make_draft(published_at=in_hours(hours))
    for verb in verbs:
        with suppress(ImpossibleMove):
            getattr(post, verb)(by=editor)
    stored = Post.objects.get(pk=post.pk)
    assert (stored.status, stored.comments_open) == (post.status, post.comments_open)
    assert is_read(client, post) == (stored.status == "published")
    assert stored.status != ("scheduled" if hours < 0 else "published")
