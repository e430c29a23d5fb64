"""HTML in the shapes that Word and Google Docs put on the clipboard, through `clean` and then through `article`."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe.html import article
from safe.pasted import clean
from tests.safe.hostile import sources

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-family:"Calibri",sans-serif;}} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->{}<!--EndFragment--></body></html>"""
GOOGLE = (
    '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c">{}'
    '<br class="Apple-interchange-newline"></b>'
)
MARKER = (
    "<{0}[if !supportLists]{1}><span style='font-family:Symbol'><span style='mso-list:Ignore'>{2}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><{0}[endif]{1}>"
)


def from_word(html: str) -> str:
    return article(clean(WORD.format(html))).strip()


def from_google(html: str) -> str:
    return article(clean(GOOGLE.format(html))).strip()


def item(words: str, *, level: int = 1, marker: str = "·", place: str = "Middle", hidden: bool = True) -> str:
    """A paragraph of a list, as Word copies it."""
    before = MARKER.format("!--" if hidden else "!", "--" if hidden else "", marker)
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraphCxSp{place} style='{style}'>{before}{words}<o:p></o:p></p>\n"


# Word


def test_words_paragraphs_are_plain():
    pasted = (
        "<h1>The <span style='mso-fareast-language:EN-GB'>hive<o:p></o:p></span></h1>\n"
        "<p class=MsoNormal style='margin-bottom:8.0pt'>Bees\nfly <b style='mso-bidi-font-weight:normal'>far</b> &amp; "
        "<i><span lang=EN-GB style='font-size:12.0pt;color:red'>wide</span></i>.<o:p></o:p></p>\n"
        '<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n<p class=MsoNormal>In <st1:place w:st="on">Rome</st1:place>.</p>'
    )
    assert from_word(pasted) == ("<h2>The hive</h2>\n<p>Bees fly <b>far</b> &amp; <i>wide</i>.</p>\n\n<p>In Rome.</p>")


@pytest.mark.parametrize("hidden", [True, False])
def test_words_list_paragraphs_are_lists(hidden: bool):
    pasted = (
        item("One", place="First", hidden=hidden)
        + item("Nested", level=2, marker="o", hidden=hidden)
        + item("Two <b>bold</b>", place="Last", hidden=hidden)
        + "<p class=MsoNormal>After.</p>"
    )
    assert from_word(pasted) == ("<ul><li>One<ul><li>Nested</li></ul></li><li>Two <b>bold</b></li></ul><p>After.</p>")


@pytest.mark.parametrize("marker", ["1.", "12)", "a.", "iv.", "(b)"])
def test_an_item_with_a_number_is_of_a_numbered_list(marker: str):
    assert from_word(item("One", marker=marker)) == "<ol><li>One</li></ol>"


def test_a_list_that_begins_deep_begins_at_the_edge():
    assert from_word(item("One", level=3) + item("Two", level=3)) == "<ul><li>One</li><li>Two</li></ul>"


def test_words_quotes_titles_and_notes_are_such():
    pasted = (
        "<p class=MsoTitle>Bees</p><p class=MsoQuote>To bee<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" "
        'name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>'
    )
    assert from_word(pasted) == "<h2>Bees</h2><blockquote><p>To bee<sup>[1]</sup>.</p></blockquote>"


def test_words_links_stay():
    pasted = '<p class=MsoNormal>To <a href="https://example.org/?a=1&amp;b=2">the hive</a>.</p>'
    assert from_word(pasted) == '<p>To <a href="https://example.org/?a=1&amp;b=2">the hive</a>.</p>'


# Google Docs


def test_googles_wrapper_makes_nothing_bold_and_its_spans_are_marks():
    pasted = (
        '<h1 dir="ltr"><span style="font-size:20pt;font-weight:700;">The hive</span></h1>'
        '<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;font-style:normal;">Bees </span>'
        '<span style="font-weight:700;">fly</span><span style="font-style:italic;"> far</span>'
        '<span style="text-decoration:line-through;"> away</span><span style="vertical-align:super;">2</span></p>'
    )
    assert from_google(pasted) == (
        "<h2>The hive</h2><p>Bees <strong>fly</strong><em> far</em><s> away</s><sup>2</sup></p>"
    )


def test_googles_links_lead_where_they_lead():
    pasted = (
        '<p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/a?b%3D1%26c%3D2&amp;sa=D'
        '&amp;source=editors&amp;ust=1&amp;usg=x" style="text-decoration:none;">'
        '<span style="text-decoration:underline;">the hive</span></a></p>'
    )
    assert from_google(pasted) == '<p><a href="https://example.org/a?b=1&amp;c=2">the hive</a></p>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)", "https://[/url?q=x"]
)
def test_an_address_that_was_hidden_is_judged_as_any_other(address: str):
    html = from_google(f'<p dir="ltr"><a href="{address}">x</a></p>')
    assert "javascript" not in html


def test_googles_lists_nest_in_their_items():
    pasted = (
        '<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" '
        'role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" '
        'role="presentation"><span>Nested</span></p></li></ul><li><p role="presentation">Two</p></li></ul>'
        '<br /><ol><li dir="ltr"><p role="presentation">First</p></li></ol>'
    )
    assert from_google(pasted) == ("<ul><li>One<ul><li>Nested</li></ul></li><li>Two</li></ul><ol><li>First</li></ol>")


# What neither of them wrote


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
