"""What can be followed, in the three formats that readers' programs read."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from blog.models import Category, Post, Tag
from tests.factories import make_author, make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


@pytest.fixture
def bees(guest) -> Post:
    """By two authors, one of them a guest, filed and tagged, with a conversation."""
    post = make_post(authors=[guest, make_author(name="Bo")], title="On bees", body="<p>They <em>hum</em>.</p>")
    post.categories.add(Category.objects.create(name="Animals"))
    post.tags.add(Tag.objects.create(name="honey"))
    make_comment(post=post, name="Rosa", body="*So* they do.")
    make_comment(post=post, status="pending", body="Not yet.")
    make_draft(title="Not out yet")
    return post


def rss(client: Client, path: str) -> list[ElementTree.Element]:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    return ElementTree.fromstring(answer.content).findall("channel/item")


POST_FEEDS = [
    "/feed/",
    "/author/amara-quill/feed/",
    "/authors/amara-quill/feed/",
    "/category/animals/feed/",
    "/tag/honey/feed/",
]


@pytest.mark.parametrize("path", POST_FEEDS)
def test_a_feed_has_the_full_text_and_every_author(bees: Post, reader: Client, path: str):
    (item,) = rss(reader, path)
    assert item.findtext("title") == "Guest post: On bees"
    assert item.findtext("link") == "http://localhost:8000/on-bees/"
    assert item.findtext(CONTENT) == "<p>They <em>hum</em>.</p>"
    assert [node.text for node in item.findall(CREATOR)] == ["Amara Quill", "Bo"]
    assert [node.text for node in item.findall("category")] == ["Animals", "honey"]


@pytest.mark.parametrize("path", ["/comments/feed/", "/on-bees/feed/"])
def test_a_conversation_can_be_followed(bees: Post, reader: Client, path: str):
    (item,) = rss(reader, path)
    comment = bees.comments.get(status="approved")
    assert item.findtext("title") == "Rosa on “On bees”"
    assert item.findtext("link") == f"http://localhost:8000/on-bees/comments/{comment.pk}/"
    assert "<em>So</em> they do." in item.findtext(CONTENT)


def test_the_same_as_atom(bees: Post, reader: Client):
    answer = reader.get("/feed/atom/")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    entry = ElementTree.fromstring(answer.content).find(f"{ATOM}entry")
    assert [node.text for node in entry.iter(f"{ATOM}name")] == ["Amara Quill", "Bo"]
    assert entry.findtext(f"{ATOM}content") == "<p>They <em>hum</em>.</p>"


def test_the_same_as_json(bees: Post, reader: Client):
    feed = json.loads(reader.get("/feed/json/").content)
    assert (feed["version"], feed["feed_url"]) == (
        "https://jsonfeed.org/version/1.1",
        "http://localhost:8000/feed/json/",
    )
    (item,) = feed["items"]
    assert [author["name"] for author in item["authors"]] == ["Amara Quill", "Bo"]
    assert item["content_html"] == "<p>They <em>hum</em>.</p>"


def test_a_feed_that_has_not_changed_is_not_sent_again(bees: Post, reader: Client):
    etag = reader.get("/feed/")["ETag"]
    assert reader.get("/feed/", headers={"If-None-Match": etag}).status_code == 304
    make_post(title="News")
    assert reader.get("/feed/", headers={"If-None-Match": etag}).status_code == 200


def test_what_xml_cannot_say_breaks_no_feed(reader: Client):
    make_post(title="Odd \x0b title", authors=[make_author(is_guest=False)])
    assert rss(reader, "/feed/")[0].findtext("title") == "Odd  title"


def test_a_renamed_author_is_found_and_an_unknown_one_is_not(bees: Post, guest, reader: Client):
    guest.slug = "amara"
    guest.save()
    assert reader.get("/authors/amara-quill/feed/atom/")["Location"] == "/authors/amara/feed/atom/"
    assert reader.get("/author/nobody/feed/").status_code == 404
    assert reader.get("/author/amara/")["Location"] == "/authors/amara/"


@pytest.mark.parametrize("form", ["", "atom/", "json/"])
def test_an_empty_feed_is_the_same_each_time(reader: Client, form: str):
    first = reader.get(f"/feed/{form}")
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert reader.get(f"/feed/{form}", headers={"if-none-match": first["ETag"]}).status_code == 304
