"""Categories, tags, years and months: the ways into what was published."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.models import Category, Tag
from tests.blog.page import Page
from tests.factories import make_draft, set_site

pytestmark = pytest.mark.django_db


def titles(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [node.text for node in Page(answer).all("article//h2/a")]


def published(title: str, *when: int):
    post = make_draft(title=title)
    post.publish(by=None, at=datetime(*when, tzinfo=UTC))
    return post


def test_a_category_lists_what_is_filed_under_it_and_its_parts(reader: Client):
    crafts = Category.objects.create(name="Crafts")
    Category.objects.create(name="Boats", parent=crafts)
    for title, name in [("On glue", "Crafts"), ("On tar", "Boats")]:
        published(title, 2026, 5, len(title)).categories.add(Category.objects.get(name=name))
    published("Elsewhere", 2026, 5, 1)
    assert titles(reader, "/category/crafts/") == ["On glue", "On tar"]
    assert titles(reader, "/category/boats/") == ["On tar"]


def test_a_category_is_not_part_of_itself():
    crafts = Category.objects.create(name="Crafts")
    boats = Category.objects.create(name="Boats", parent=crafts)
    crafts.parent = boats
    with pytest.raises(ValidationError, match="part of itself"):
        crafts.full_clean()


def test_a_tag_lists_its_posts_and_leaves_by_its_old_address(reader: Client):
    tag = Tag.objects.create(name="Bees")
    published("On bees", 2026, 5, 1).tags.add(tag)
    assert titles(reader, "/tag/bees/") == ["On bees"]
    tag.slug = "honey"
    tag.save()
    answer = reader.get("/tag/bees/?before=1")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/honey/?before=1")


def test_years_and_months_hold_what_was_published_in_them(reader: Client):
    set_site(time_zone="Europe/Berlin")
    published("New Year's Eve", 2025, 12, 31, 23, 30)  # already the next year in Berlin
    published("In May", 2026, 5, 31, 12)
    published("In June", 2026, 6, 1, 12)
    assert titles(reader, "/2026/") == ["In June", "In May", "New Year's Eve"]
    assert titles(reader, "/2026/05/") == ["In May"]
    assert titles(reader, "/2026/01/") == ["New Year's Eve"]
    for empty in ("/2025/", "/2025/12/", "/2026/13/", "/9999/12/", "/category/none/", "/tag/none/"):
        assert reader.get(empty).status_code == 404


def test_the_archive_leads_to_every_month_and_category(reader: Client):
    published("In May", 2026, 5, 31).categories.add(Category.objects.create(name="Crafts"))
    Category.objects.create(name="Empty")
    page = Page(reader.get("/archive/"))
    addresses = [node.get("href") for node in page.all("main//a")]
    assert addresses == ["/2026/", "/2026/05/", "/category/crafts/"]
    assert Page(reader.get("/2026/05/")).words("h1") == "May 2026"
