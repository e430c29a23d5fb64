"""The second opinion itself: what it must call wrong, or the tests that ask it prove nothing."""

import pytest

from tests.safe.trees import ARTICLE, COMMENT, LINE, addresses, depth, faults, is_harmless_address


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Words</p>", []),
        ("<script>x</script>", ["<script>"]),
        ("<p onclick='x'>Words</p>", ["p onclick="]),
        ("<a href='javascript:x'>Words</a>", ["leads to 'javascript:x'"]),
        ("<a href='//elsewhere.example'>Words</a>", ["leads to '//elsewhere.example'"]),
        ("a<!-- b -->", ["a comment"]),
        ("<img src='https://elsewhere.example/a.webp'>", ["shows 'https://elsewhere.example/a.webp'"]),
        ("<img alt='Bees'>", ["shows None"]),
        ("<svg><p>Words</svg>", ["<svg>"]),
        ("<pre>\n\nWords</pre>", ["another tree when it is written out and read again"]),
    ],
)
def test_faults_are_named(html: str, found: list[str]):
    assert faults(html, ARTICLE) == found


def test_what_one_door_lets_through_another_may_not():
    html = '<h2>Words</h2><a title="x">y</a>'
    assert faults(html, ARTICLE) == []
    assert faults(html, COMMENT) == ["<h2>", "a title="]
    assert faults(html, LINE) == ["<h2>"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:123",
        "JaVaScRiPt:x",
        "java\tscript:x",
        "java\nscript:x",
        "\x01javascript:x",
        " vbscript:x",
        "data:text/html,x",
        "//elsewhere.example",
        "/\t/elsewhere.example",
        "\\\\elsewhere.example",
        "/\\elsewhere.example",
        "file:///etc/passwd",
    ],
)
def test_an_address_is_read_as_browsers_read_it(address: str):
    assert not is_harmless_address(address)


@pytest.mark.parametrize(
    "address", ["https://a.example", "HTTP://a.example", "mailto:a@example.org", "/a", "#a", "?a", ""]
)
def test_ordinary_addresses_are_harmless(address: str):
    assert is_harmless_address(address)


def test_addresses_are_listed_as_they_are_understood():
    assert addresses('<a href="/a&amp;b">x</a><p><a>y</a><a href="#c">z</a>') == ["/a&b", "#c"]


@pytest.mark.parametrize(("html", "levels"), [("", 0), ("words", 0), ("<p>a</p><p><b>c</b></p>", 2), ("<q>" * 9, 9)])
def test_depth_is_that_of_the_deepest_place(html: str, levels: int):
    assert depth(html) == levels
