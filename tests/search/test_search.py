"""Finding what is published by its words, on whichever database this is."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.extracts import extract
from search.models import Document
from search.words import Term, understand
from tests.blog.page import Page, words
from tests.factories import make_author, make_comment, make_draft, make_post

pytestmark = pytest.mark.django_db
EVERYTHING = ["post", "author", "book", "comment"]


def found(query: str, kinds: list[str] | None = None) -> list[str]:
    return [hit.title for hit in Document.objects.find(query, kinds=kinds or ["post"])]


def test_a_query_is_words_phrases_and_a_beginning():
    assert understand('Böses "wilde Bienen" HON') == [
        Term(("boses",)),
        Term(("wilde", "bienen")),
        Term(("hon",), is_prefix=True),
    ]
    assert understand('a "b"') == [Term(("a",)), Term(("b",))]
    assert understand("e-mail") == [Term(("e", "mail"), is_prefix=True)]
    assert understand('" - "* ') == []


def test_what_is_published_is_found_by_title_text_and_byline():
    author = make_author(name="Zdeňka Hrušková")
    make_post(title="On bees", body="<p>They make honey.</p>", authors=[author])
    make_post(title="On wasps", body="<p>They do not.</p>")
    make_draft(title="On bees, again")
    for query in ("bees", "honey", "HONEY they", "hon", "hruskova", "Hrušková", '"make honey"'):
        assert found(query) == ["On bees"], query
    for query in ("hornets", '"honey make"', "bees wasps", "oney"):
        assert found(query) == [], query


def test_a_word_in_a_title_goes_before_one_in_a_text():
    make_post(title="Something else", body="<p>Mostly about hives, and more about hives.</p>")
    make_post(title="Hives", body="<p>What one lives in.</p>")
    assert found("hives") == ["Hives", "Something else"]


def test_what_is_taken_back_or_changed_is_found_so_no_longer(editor):
    post = make_post(title="On bees", body="<p>Honey.</p>")
    post.title, post.body = "On wasps", "<p>None.</p>"
    post.save()
    assert (found("honey"), found("wasps")) == ([], ["On wasps"])
    post.unpublish(by=editor)
    assert found("wasps") == []
    post.publish(by=editor)
    assert found("wasps") == ["On wasps"]
    post.delete()
    assert found("wasps") == []


def test_authors_and_books_are_found_and_comments_if_asked_for():
    author = make_author(name="Amara Quill", bio="Keeps *hives*.")
    author.books.create(title="A year of hives")
    make_comment(post=make_post(title="Elsewhere"), body="My *hives* are empty.", name="Rosa")
    assert sorted(found("hives", ["post", "author", "book"])) == ["A year of hives", "Amara Quill"]
    assert sorted(found("hives", EVERYTHING)) == ["A year of hives", "Amara Quill", "Elsewhere"]


def test_a_comment_that_is_taken_down_is_found_no_longer(moderator):
    comment = make_comment(post=make_post(), body="Such honey.")
    assert len(found("honey", ["comment"])) == 1
    comment.spam(by=moderator)
    assert found("honey", ["comment"]) == []
    comment.restore(by=moderator)
    comment.erase(by=moderator)
    assert found("honey", ["comment"]) == []


def test_what_is_said_under_a_post_is_found_only_while_the_post_is(editor):
    post = make_post(title="On bees")
    make_comment(post=post, body="Such honey.")
    post.unpublish(by=editor)
    assert found("honey", EVERYTHING) == []
    post.publish(by=editor)
    assert found("honey", EVERYTHING) == ["On bees"]


def test_an_extract_shows_the_place_with_what_matched():
    text = f"{'Long before that. ' * 20}Then Bees, and only bees, came to the hive. {'Long after. ' * 30}"
    pieces = extract(text, understand("bee"))
    assert [piece.text for piece in pieces if piece.is_match] == ["Bees", "bees"]
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ")
    assert "Then Bees, and only bees, came to the hive." in shown
    assert len(shown.split()) < 40


def test_the_page_marks_what_matched_and_escapes_the_rest(reader: Client):
    make_post(title="On bees", body="<p>Code &lt;b&gt; and honey.</p>")
    page = Page(reader.get("/search/?q=honey"))
    (hit,) = page.all("article")
    assert words(page.one("mark")) == "honey"
    assert "Code <b> and honey." in words(hit)
    assert page.one("h2/a").get("href") == "/on-bees/"


def test_comments_are_searched_when_the_box_is_ticked(reader: Client):
    comment = make_comment(post=make_post(title="On bees"), body="Such honey.")
    assert "Nothing here has all of" in reader.get("/search/?q=honey").content.decode()
    link = Page(reader.get("/search/?q=honey&comments=on")).one("h2/a").get("href")
    assert link == f"/on-bees/comments/{comment.pk}/"


def test_hits_come_in_pages(reader: Client):
    for number in range(23):
        make_post(title=f"Bees {number}")
    first = Page(reader.get("/search/?q=bees"))
    assert len(first.all("article")) == 20
    assert first.one("a[@rel='next']").get("href") == "?q=bees&after=20"
    assert len(Page(reader.get("/search/?q=bees&after=20")).all("article")) == 3


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "* * *",
        "a AND",
        "NOT",
        "NEAR(",
        "title:x",
        "(((",
        "\x00",
        "%00",
        "a\tb",
        "ß",
        "李",
        "&|!",
        "<->",
        ":*",
        "a" * 5000,
    ],
)
def test_any_text_gives_a_page(reader: Client, query: str):
    make_post(title="On bees")
    assert reader.get("/search/", {"q": query, "after": query, "comments": "on"}).status_code == 200


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_a_query(db: None, query: str):
    Document.objects.find(query, kinds=EVERYTHING)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300), st.text(max_size=20))
def test_an_extract_is_made_of_any_text(text: str, query: str):
    extract(text, understand(query))
