"""When something went wrong, the page is still the site's own."""

import pytest
from django.db import DatabaseError
from django.test import Client

from blog.models import Post
from tests.blog.page import Page

pytestmark = pytest.mark.django_db


def test_what_breaks_is_said_in_the_sites_dress(monkeypatch, signed_in, editor, settings):
    """The database is down, and somebody is signed in: the page asks neither."""
    settings.SITE_NAME = "The Slipway"

    def broken(*args: object) -> None:
        raise DatabaseError

    client = signed_in(editor)
    client.raise_request_exception = False
    monkeypatch.setattr(Post.objects, "published", broken)
    answer = client.get("/")
    page = Page(answer)
    assert (answer.status_code, page.words("h1")) == (500, "Something broke here")
    assert page.words("title") == "Something broke here · The Slipway"
    assert page.has("header//a")


def test_a_request_for_another_host_is_answered_in_the_sites_dress(client: Client):
    answer = client.get("/", headers={"Host": "elsewhere.example"})
    assert (answer.status_code, Page(answer).words("h1")) == (400, "This request could not be read")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_what_cannot_be_done_is_said_in_a_page(client: Client, post: Post, method: str):
    answer = getattr(client, method)("/on-bees/comments/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert Page(answer).words("h1") == "This cannot be done here"
