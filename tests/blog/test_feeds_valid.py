"""Every feed of a small but nasty site, judged by the rules of its format."""

import json

import feedparser
import pytest
from django.test import Client
from django.utils.encoding import iri_to_uri

from blog.models import Category, Post, Tag
from tests.blog import feed_rules
from tests.factories import make_author, make_comment, make_post

pytestmark = pytest.mark.django_db
HERE = "http://localhost:8000"
TITLES = [
    "Bees & <wasps>",
    "]]> <![CDATA[ <script>alert(1)</script>",
    "Über 蜂 🐝 and 👩‍👩‍👧",
    "Odd \x07 \x0b \x1f \x7f \ufffe \uffff \u2028 signs",
    "&amp; &lt;b&gt; &#0;",
]
BODY = """<p>Look <a href="/about/?a=1&amp;b=2">around</a>, <a href="#notes" title="to 'the' notes">down</a>,
<a href="https://example.org/x">out</a>, <a href="mailto:amara@example.org">write</a>.</p>
<p>Write href="/about/" &lt;a href="/x/"&gt; ]]&gt; 🐝 \x07 \ufffe</p><p><a href="http://[odd/">odd</a></p>"""
PLACES = ["", "authors/amara-quill-and-co/", "category/animals-plants/", "tag/蜂/", "tag/empty/"]
CONVERSATIONS = ["comments/", "über-bienen/"]
FEEDS = [f"/{place}feed/{form}" for place in [*PLACES, *CONVERSATIONS] for form in ("", "rss/", "atom/", "json/")]


@pytest.fixture
def nasty_site() -> Post:
    amara = make_author(name="Amara & <Quill>", slug="amara-quill-and-co", bio="Bees.")
    authors = [amara, make_author(name="Bo ]]> 蜂 \ufffe", is_guest=False)]
    category = Category.objects.create(name="Animals & <plants> \x07", slug="animals-plants")
    tags = [Tag.objects.create(name="蜂 \ufffe", slug="蜂"), Tag.objects.create(name="Empty", slug="empty")]
    for title in TITLES:
        post = make_post(authors=authors, title=title, body=BODY, question="Why <not> & how?")
        post.categories.add(category)
        post.tags.add(tags[0])
    post = make_post(authors=authors[1:], title="Über Bienen", slug="über-bienen", excerpt="a < b & <i>c</i> \x0b")
    make_comment(post=post, name="Rosa & <co> \ufffe", website="https://example.org/ros%C3%A1", body=BODY)
    root = make_comment(post=post, body="> quoted\n\n```\n<b> ]]>\n```")
    make_comment(post=post, parent=root, author=amara, body="*Yes* & https://example.org/?a=1&b=2")
    return post


def answer_of(client: Client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content


def kind_of(path: str) -> str:
    return next((form for form in ("atom", "json") if path.endswith(f"/{form}/")), "rss")


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_every_rule_of_its_format(nasty_site: Post, reader: Client, path: str):
    feed, address = answer_of(reader, path), HERE + iri_to_uri(path)
    match kind_of(path):
        case "rss":
            feed_rules.check_rss(feed, address)
        case "atom":
            feed_rules.check_atom(feed, address)
        case "json":
            feed_rules.check_json(json.loads(feed), address)


@pytest.mark.parametrize("path", [path for path in FEEDS if kind_of(path) != "json"])
def test_a_feed_is_read_as_it_was_meant(nasty_site: Post, reader: Client, path: str):
    read = feedparser.parse(answer_of(reader, path), sanitize_html=False, resolve_relative_uris=False)
    assert (read.bozo, read.version) == (0, "atom10" if kind_of(path) == "atom" else "rss20")
    assert len(read.entries) == entries_in(path)


def entries_in(path: str) -> int:
    of_some = {"/feed": 6, "/tag/empty": 0, "/comments": 3, "/über-bienen": 3, "/category": 5, "/tag/蜂": 5}
    return next((number for start, number in of_some.items() if path.startswith(start)), 5)


def test_titles_say_what_they_said(nasty_site: Post, reader: Client):
    said = [item["title"] for item in json.loads(answer_of(reader, "/tag/蜂/feed/json/"))["items"]]
    assert said == [
        "Guest post: &amp; &lt;b&gt; &#0;",
        "Guest post: Odd       \u2028 signs",
        "Guest post: Über 蜂 🐝 and 👩‍👩‍👧",
        "Guest post: ]]> <![CDATA[ <script>alert(1)</script>",
        "Guest post: Bees & <wasps>",
    ]


@pytest.mark.parametrize("form", ["", "atom/"])
def test_a_summary_is_text_and_stays_so(nasty_site: Post, reader: Client, form: str):
    read = feedparser.parse(answer_of(reader, f"/feed/{form}"), sanitize_html=False)
    assert read.entries[0].summary == "a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;"
    assert json.loads(answer_of(reader, "/feed/json/"))["items"][0]["summary"] == "a < b & <i>c</i> "


def test_addresses_in_full_text_are_whole(nasty_site: Post, reader: Client):
    item = json.loads(answer_of(reader, "/tag/蜂/feed/json/"))["items"][-1]
    html = item["content_html"]
    assert 'href="http://localhost:8000/about/?a=1&amp;b=2"' in html
    assert f'href="{item["url"]}#notes"' in html
    assert 'href="https://example.org/x"' in html
    assert 'Write href="/about/" &lt;a href="/x/"&gt; ]]&gt; 🐝' in html


def test_every_feed_has_an_id_of_its_own(nasty_site: Post, reader: Client):
    paths = [path for path in FEEDS if kind_of(path) == "atom"]
    keys = {feedparser.parse(answer_of(reader, path)).feed.id for path in paths}
    assert len(keys) == len(paths)
