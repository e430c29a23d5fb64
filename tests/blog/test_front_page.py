"""The admin's front page: what waits for whoever is looking, and how the last week was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.blog.page import Page, words
from tests.factories import make_author, make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db


def card(page: Page, name: str) -> str:
    (found,) = [node for node in page.all("section") if node.get("aria-labelledby") == name]
    return words(found)


def test_what_waits_is_said_with_those_who_have_waited_longest(signed_in, editor, post):
    for number in range(4):
        make_comment(post=post, status="pending", name=f"Reader {number}", body=f"Words of {number}")
    make_comment(post=post, status="approved")
    said = card(Page(signed_in(editor).get("/admin/")), "waiting")
    assert said.startswith("4 comments wait")
    assert ["Words of 0" in said, "Words of 2" in said, "Words of 3" in said] == [True, True, False]


def test_an_author_sees_what_waits_under_their_own_posts(signed_in, author, post):
    make_comment(post=post, status="pending")
    mine = make_post(authors=[author.author], title="On rope")
    make_comment(post=mine, status="pending", body="Mine to judge")
    said = card(Page(signed_in(author).get("/admin/")), "waiting")
    assert (said.startswith("1 comment waits"), "Mine to judge" in said) == (True, True)


def test_drafts_and_what_is_scheduled_are_at_hand(signed_in, editor, author):
    make_draft(title="Half done")
    later = make_draft(title="For Friday")
    later.publish(by=editor, at=timezone.now() + timedelta(days=2))
    said = card(Page(signed_in(editor).get("/admin/")), "at-work")
    assert said.index("For Friday") < said.index("Half done")
    assert "Half done" not in card(Page(signed_in(author).get("/admin/")), "at-work")


def test_the_last_week_is_counted_by_day_without_spam(signed_in, editor, post):
    now = timezone.now()
    for days_ago, status in [(0, "approved"), (0, "pending"), (2, "trash"), (0, "spam"), (20, "approved")]:
        make_comment(post=post, status=status, created_at=now - timedelta(days=days_ago))
    page = Page(signed_in(editor).get("/admin/"))
    (table,) = page.of_class("front__days")
    assert [words(page.all("td", row)[-1]) for row in page.all("tr", table)] == ["0", "0", "0", "0", "1", "0", "2"]
    assert "And 1 that was spam." in card(page, "week")


def test_what_came_out_last_week_is_listed(signed_in, editor):
    make_post(title="Old news", days_ago=9)
    make_post(title="Fresh", days_ago=2, authors=[make_author(name="Amara Quill")])
    said = card(Page(signed_in(editor).get("/admin/")), "published")
    assert ("Fresh" in said, "Amara Quill" in said, "Old news" in said) == (True, True, False)


def test_it_costs_the_same_however_much_waits(signed_in, editor, post, django_assert_max_num_queries):
    client = signed_in(editor)
    for _each in range(30):
        make_comment(post=post, status="pending")
        make_draft()
    with django_assert_max_num_queries(20):
        client.get("/admin/")
