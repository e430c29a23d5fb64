"""The three doors for HTML: what comes through as it was meant, and what does not come through."""

import pytest
from django.utils.html import format_html

from safe.html import article, comment, line, words
from safe.references import absolute
from tests.safe.hostile import BAD_ADDRESSES, BAD_PICTURES, OURS
from tests.safe.trees import ARTICLE, addresses, faults, is_harmless_address

# The essay


@pytest.mark.parametrize(
    "source",
    [
        "<p>One <em>two</em> <strong>three</strong> <code>four</code> <b>five</b> <i>six</i> <s>seven</s></p>",
        "<h2>One</h2><h3>Two</h3><h4>Three</h4><p>Four</p><hr>",
        "<blockquote><p>She said <q>so</q>, in <cite>Bees</cite>.</p></blockquote>",
        "<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>",
        '<p><a href="https://example.org/a?b=c&amp;d=e#f" title="There">there</a> and <a href="/here/">here</a></p>',
        '<p><a href="mailto:amara@example.org">write</a> or <a href="#notes">look down</a></p>',
        '<p><abbr title="Bees">B.</abbr> H<sub>2</sub>O, 2<sup>nd</sup><br>x</p>',
        "<pre><code>if a &lt; b:\n\n    c()\n</code></pre><p>That.</p>",
        f'<p>One</p><figure><img src="{OURS}" alt="A bee"><figcaption>In <em>May</em></figcaption></figure><p>Two</p>',
    ],
)
def test_an_essay_keeps_its_formatting(source: str):
    assert article(source) == source


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("One,\ntwo.", "<p>One,<br>two.</p>"),
        ("One.\r\n\r\n  \r\nTwo,\r\nthree.\r\n", "<p>One.</p>\n<p>Two,<br>three.</p>"),
        ("<h2>One</h2>\n\nTwo <em>three</em>.", "<h2>One</h2>\n<p>Two <em>three</em>.</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("While i <n, go on.\n\nTwo.", "<p>While i &lt;n, go on.</p>\n<p>Two.</p>"),
        ("  \n\n ", ""),
        ("", ""),
    ],
)
def test_plain_text_becomes_paragraphs_as_in_wordpress(source: str, html: str):
    assert article(source) == html


def test_an_essay_with_paragraphs_of_its_own_keeps_its_line_breaks_as_they_are():
    assert article("<p>One,\ntwo.</p>\n\n<p>Three.</p>") == "<p>One,\ntwo.</p>\n\n<p>Three.</p>"


def test_blank_lines_inside_code_are_no_paragraphs():
    assert article("See:\n\n<pre>a = 1\n\nb = 2</pre>") == "<p>See:</p>\n<pre>a = 1\n\nb = 2</pre>"


def test_blank_lines_at_the_start_of_code_spoil_nothing():
    assert article("<p>See:</p><pre>\n\n\n\n\n\nb = 2</pre>").startswith("<p>See:</p><pre>")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<p class="a" style="color:red" id="b" onclick="c()" data-d="e">Words</p>', "<p>Words</p>"),
        ("<p>Words <img src=x onerror=alert(1)> more</p>", "<p>Words  more</p>"),
        ("<p>Words<!-- a secret --></p>", "<p>Words</p>"),
        ("<p><font color=red>Words</font></p>", "<p>Words</p>"),
        ("<p>\x00Wo\x08rds\x7f</p>", "<p>Words</p>"),
    ],
)
def test_what_an_essay_may_not_have_is_dropped_and_its_words_stay(source: str, html: str):
    assert article(source) == html


def test_the_largest_headline_is_the_titles_own():
    html = article("<h1>A headline</h1><p>Words</p>")
    assert ("h1" in html, "A headline" in html) == (False, True)


@pytest.mark.parametrize(
    "source",
    [
        "<div>one</div><div>two</div>",
        "<h1>one</h1>two",
        "<h5>one</h5><h6>two</h6>",
        "<dl><dt>one</dt><dd>two</dd></dl>",
        "<table><tr><td>one</td><td>two</td></tr></table>",
        "<p>x</p><div>one</div><div>two</div>",
        "<p>x</p><table><tr><td>one</td><td>two</td></tr></table>",
    ],
)
def test_words_do_not_grow_together_where_a_block_is_dropped(source: str):
    html = article(source)
    assert ("one" in html, "two" in html, "onetwo" in html) == (True, True, False)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//elsewhere.example>alert(1)</SCRIPT >",
        "<style>p { color: red }</style>",
        "<title>alert(1)</title>",
        "<iframe><p>alert(1)</p></iframe>",
        "<template><p>alert(1)</p></template>",
    ],
)
def test_scripts_and_styles_vanish_with_what_they_hold(hidden: str):
    assert article(f"<p>One</p>{hidden}<p>Two</p>") == "<p>One</p><p>Two</p>"


def test_a_script_takes_no_words_with_it_in_any_alphabet():
    turkish = "<p>" + "İyi. " * 30 + "</p>"
    assert article(f"{turkish}<script>x</script><p>One <em>two</em></p>") == f"{turkish}<p>One <em>two</em></p>"


# Pictures in it


def test_what_the_editor_writes_around_a_picture_is_reduced_to_what_it_means():
    img, caption = (
        f'<img src="{OURS}" alt="A bee" width="9" file="3">',
        '<figcaption class="figure-caption">May</figcaption>',
    )
    assert (
        article(f'<figure class="figure">{img}{caption}</figure>')
        == f'<figure><img src="{OURS}" alt="A bee"><figcaption>May</figcaption></figure>'
    )


@pytest.mark.parametrize("source", BAD_PICTURES)
def test_a_picture_from_anywhere_else_is_dropped_and_its_caption_stays(source: str):
    assert article(f'<p>One <img src="{source}" alt="A bee"></p>') == "<p>One </p>"
    assert article(f'<p>One</p><figure><img src="{source}"></figure>') == "<p>One</p>"
    assert "May" in article(f'<p>One</p><figure><img src="{source}"><figcaption>May</figcaption></figure>')


def test_a_picture_without_words_has_none():
    assert article(f"<p><img src={OURS}></p>") == f'<p><img src="{OURS}" alt=""></p>'


def test_the_words_of_a_picture_cannot_end_them():
    source = f"""<p><img alt='"onerror="alert(1)' src="{OURS}"><img alt="&quot;'&lt;x>" src="{OURS}"></p>"""
    html = article(source)
    assert faults(html, ARTICLE) == []
    assert article(html) == html


def test_a_picture_named_in_a_title_is_no_picture():
    html = article(f"<p><a title='<img src=\"{OURS}\">'>Words</a></p>", lambda src, alt: pytest.fail("printed"))
    assert faults(html, ARTICLE) == []


def test_figures_stand_by_themselves_in_plain_text():
    figure = f'<figure><img src="{OURS}" alt="A bee"></figure>'
    assert article(f"One.\n\n{figure}\n\nTwo.") == f"<p>One.</p>\n{figure}\n<p>Two.</p>"


def test_a_picture_is_printed_as_it_is_said():
    seen = []

    def printed(src: str, alt: str) -> str:
        seen.append((src, alt))
        return format_html("<picture><img src='{}' alt='{}'></picture>", src, alt)

    html = article(f'<p>One <img src="{OURS}" alt="Bees &amp; &quot;wasps&quot;"></p>', printed)
    assert seen == [(OURS, 'Bees & "wasps"')]
    assert html == f"<p>One <picture><img src='{OURS}' alt='Bees &amp; &quot;wasps&quot;'></picture></p>"


def test_what_is_not_safe_is_printed_as_text():
    assert article(f"<p><img src={OURS}></p>", lambda src, alt: "<script>") == "<p>&lt;script&gt;</p>"


def test_neither_comment_nor_line_has_pictures():
    picture = f'<img src="{OURS}" alt="A bee">'
    assert "<img" not in comment(picture) + comment(f"![A bee]({OURS})") + line(picture) + line(f"![A bee]({OURS})")


def test_captions_are_words_of_an_essay_but_need_not_be():
    html = f'<p>One</p><figure><img src="{OURS}" alt="A bee"><figcaption>May</figcaption></figure><p>Two</p>'
    assert (words(html), words(html, captions=False)) == ("One May Two", "One Two")


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_essay_links_to_no_bad_address(address: str):
    assert article(f'<p><a href="{address}">Words</a></p>') == "<p><a>Words</a></p>"


# A reader's comment


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Bees are *busy*, **very**.", "<p>Bees are <em>busy</em>, <strong>very</strong>.</p>\n"),
        ("One,\ntwo.\n\nThree.", "<p>One,<br>\ntwo.</p>\n<p>Three.</p>\n"),
        ("> She said\n\nSo.", "<blockquote>\n<p>She said</p>\n</blockquote>\n<p>So.</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"),
        ("`a < b`", "<p><code>a &lt; b</code></p>\n"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>\n"),
        ("# One", "<p># One</p>\n"),
        ("1 < 2 & 3 <b>x</b>", "<p>1 &lt; 2 &amp; 3 &lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("", ""),
    ],
)
def test_a_comment_is_a_subset_of_markdown_and_its_tags_are_text(source: str, html: str):
    assert comment(source) == html


@pytest.mark.parametrize(
    ("source", "address", "words"),
    [
        ("[this](https://example.org/a)", "https://example.org/a", "this"),
        ('[this](https://example.org/a "A title")', "https://example.org/a", "this"),
        ("<https://example.org/a>", "https://example.org/a", "https://example.org/a"),
        ("https://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("http://example.org/?a=1&b=2", "http://example.org/?a=1&amp;b=2", "http://example.org/?a=1&amp;b=2"),
    ],
)
def test_a_link_in_a_comment_is_not_vouched_for(source: str, address: str, words: str):
    assert comment(source) == f'<p><a href="{address}" rel="nofollow ugc noopener">{words}</a></p>\n'


@pytest.mark.parametrize("words", ["notes.py", "www.example.org", "example.org/a", "rosa@example.org", "http://"])
def test_words_with_a_dot_in_them_are_no_link(words: str):
    assert comment(words) == f"<p>{words}</p>\n"


def test_a_dot_after_an_address_ends_the_sentence():
    assert addresses(comment("See https://example.org/a. Or https://example.org/b?")) == [
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_bare_addresses_in_great_numbers_stay_text():
    assert len(addresses(comment("https://example.org " * 50))) == 50
    assert addresses(comment("https://example.org " * 51)) == []


@pytest.mark.parametrize("address", [*BAD_ADDRESSES, "/here/", "#notes", "mailto:rosa@example.org"])
def test_a_comment_links_to_the_web_alone(address: str):
    assert addresses(comment(f"[Words](<{address}>) [words]({address}) <{address}>")) == []


# A bio


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("Keeps *bees*.", "Keeps <em>bees</em>."),
        ("Keeps\nbees.", "Keeps<br>\nbees."),
        (
            "[Here](/here/), [there](https://example.org)",
            '<a href="/here/">Here</a>, <a href="https://example.org">there</a>',
        ),
        ("# One\n> two\n- three <b>four</b>", "# One<br>\n&gt; two<br>\n- three &lt;b&gt;four&lt;/b&gt;"),
    ],
)
def test_a_line_has_the_inline_part_of_the_same_markdown(source: str, html: str):
    assert line(source) == html


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_a_line_links_to_no_bad_address(address: str):
    assert all(map(is_harmless_address, addresses(line(f"[Words](<{address}>)"))))


# Read elsewhere


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<a href="/x/?a=1&amp;b=2">x</a>', '<a href="https://example.org/x/?a=1&amp;b=2">x</a>'),
        ('<a href="#y">y</a>', '<a href="https://example.org/post/#y">y</a>'),
        ('<img src="/media/a.webp" alt="">', '<img src="https://example.org/media/a.webp" alt="">'),
        ('<a href="https://else.example/">z</a>', '<a href="https://else.example/">z</a>'),
        ('<a href="mailto:a@example.org">w</a>', '<a href="mailto:a@example.org">w</a>'),
        ('<a href="http://[odd/">o</a>', '<a href="http://[odd/">o</a>'),
        ("<a href='/it\"s'>q</a>", '<a href="https://example.org/it&quot;s">q</a>'),
        ('<p>Write href="/about/".</p>', '<p>Write href="/about/".</p>'),
    ],
)
def test_addresses_are_whole_where_a_text_is_read_elsewhere(source: str, html: str):
    assert absolute(source, "https://example.org/post/") == html
