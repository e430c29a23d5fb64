"""Posts that lead on to others: the parts of a series, and what editors chose to be read next."""

import pytest
from django.test import Client

from blog.models import Post, Series
from tests.blog.page import Page, words
from tests.factories import make_draft, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def series() -> Series:
    """Two parts in an order that is not their dates', one without a number, and one that is not public."""
    series = Series.objects.create(name="Down to the sea", description="A river, walked.")
    for title, part, days_ago in (("The mouth", 2, 9), ("The spring", 1, 3), ("An afterword", None, 1)):
        make_post(title=title, series=series, part=part, days_ago=days_ago)
    make_draft(title="The delta", series=series, part=3)
    return series


def parts_on(page: Page) -> list[tuple[str, str | None]]:
    (box,) = page.of_class("series")
    return [(words(node), node.get("href")) for item in page.all("li", box) for node in item]


def test_a_part_names_the_others_in_their_order(series: Series, reader: Client):
    assert parts_on(Page(reader.get("/the-mouth/"))) == [
        ("The spring", "/the-spring/"),
        ("The mouth", None),
        ("An afterword", "/an-afterword/"),
    ]


def test_a_series_has_a_page_of_its_parts_in_order(series: Series, reader: Client):
    page = Page(reader.get("/series/down-to-the-sea/"))
    titles = [words(node) for node in page.all("article[@class='teaser']/h2")]
    assert titles == ["The spring", "The mouth", "An afterword"]
    assert 'href="/series/down-to-the-sea/"' in reader.get("/archive/").text
    assert "/series/down-to-the-sea/" in reader.get("/sitemap-series.xml").text


def test_a_series_of_drafts_is_not_there(reader: Client):
    series = Series.objects.create(name="Later")
    make_draft(series=series, part=1)
    assert reader.get("/series/later/").status_code == 404


def test_a_post_leads_on_to_those_its_editors_chose_that_are_public(reader: Client, post: Post):
    chosen, hidden, unrelated = make_post(title="On honey"), make_draft(title="On wax"), make_post(title="On rope")
    post.related.set([chosen, hidden])
    page = Page(reader.get("/on-bees/"))
    (box,) = page.of_class("read-on")
    assert [node.get("href") for node in page.all("a", box)] == ["/on-honey/"]
    assert Page(reader.get("/on-honey/")).of_class("read-on") == []
    assert unrelated not in post.read_on


def test_what_is_of_the_series_is_not_offered_twice(series: Series, reader: Client):
    mouth = Post.objects.get(slug="the-mouth")
    mouth.related.set([Post.objects.get(slug="the-spring"), mouth])
    page = Page(reader.get("/the-mouth/"))
    assert page.of_class("read-on") == []


def test_series_and_related_posts_cost_one_query_however_many(
    series: Series, reader: Client, django_assert_num_queries
):
    mouth = Post.objects.get(slug="the-mouth")
    mouth.related.set([make_post() for _each in range(20)])
    reader.get("/the-mouth/")
    with django_assert_num_queries(6):
        reader.get("/the-mouth/")
