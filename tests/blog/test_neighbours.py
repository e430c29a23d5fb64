"""From a post to the one before it and the one after it."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.blog.page import Page
from tests.factories import make_draft, make_post

pytestmark = pytest.mark.django_db


def neighbours(client: Client, path: str) -> tuple[str | None, str | None]:
    page = Page(client.get(path))
    found = {link.get("rel"): link.get("href") for link in page.all("nav/a") if link.get("rel")}
    return found.get("prev"), found.get("next")


def test_a_post_leads_to_its_neighbours(reader: Client):
    for days, title in [(3, "Oldest"), (2, "Middle"), (1, "Newest")]:
        make_post(title=title, days_ago=days)
    make_draft(title="Not out")
    assert neighbours(reader, "/middle/") == ("/oldest/", "/newest/")
    assert neighbours(reader, "/oldest/") == (None, "/middle/")
    assert neighbours(reader, "/newest/") == ("/middle/", None)


def test_posts_of_the_same_moment_follow_each_other(reader: Client):
    at = timezone.now()
    for title in ("A", "B", "C"):
        make_draft(title=title).publish(by=None, at=at)
    assert [neighbours(reader, path) for path in ("/a/", "/b/", "/c/")] == [
        (None, "/b/"),
        ("/a/", "/c/"),
        ("/b/", None),
    ]


def test_a_lone_post_has_none(reader: Client):
    make_post(title="Alone")
    assert neighbours(reader, "/alone/") == (None, None)
