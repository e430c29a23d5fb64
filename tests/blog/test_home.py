"""The newest posts, ten a page, by key."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from accounts.models import Author
from blog.models import Post
from tests.blog.page import Page, words
from tests.factories import make_author, make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=30)


def titles(page: Page) -> list[str]:
    return [words(node) for node in page.all("article[@class='teaser']/h2")]


def older(page: Page) -> str:
    return next((node.get("href") for node in page.all("a[@rel='next']")), "")


def walk(client: Client, path: str) -> list[list[str]]:
    """The titles of each page, following "Older posts" to the end."""
    pages, query = [], ""
    while True:
        page = Page(client.get(path + query))
        pages.append(titles(page))
        query = older(page)
        if not query:
            return pages


def make_posts(hours: list[int], authors: list[Author] | None = None) -> list[str]:
    """Published so many hours after noon; their titles as they are to be listed."""
    posts = []
    for hour in hours:
        post = make_draft(authors=authors, title=f"Post {len(posts)} at {hour}")
        post.publish(by=None, at=NOON + timedelta(hours=hour))
        posts.append(post)
    return [post.title for post in sorted(posts, key=lambda post: (post.published_at, post.pk), reverse=True)]


def test_a_teaser_says_what_a_post_is(guest: Author, reader: Client):
    post = make_post(authors=[guest], title="On bees", body="<p>They <em>are</em> busy.</p>")
    make_comment(post=post)
    page = Page(reader.get("/"))
    teaser = words(page.one("article[@class='teaser']"))
    assert page.one("article[@class='teaser']/h2/a").get("href") == "/on-bees/"
    assert teaser.startswith("Guest post On bees They are busy.")
    assert "By Amara Quill" in teaser
    assert "1 reply to On bees" in teaser


def test_only_what_is_public_is_listed(editor, reader: Client):
    make_draft(title="A draft")
    make_draft(title="For later").publish(by=None, at=timezone.now() + timedelta(days=1))
    make_post(title="Thrown away").trash(by=editor)
    make_post(title="Taken back").unpublish(by=editor)
    make_post(title="Public")
    assert titles(Page(reader.get("/"))) == ["Public"]


def test_ten_posts_are_one_page(reader: Client):
    listed = make_posts(list(range(10)))
    assert walk(reader, "/") == [listed]


def test_the_eleventh_begins_another_page(reader: Client):
    listed = make_posts(list(range(11)))
    first = Page(reader.get("/"))
    second = Page(reader.get(f"/{older(first)}"))
    assert (titles(first), titles(second)) == (listed[:10], listed[10:])
    assert [node.text for node in second.all("nav[@class='pages']/a")] == ["Newest posts"]


def test_posts_of_the_same_moment_are_all_listed_once(reader: Client):
    listed = make_posts([0] * 25)
    assert walk(reader, "/") == [listed[:10], listed[10:20], listed[20:]]


@quickly(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=some.lists(some.integers(0, 3), min_size=1, max_size=23))
def test_every_post_is_on_exactly_one_page(client: Client, hours: list[int]):
    author = make_author()
    listed = make_posts(hours, [author])
    pages = walk(client, author.get_absolute_url())
    assert [title for page in pages for title in page] == listed
    assert [len(page) for page in pages[:-1]] == [10] * (len(pages) - 1)


def test_a_page_stays_where_it_is_when_something_newer_appears(reader: Client):
    listed = make_posts(list(range(12)))
    query = older(Page(reader.get("/")))
    make_post(title="News")
    assert titles(Page(reader.get(f"/{query}"))) == listed[10:]


def test_a_page_behind_a_post_that_was_taken_back_is_still_found(editor, reader: Client):
    listed = make_posts(list(range(12)))
    query = older(Page(reader.get("/")))
    Post.objects.get(title=listed[9]).unpublish(by=editor)
    assert titles(Page(reader.get(f"/{query}"))) == listed[10:]


@pytest.mark.parametrize("key", ["999999", "0", "-1", "abc", "1.5", "٣", "9" * 18, "9" * 40, "%00", "1%20"])
def test_an_unknown_key_is_not_found(post: Post, reader: Client, key: str):
    answer = reader.get(f"/?before={key}")
    assert (answer.status_code, Page(answer).words("h1")) == (404, "There is no such page")


def test_a_draft_is_no_key(post: Post, reader: Client):
    assert reader.get(f"/?before={make_draft().pk}").status_code == 404


def test_an_empty_key_is_the_first_page(post: Post, reader: Client):
    assert titles(Page(reader.get("/?before="))) == ["On bees"]


def test_two_strangers_get_the_same_bytes_and_no_cookie(post: Post, reader: Client, stranger: Client):
    mine, theirs = reader.get("/"), stranger.get("/")
    assert mine.content == theirs.content
    assert not mine.cookies
    assert "cookie" not in mine.get("Vary", "").lower()
    assert mine["Cache-Control"] == "no-cache"
