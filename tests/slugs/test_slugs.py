"""The addresses of things: made from their names, remembered when they change."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import get_resolver
from django.utils.text import slugify
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import Author
from blog.models import Category, Post
from blog.models.addressed import RESERVED
from slugs.models import FormerSlug
from tests.factories import make_author, make_draft, make_post

pytestmark = pytest.mark.django_db


def renamed(thing: Post | Author, slug: str) -> Post | Author:
    thing.slug = slug
    thing.save()
    return thing


def leads_to(reader: Client, address: str) -> tuple[int, str | None]:
    response = reader.get(address)
    return response.status_code, response.get("Location")


# Made from the name


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("On bees", "on-bees"),
        ("  On  Bees, & other “friends”!  ", "on-bees-other-friends"),
        ("Über Bienen", "über-bienen"),
        ("О пчёлах", "о-пчёлах"),
        ("蜜蜂について", "蜜蜂について"),
        ("-_On_bees_-", "on_bees"),
        ("?!", "post"),
        ("🐝", "post"),
        ("", "post"),
    ],
)
def test_a_slug_is_made_from_the_title(title: str, slug: str):
    assert make_draft(title=title).slug == slug


@pytest.mark.parametrize(("name", "slug"), [("Amara Quill", "amara-quill"), ("?!", "author"), ("2014", "2014")])
def test_an_authors_slug_is_made_from_their_name(name: str, slug: str):
    assert make_author(name=name).slug == slug


def test_a_slug_that_was_chosen_stays():
    assert make_draft(title="On bees", slug="bees").slug == "bees"


def test_a_slug_stays_when_the_title_changes():
    post = make_draft(title="On bees")
    post.title = "On wasps"
    post.save()
    assert post.slug == "on-bees"


def test_the_same_title_again_gets_the_next_number():
    assert [make_draft(title="On bees").slug for _post in "123"] == ["on-bees", "on-bees-2", "on-bees-3"]


def test_posts_and_authors_do_not_take_addresses_from_each_other():
    assert (make_author(name="On bees").slug, make_draft(title="On bees").slug) == ("on-bees", "on-bees")


def test_a_long_title_makes_a_slug_that_has_room_for_a_number():
    title = "bees and " * 22
    first, second = make_draft(title=title.strip()), make_draft(title=title.strip())
    assert (len(first.slug), first.slug[-5:], second.slug) == (195, "ees-a", f"{first.slug}-2")


# What belongs to the site


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_title_that_is_a_page_of_the_site_gets_a_number(word: str):
    assert make_draft(title=word.title()).slug == f"{word}-2"


@pytest.mark.parametrize("year", ["1984", "2014", "2038"])
def test_a_title_that_is_a_year_gets_a_number(year: str):
    assert make_draft(title=year).slug == f"{year}-2"


@pytest.mark.parametrize("slug", ["feed", "FEED", "Search", "2014", "wp-admin"])
def test_a_slug_that_is_a_page_of_the_site_is_refused(slug: str):
    with pytest.raises(ValidationError) as refused:
        Post(title="On bees", slug=slug).full_clean()
    assert refused.value.message_dict == {
        "slug": ["This address belongs to a page of the site. Please choose another."]
    }


@pytest.mark.parametrize("slug", ["feeds", "20145", "201", "on-2014", "on-feed"])
def test_a_slug_that_only_looks_like_it_is_taken(slug: str):
    assert Post(title="On bees", slug=slug).full_clean() is None


@pytest.mark.parametrize("slug", ["2014", "feed"])
def test_authors_have_addresses_of_their_own(slug: str):
    assert Author(name="Amara", slug=slug).full_clean() is None


@pytest.mark.parametrize("slug", ["on bees", "on/bees", "on.bees", "<b>"])
def test_a_slug_has_letters_digits_and_hyphens(slug: str):
    with pytest.raises(ValidationError) as refused:
        Post(title="On bees", slug=slug).full_clean()
    assert list(refused.value.message_dict) == ["slug"]


def test_a_slug_that_another_has_is_refused():
    make_draft(title="On bees")
    with pytest.raises(ValidationError) as refused:
        Post(title="On wasps", slug="on-bees").full_clean()
    assert refused.value.message_dict == {"slug": ["Post with this Slug already exists."]}


def first_parts(patterns: list) -> set[str]:
    """Where the addresses of the site begin."""
    parts = {str(entry.pattern).partition("/")[0] for entry in patterns}
    deeper = [entry.url_patterns for entry in patterns if not str(entry.pattern) and hasattr(entry, "url_patterns")]
    return parts.union(*map(first_parts, deeper))


def test_no_route_of_the_site_is_free_for_a_post():
    could_be_slugs = {part for part in first_parts(get_resolver().url_patterns) if re.fullmatch(r"[-\w]+", part)}
    assert {"admin", "accounts", "authors", "media"} <= could_be_slugs
    assert {part for part in could_be_slugs if not Post.is_reserved(part)} == set()


# Changed


def test_the_old_address_of_a_post_leads_to_the_new_one(reader: Client, post: Post):
    renamed(post, "bees")
    assert leads_to(reader, "/on-bees/") == (301, "/bees/")
    assert leads_to(reader, "/bees/") == (200, None)


def test_the_old_address_of_an_author_leads_to_the_new_one(reader: Client, guest: Author):
    renamed(guest, "amara")
    assert leads_to(reader, "/authors/amara-quill/") == (301, "/authors/amara/")


def test_an_address_in_another_alphabet_leads_on(reader: Client, post: Post):
    renamed(post, "о-пчёлах")
    renamed(post, "蜜蜂")
    assert leads_to(reader, "/о-пчёлах/") == (301, "/%E8%9C%9C%E8%9C%82/")
    assert leads_to(reader, "/%E8%9C%9C%E8%9C%82/") == (200, None)


def test_what_was_asked_for_besides_is_kept(reader: Client, post: Post, guest: Author):
    renamed(post, "bees")
    renamed(guest, "amara")
    assert leads_to(reader, "/on-bees/?replytocom=3&a=%2F") == (301, "/bees/?replytocom=3&a=%2F")
    assert leads_to(reader, "/authors/amara-quill/?before=7") == (301, "/authors/amara/?before=7")


def test_every_address_it_ever_had_leads_to_the_one_it_has(reader: Client, post: Post):
    renamed(post, "bees")
    renamed(post, "of-bees")
    assert leads_to(reader, "/on-bees/") == leads_to(reader, "/bees/") == (301, "/of-bees/")


def test_an_address_it_had_before_can_be_its_own_again(reader: Client, post: Post):
    renamed(post, "bees")
    renamed(post, "on-bees")
    assert leads_to(reader, "/on-bees/") == (200, None)
    assert leads_to(reader, "/bees/") == (301, "/on-bees/")
    assert [former.slug for former in FormerSlug.objects.all()] == ["bees"]


def test_a_new_post_at_an_old_address_is_what_is_found_there(reader: Client, post: Post):
    renamed(post, "bees")
    new = make_post(title="On bees", body="<p>Quite another essay.</p>")
    assert new.slug == "on-bees"
    assert "Quite another essay." in reader.get("/on-bees/").content.decode()


def test_a_draft_at_an_old_address_hides_nothing(reader: Client, post: Post):
    renamed(post, "bees")
    make_draft(title="On bees")
    assert leads_to(reader, "/on-bees/") == (301, "/bees/")


def test_an_old_address_belongs_to_the_last_that_had_it(reader: Client, post: Post):
    renamed(post, "bees")
    renamed(make_post(title="On bees"), "other-bees")
    assert leads_to(reader, "/on-bees/") == (301, "/other-bees/")


def test_the_old_address_of_what_is_not_public_leads_nowhere(reader: Client, post: Post, editor):
    renamed(post, "bees")
    post.unpublish(by=editor)
    assert leads_to(reader, "/on-bees/") == leads_to(reader, "/bees/") == (404, None)


def test_the_old_address_of_one_kind_leads_to_no_other(reader: Client, post: Post, guest: Author):
    renamed(post, "bees")
    renamed(guest, "amara")
    assert leads_to(reader, "/authors/on-bees/") == leads_to(reader, "/amara-quill/") == (404, None)


def test_saving_without_a_change_remembers_nothing(post: Post):
    post.save()
    Category.objects.create(name="Bees").save()
    assert not FormerSlug.objects.exists()


@given(title=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=60, deadline=None)
def test_whatever_its_title_a_post_has_an_address_of_its_own(title: str):
    posts = [Post.objects.create(title=title) for _post in "12"]
    assert posts[0].slug != posts[1].slug
    for post in posts:
        assert post.clean_fields(exclude=["title"]) is None
        assert not Post.is_reserved(post.slug)
        assert slugify(post.slug, allow_unicode=True) == post.slug
        assert post.get_absolute_url().endswith("/")
