"""A post as it is read: its parts in their order, each in its own voice."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import Author
from blog.models import Category, Post, Tag
from tests.blog.page import Page, words
from tests.factories import make_author, make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest_post(guest: Author) -> Post:
    """With everything that a post can have."""
    guest.website = "https://quill.example/"
    guest.link_lines = "My notebook https://quill.example/notes"
    guest.save()
    guest.books.create(title="Smoke", subtitle="A year of hives", year=2014, link="https://press.example/smoke")
    post = make_post(
        authors=[guest],
        title="The Inevitability of Honey",
        subtitle="What bees know of time",
        introduction="Today’s post comes from a *longtime* friend.",
        introduced_by=make_author(name="Cleo Marsh", is_guest=False),
        body="<h2>Spring</h2><p>An essay of <em>mine</em>.</p>",
        question="How are you experiencing it?",
    )
    post.categories.add(Category.objects.create(name="Animals"))
    post.tags.add(Tag.objects.create(name="bees"), Tag.objects.create(name="time"))
    make_comment(post=post, body="By patience.", is_answer=True)
    return post


def page_of(client: Client, post: Post) -> Page:
    answer = client.get(post.get_absolute_url())
    assert answer.status_code == 200
    return Page(answer)


def test_the_parts_stand_in_their_order(guest_post: Post, reader: Client):
    text = words(page_of(reader, guest_post).one("main"))
    parts = [
        "Guest post",
        "Animals",
        "The Inevitability of Honey",
        "What bees know of time",
        "By Amara Quill",
        "Introduced by Cleo Marsh",
        "1 min read",
        "1 reply",
        "Cleo Marsh introduces",
        "Today’s post comes from a",
        "Spring",
        "An essay of mine.",
        "Tagged bees, time",
        "How are you experiencing it?",
        "1 answer so far",
        "The author Amara Quill Keeps bees.",
        "Amara Quill’s website",
        "My notebook",
        "Smoke A year of hives, 2014",
        "1 reply",
        "By patience.",
        "Leave a Reply",
        "Post Comment",
    ]
    at = 0
    for part in parts:
        at = text.find(part, at)
        assert at >= 0, f"{part!r} is missing, or not in its place"
        at += len(part)


def test_each_part_is_what_it_is(guest_post: Post, reader: Client):
    page = page_of(reader, guest_post)
    assert page.words("h1") == "The Inevitability of Honey"
    assert [words(node) for node in page.one("header/p[@class='kicker']")] == ["Guest post", "Animals"]
    assert page.words("p[@class='deck']") == "What bees know of time"
    assert [words(node) for node in page.one("div[@id='essay']")] == ["Spring", "An essay of mine."]
    published = page.one("div[@class='byline']//time")
    assert published.text == date_format(guest_post.published_at, "j F Y")
    assert page.words("title") == "The Inevitability of Honey · Byline"


def test_every_time_is_written_as_html_has_it(guest_post: Post, reader: Client):
    """With three digits after the second at most (HTML standard, valid global date and time string)."""
    times = [node.get("datetime") for node in page_of(reader, guest_post).all("time")]
    assert len(times) == 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:?\d\d)", time) for time in times)


def test_a_summary_keeps_the_words_of_two_paragraphs_apart(guest_post: Post, reader: Client):
    assert guest_post.summary == "Spring An essay of mine."
    description = page_of(reader, guest_post).one("meta[@name='description']")
    assert description.get("content") == "Spring An essay of mine."


def test_the_headings_are_in_order(guest_post: Post, reader: Client):
    levels = [int(node.tag[1]) for node in page_of(reader, guest_post).root.iter() if node.tag in ("h1", "h2", "h3")]
    assert levels.count(1) == 1 == levels[0]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_book_and_the_links_lead_to_where_they_are(guest_post: Post, reader: Client):
    page = page_of(reader, guest_post)
    links = {node.text: node.get("href") for node in page.all("section[@class='about']//a")}
    assert links == {
        "Amara Quill": "/authors/amara-quill/",
        "Amara Quill’s website": "https://quill.example/",
        "My notebook": "https://quill.example/notes",
        "Smoke": "https://press.example/smoke",
    }


def test_a_plain_post_shows_no_empty_parts(author, reader: Client):
    page = page_of(reader, make_post(authors=[author.author], title="Plain"))
    assert not page.has("aside")
    assert not any(page.of_class(name) for name in ("question", "deck", "tags"))
    assert [words(node) for node in page.one("header/p[@class='kicker']")] == []
    assert page.words("h2[@id='replies']") == "No replies yet"


def test_an_introduction_without_a_host_is_headed_so(guest: Author, reader: Client):
    page = page_of(reader, make_post(authors=[guest], introduction="A friend wrote this."))
    assert page.words("h2[@id='introduction']") == "Introduction"
    assert "Introduced by" not in page.words("main")


def test_co_authors_are_named_in_their_order(guest: Author, reader: Client):
    others = [make_author(name="Zoe Adair", is_guest=False), make_author(name="Ben Ito", is_guest=False)]
    page = page_of(reader, make_post(authors=[others[0], guest, others[1]]))
    assert page.words("div[@class='byline']/div").startswith("By Zoe Adair, Amara Quill and Ben Ito")
    abouts = [node.get("aria-label") for node in page.of_class("about")]
    assert abouts == ["About Zoe Adair", "About Amara Quill", "About Ben Ito"]


def test_a_post_with_one_guest_among_its_authors_is_a_guest_post(guest, author, reader: Client):
    page = page_of(reader, make_post(authors=[author.author, guest]))
    assert words(page.one("header/p[@class='kicker']")) == "Guest post"


def test_what_authors_type_is_text(reader: Client):
    guest = make_author(name="<b>Amara</b>", bio="<script>alert(1)</script>")
    made = {"title": "<i>Bees</i> & we", "subtitle": "<u>", "question": "<img src=x onerror=alert(1)>"}
    page = page_of(reader, make_post(authors=[guest], body="<p onclick='x()'>Essay<script>x()</script></p>", **made))
    assert page.words("h1") == "<i>Bees</i> & we"
    assert page.words("div[@id='essay']") == "Essay"
    assert not page.has("main//*[@onclick]")
    assert not page.has("main//script")
    assert not page.has("main//*[@onerror]")


def draft(guest: Author) -> Post:
    return make_draft(authors=[guest], title="On bees")


def scheduled(guest: Author) -> Post:
    post = draft(guest)
    post.publish(by=None, at=timezone.now() + timedelta(hours=1))
    return post


def trashed(guest: Author) -> Post:
    post = make_post(authors=[guest], title="On bees")
    post.trash(by=None)
    return post


@pytest.mark.parametrize("away", [draft, scheduled, trashed])
def test_what_is_not_public_is_not_found(guest: Author, reader: Client, signed_in, editor, away):
    assert away(guest).slug == "on-bees"
    for browser in (reader, signed_in(editor)):
        answer = browser.get("/on-bees/")
        assert answer.status_code == 404
        assert "On bees" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/no-such-post/", "/no/such/page/", "/authors/nobody/", "/on-bees/extra/"])
def test_the_page_for_what_is_not_found_is_the_sites_own(post: Post, reader: Client, path: str):
    answer = reader.get(path)
    page = Page(answer)
    assert (answer.status_code, page.words("h1")) == (404, "There is no such page")
    assert page.of_class("masthead")
    assert page.one("main//a").get("href") == "/"
    assert not answer.cookies


def test_a_renamed_post_is_found_under_its_old_address(post: Post, reader: Client):
    post.slug = "bees-and-us"
    post.save()
    answer = reader.get("/on-bees/?from=3")
    assert (answer.status_code, answer["Location"]) == (301, "/bees-and-us/?from=3")


def test_a_slug_need_not_be_ascii(guest: Author, reader: Client):
    post = make_post(authors=[guest], title="Über Bienen und 蜂")
    assert post.slug == "über-bienen-und-蜂"
    assert page_of(reader, post).words("h1") == "Über Bienen und 蜂"
