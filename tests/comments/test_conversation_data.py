"""What is said under a post, as search engines read it."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import make_comment

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script><!-- <script> ]]> &lt;/script&gt; \u2028"


def blocks(client: Client, path: str = "/on-bees/") -> list[dict]:
    return [json.loads(node.text) for node in Page(client.get(path)).all("script[@type='application/ld+json']")]


def said(client: Client, path: str = "/on-bees/") -> list[dict]:
    return [comment for block in blocks(client, path) for comment in block.get("comment", [])]


def test_a_comment_is_described(post: Post, reader: Client):
    comment = make_comment(post=post, name="Rosa", body="They *hum*.\n\nAll day.")
    Comment.objects.update(created_at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    assert said(reader) == [
        {
            "@type": "Comment",
            "url": f"http://localhost:8000/on-bees/comments/{comment.pk}/",
            "author": {"@type": "Person", "name": "Rosa"},
            "dateCreated": "2026-03-01T12:00:00+00:00",
            "text": "They hum. All day.",
        }
    ]


def test_it_adds_to_the_post_that_the_page_describes(post: Post, reader: Client):
    make_comment(post=post)
    described, conversation = blocks(reader)
    assert described["@graph"][0]["@id"] == conversation["@id"] == "http://localhost:8000/on-bees/#post"
    assert described["@graph"][0]["@type"] == conversation["@type"] == "BlogPosting"


def test_a_post_without_comments_says_nothing_of_them(post: Post, reader: Client):
    assert len(blocks(reader)) == 1


def test_only_what_everybody_sees_is_described(post: Post, reader: Client):
    root = make_comment(post=post, status="spam")
    make_comment(post=post, parent=root, body="Shown.")
    send(reader, post, body="Held.")
    assert "Held." in reader.get("/on-bees/").content.decode()
    assert [comment["text"] for comment in said(reader)] == ["Shown."]


def test_at_most_fifty_are_described_and_of_each_the_beginning(post: Post, reader: Client):
    root = make_comment(post=post, body="word " * 500)
    for _each in range(55):
        make_comment(post=post, parent=root)
    described = said(reader)
    assert (len(described), len(described[0]["text"])) == (50, 500)


@pytest.mark.parametrize("field", ["body", "name"])
def test_no_comment_ends_its_script(post: Post, reader: Client, field: str):
    before = len(Page(reader.get("/on-bees/")).all("script"))
    make_comment(post=post, **{field: HOSTILE})
    page = Page(reader.get("/on-bees/"))
    assert len(page.all("script")) == before + 1
    (comment,) = said(reader)
    told = comment["author"]["name"] if field == "name" else comment["text"]
    assert told.startswith("</script><script>alert(1)</script><!-- <script> ]]>")
