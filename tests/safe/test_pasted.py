"""What was copied from word processors, through `clean` and then through `article`."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe.html import article
from safe.pasted import clean
from tests.safe.clipboard import (
    GOOGLE,
    GOOGLES_LINK,
    GOOGLES_LISTS,
    GOOGLES_PARAGRAPHS,
    LIBRE_OFFICE,
    LIBRE_OFFICES,
    WORD,
    WORDS_LINK,
    WORDS_LIST,
    WORDS_PARAGRAPHS,
    WORDS_QUOTE,
    item,
)
from tests.safe.hostile import sources


def from_word(html: str) -> str:
    return article(clean(WORD.format(html))).strip()


def from_google(html: str) -> str:
    return article(clean(GOOGLE.format(html))).strip()


# Word


def test_words_paragraphs_are_plain():
    assert from_word(WORDS_PARAGRAPHS) == (
        "<h2>The hive</h2>\n<p>Bees fly <b>far</b> &amp; <i>wide</i>.</p>\n\n<p>In Rome.</p>"
    )


@pytest.mark.parametrize("source", [WORDS_LIST, WORDS_LIST.replace("!--[", "![").replace("]--", "]")])
def test_words_list_paragraphs_are_lists(source: str):
    assert from_word(source) == ("<ul><li>One<ul><li>Nested</li></ul></li><li>Two <b>bold</b></li></ul><p>After.</p>")


@pytest.mark.parametrize("marker", ["1.", "12)", "a.", "iv.", "(b)"])
def test_an_item_with_a_number_is_of_a_numbered_list(marker: str):
    assert from_word(item("One", marker=marker)) == "<ol><li>One</li></ol>"


def test_a_list_that_begins_deep_begins_at_the_edge():
    assert from_word(item("One", level=3) + item("Two", level=3)) == "<ul><li>One</li><li>Two</li></ul>"


def test_words_quotes_titles_and_notes_are_such():
    assert from_word(WORDS_QUOTE) == "<h2>Bees</h2><blockquote><p>To bee<sup>[1]</sup>.</p></blockquote>"


def test_words_links_stay():
    assert from_word(WORDS_LINK) == '<p>To <a href="https://example.org/?a=1&amp;b=2">the hive</a>.</p>'


# Google Docs


def test_googles_wrapper_makes_nothing_bold_and_its_spans_are_marks():
    assert from_google(GOOGLES_PARAGRAPHS) == (
        "<h2>The hive</h2><p>Bees <strong>fly</strong><em> far</em><s> away</s><sup>2</sup></p>"
    )


def test_googles_links_lead_where_they_lead():
    assert from_google(GOOGLES_LINK) == '<p><a href="https://example.org/a?b=1&amp;c=2">the hive</a></p>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)", "https://[/url?q=x"]
)
def test_an_address_that_was_hidden_is_judged_as_any_other(address: str):
    html = from_google(f'<p dir="ltr"><a href="{address}">x</a></p>')
    assert "javascript" not in html


def test_googles_lists_nest_in_their_items():
    assert from_google(GOOGLES_LISTS) == (
        "<ul><li>One<ul><li>Nested</li></ul></li><li>Two</li></ul><ol><li>First</li></ol>"
    )


# LibreOffice


def test_libre_offices_headings_and_lists_stay_and_its_notes_lead_nowhere():
    assert article(clean(LIBRE_OFFICE.format(LIBRE_OFFICES))).strip() == (
        "<h2>The hive</h2>\n<p>Bees <b>fly</b> <i>far</i>.</p>\n"
        "<ul><li><p>One</p><ul><li><p>Nested</p></li></ul></li></ul><p><sup>1</sup></p>"
    )


# What none of them wrote


@pytest.mark.parametrize(
    "source",
    [
        "",
        "One.\n\nTwo <b>bold</b>.",
        "<p>One<br>\ntwo</p><p> </p><ul><li>x</li></ul>",
        "<p>I write <code>font</code> and <b>bold</b>.</p><!-- a remark -->",
        '<figure><img src="/media/images/0a/0a.webp" alt="x"></figure>',
    ],
)
def test_what_was_written_here_stays_as_it_is(source: str):
    assert clean(source) == source


def test_pictures_of_ours_stay_among_what_was_pasted():
    ours = f'<figure><img src="/media/images/0a/{"0a" * 16}.webp" alt="Bees &amp; I"></figure>'
    assert from_google(f"<p>One</p>{ours}") == f"<p>One</p>{ours}"


# Time

PIECES = [
    *("<b>", "<b></i>", "<p class=MsoNormal>", "<p style='mso-list:l0 level9 lfo1'>x", "<ul>", "<ul><li>x</li>"),
    *("<span style='font-weight:700'>x", "<![if !supportLists]>", "<!--", "<p style=", " style=", "<o:p>", "<br>"),
    *("<a href='https://www.google.com/url?q=a'>", "<style>", "&", "\n", " ", "<p> ", "<p style='mso-list:l0 level1'>"),
    *(
        "<p style='mso-list:l0 level1'><blockquote>",
        "<p><div>",
        "<li><p role=presentation>",
        "mso-",
        "<",
        "<p a='",
        ";:",
    ),
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_time_grows_with_the_length_alone(piece: str):
    start = time.process_time()
    clean("<o:p>" + piece * (300_000 // len(piece)))
    assert time.process_time() - start < 2


def test_a_style_of_many_declarations_is_read_once():
    start = time.process_time()
    clean(f"<o:p><span style='{'font-weight:700;' * 20_000}'>x")
    assert time.process_time() - start < 1


@given(source=sources | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_whatever_is_pasted_is_made_something_of(source: str):
    assert isinstance(clean("<o:p></o:p>" + source), str)
