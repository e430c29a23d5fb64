"""What search engines and those who share a link are told."""

import json
from xml.etree import ElementTree

import pytest
from django.test import Client

from blog.models import Post
from tests.blog.page import Page
from tests.factories import make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def locations(client: Client, path: str) -> list[str]:
    answer = client.get(path, headers={"Host": "localhost"})
    assert answer.status_code == 200
    return [node.text for node in ElementTree.fromstring(answer.content).iter(LOC)]


def test_the_sitemaps_lead_to_everything_that_is_public(post: Post, reader: Client):
    make_draft(title="Not out")
    found = [address for part in locations(reader, "/sitemap.xml") for address in locations(reader, part[16:])]
    assert {address.removeprefix("http://localhost:8000") for address in found} == {
        *("/", "/authors/", "/archive/", "/on-bees/", "/authors/amara-quill/"),
        f"/{post.published_at:%Y/%m}/",
    }


def test_robots_are_told_where_the_sitemap_is(db: None, reader: Client):
    text = reader.get("/robots.txt", headers={"Host": "localhost"}).content.decode()
    assert "Disallow: /admin/\n" in text
    assert text.endswith("Sitemap: http://localhost:8000/sitemap.xml\n")


def structured(page: Page) -> list[dict]:
    return json.loads(page.one("head/script[@type='application/ld+json']").text)["@graph"]


def test_a_post_says_what_it_is(post: Post, guest, reader: Client):
    guest.books.create(title="Hives", link="https://example.org/hives")
    make_comment(post=post)
    posting, breadcrumbs = structured(Page(reader.get("/on-bees/")))
    assert (posting["@type"], posting["headline"], posting["commentCount"]) == ("BlogPosting", "On bees", 1)
    assert (posting["inLanguage"], posting["wordCount"]) == ("en", 2)
    assert "image" not in posting
    assert [person["name"] for person in posting["author"]] == ["Amara Quill"]
    assert [(book["name"], book["url"]) for book in posting["citation"]] == [("Hives", "https://example.org/hives")]
    assert [item["item"] for item in breadcrumbs["itemListElement"]] == [
        "http://localhost:8000/",
        "http://localhost:8000/on-bees/",
    ]


def test_a_title_cannot_end_the_block_it_stands_in(reader: Client):
    title = "</script><script>alert(1)</script> & co"
    make_post(title=title, slug="hostile")
    page = Page(reader.get("/hostile/"))
    assert structured(page)[0]["headline"] == title
    assert len(page.all("script")) == 2


def test_every_kind_of_page_has_a_title_and_a_canonical_address_of_its_own(post: Post, reader: Client):
    seen = set()
    for path in ("/", "/on-bees/", "/authors/", "/authors/amara-quill/", "/archive/", f"/{post.published_at:%Y/%m}/"):
        page = Page(reader.get(path))
        assert page.one("link[@rel='canonical']").get("href") == f"http://localhost:8000{path}"
        seen.add(page.words("title"))
    assert len(seen) == 6


def test_what_appeared_elsewhere_first_is_found_there(reader: Client):
    elsewhere = "https://example.org/2014/on-bees/"
    make_post(slug="on-bees", original=elsewhere)
    page = Page(reader.get("/on-bees/"))
    assert [link.get("href") for link in page.all("link[@rel='canonical']")] == [elsewhere]
    told = page.one(f"a[@href='{elsewhere}']")
    assert told.text == "example.org/2014/on-bees/"
    listed = reader.get("/sitemap-posts.xml")
    assert (listed.status_code, "/on-bees/" in listed.text) == (200, False)
