"""Many readers at the same moment, on a server with threads and the shipped limits."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest
from django.db import DatabaseError, connection

from blog.models import Post
from comments.models import Comment, Moderation
from comments.writers import Writer
from tests.factories import form_data, make_comment

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

SECONDS = 30


class Answer(NamedTuple):
    status: int
    location: str
    cookies: str


@pytest.fixture
def post_to(live_server, post: Post) -> Callable[..., Answer]:
    """`post_to(address, data)`: a browser without cookies at that address, on a connection of its own."""
    host = urlsplit(live_server.url).netloc

    def send(address: str, data: dict) -> Answer:
        connection = HTTPConnection(host, timeout=SECONDS)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address}
        try:
            connection.request("POST", f"/{post.slug}/comments/", urlencode(data), headers)
            answer = connection.getresponse()
            answer.read()
            return Answer(answer.status, answer.headers["Location"] or "", answer.headers["Set-Cookie"] or "")
        finally:
            connection.close()

    return send


def at_once(threads: int, calls: list[Callable[[], Answer]]) -> list[Answer]:
    """Make the calls from so many threads, the first of which start together."""
    start = Barrier(threads)

    def work(mine: list[Callable[[], Answer]]) -> list[Answer]:
        start.wait(SECONDS)
        return [call() for call in mine]

    with ThreadPoolExecutor(threads) as pool:
        shares = [pool.submit(work, calls[index::threads]) for index in range(threads)]
        return [answer for share in shares for answer in share.result()]


def test_twenty_identical_posts_store_one_comment_and_all_are_led_to_it(post: Post, post_to):
    data = form_data(body="Pressed twenty times.")
    answers = at_once(20, [lambda: post_to("203.0.113.7", data)] * 20)
    comment = Comment.objects.get()
    assert comment.body == "Pressed twenty times."
    assert {(answer.status, answer.location) for answer in answers} == {(303, f"/on-bees/#{comment.anchor}")}
    assert all("byline_writer" in answer.cookies for answer in answers)
    assert Moderation.objects.count() == 1


def test_two_hundred_different_comments_are_all_stored(post: Post, post_to):
    calls = [
        lambda each=each: post_to(f"10.{each}.0.1", form_data(body=f"Number {each}", name=f"Reader {each}"))
        for each in range(200)
    ]
    answers = at_once(8, calls)
    assert {answer.status for answer in answers} == {303}
    stored = Comment.objects.all()
    assert sorted(comment.body for comment in stored) == sorted(f"Number {each}" for each in range(200))
    assert {(comment.status, comment.root_id == comment.pk) for comment in stored} == {("pending", True)}
    assert {int(re.search(r"\d+$", answer.location)[0]) for answer in answers} == {comment.pk for comment in stored}
    assert Comment.objects.values("network").distinct().count() == 200
    assert Moderation.objects.filter(verb="submit").count() == 200


def test_replies_to_one_comment_and_its_approval_do_not_wait_for_each_other_for_ever(post: Post, post_to):
    post_to("203.0.113.7", form_data(body="The first."))
    first = Comment.objects.get()
    first.approve(by=None)
    replies = [
        lambda each=each: post_to(f"10.{each}.0.1", form_data(body=f"Reply {each}", parent=str(first.pk)))
        for each in range(16)
    ]
    assert {answer.status for answer in at_once(8, replies)} == {303}
    assert Comment.objects.filter(parent=first, root=first).count() == 16
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(approve, Comment.objects.filter(parent=first)))
    post.refresh_from_db()
    assert post.comment_count == 17


def approve(comment: Comment) -> None:
    try:
        comment.approve(by=None)
    finally:
        connection.close()


def test_a_reply_to_what_is_erased_at_that_moment_is_refused_by_us_and_not_by_the_database(post: Post):
    parent = make_comment(post=post)
    reply = Comment(post=post, parent=parent, name="Rosa", body="Too late.")
    Comment.objects.get(pk=parent.pk).erase(by=None)
    with pytest.raises(Exception) as refused:  # noqa: PT011  whatever it is called
        Comment.objects.submit(reply, Writer())
    assert not isinstance(refused.value, DatabaseError)
    assert not Comment.objects.exists()
