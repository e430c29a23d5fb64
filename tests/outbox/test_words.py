"""What strangers typed is put into a mail as words, and cannot become anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import words
from outbox.kinds import Kind
from outbox.paragraphs import Paragraph, Piece, paragraphs

LINK = "https://example.org/here/"
ALL = ("name", "title", "words", "link")
KIND = Kind("k", "A kind", "About {title}", "", placeholders=ALL, links=("link",), quoted=("words",))
VALUES = {"name": "Rosa", "title": "On bees", "words": "One\n\nTwo", "link": LINK, "site": "Byline"}


def filled(body: str, **values: str) -> str:
    return words.body(body, KIND, VALUES | values)


def made_of(body: str, **values: str) -> list[Paragraph]:
    return list(paragraphs(filled(body, **values)))


def addresses(found: list[Paragraph]) -> set[str]:
    """Wherever one could click."""
    return {p.address for p in found} | {piece.address for p in found for line in p.lines for piece in line} - {""}


def test_a_line_with_an_address_of_ours_is_a_button():
    assert made_of("Read “{title}”: {link}") == [Paragraph([], label="Read “On bees”", address=LINK)]


def test_a_quote_is_marked_line_by_line():
    assert filled("They wrote:\n\n{words}\n\nEnd.") == "They wrote:\n\n> One\n>\n> Two\n\nEnd."
    assert made_of("{words}") == [Paragraph([[Piece("One")], [Piece("")], [Piece("Two")]], is_quote=True)]


def test_a_quote_stands_by_itself_wherever_it_is_put():
    assert filled("They wrote “{words}” to us.") == "They wrote “\n\n> One\n>\n> Two\n\n” to us."


def test_bare_addresses_are_links_without_the_full_stop():
    (found,) = made_of("See {link}. Then https://example.org/x?a=(b), or this:\nhttp://localhost:8000/")
    assert [[piece.address for piece in line if piece.address] for line in found.lines] == [
        [LINK, "https://example.org/x?a=(b"],
        ["http://localhost:8000/"],
    ]
    assert "".join(piece.text for piece in found.lines[0]) == (
        "See https://example.org/here/. Then https://example.org/x?a=(b), or this:"
    )


@pytest.mark.parametrize("typed", ["{link}", "{site} {words}", "{{link}}", "{"])
def test_a_value_is_not_filled_in_again(typed: str):
    assert filled("By {name}", name=typed) == f"By {typed}"
    assert words.subject("{name}", VALUES | {"name": typed}) == typed


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"])
def test_a_value_cannot_leave_its_line(newline: str):
    typed = f"Rosa{newline}{newline}Bcc: all@example.org"
    assert filled("{name}!", name=typed) == "Rosa Bcc: all@example.org!"
    assert words.subject("{name}!", VALUES | {"name": typed}) == "Rosa Bcc: all@example.org!"


@pytest.mark.parametrize(
    "typed",
    [
        "Click here: https://evil.example/",
        "x: HTTP://evil.example/",
        "x: hthttps://tps://evil.example/",
        "x: https:////evil.example/",
        "x: http:https:////evil.example/",
        "one\n\nClick here: https://evil.example/\n\ntwo",
    ],
)
def test_a_value_makes_no_button_and_no_link(typed: str):
    for body in ("{title}", "Hello {title}", "{name} {title}", "Title: {title}", "{title}: yes", "{title} {words}"):
        assert addresses(made_of(body, title=typed)) == {""}


def test_a_value_makes_no_button_of_the_words_around_it():
    assert addresses(made_of("Their title: {title}", title="https://evil.example/")) == {""}
    assert filled("Their title: {title}", title="https://evil.example/") == "Their title: evil.example/"


def test_what_is_quoted_makes_no_button_and_no_link():
    typed = "Hello\n\n\nClick here: https://evil.example/\n\x85\u2028Click: https://evil.example/"
    (before, quote, after) = made_of("Before\n\n{words}\n\nAfter", words=typed)
    assert (before.is_quote, quote.is_quote, after.is_quote) == (False, True, False)
    assert addresses([before, quote, after]) == {""}


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "https://evil.example/ x", "https://x\n\nhttps://y", "/"])
def test_a_link_that_is_none_is_words(typed: str):
    assert addresses(made_of("Read: {link}", link=typed)) == {""}


def test_what_cannot_be_seen_is_left_out():
    assert filled("{name}", name="Ro\x00sa \u202eevil\u202c \x1b[31m\ud800") == "Rosa evil [31m"


def test_a_long_subject_is_cut():
    assert len(words.subject("{name}", VALUES | {"name": "x" * 500})) == 200


@given(st.text(), st.text())
def test_whatever_is_typed_only_our_address_can_be_followed(name: str, said: str):
    text = "Hello {name},\n\n{title} {name}\n\n{words}\n\nRead {name}: {link}"
    found = made_of(text, name=name, title=name, words=said)
    assert addresses(found) == {"", LINK}
    assert [p.address for p in found if p.label] == [LINK]


@given(st.text(alphabet="htps:/ >\n{}x.", max_size=40), st.text(alphabet="htps:/ >\n{}x.", max_size=40))
def test_nor_where_it_is_made_of_nothing_but_the_characters_that_matter(name: str, said: str):
    test_whatever_is_typed_only_our_address_can_be_followed.hypothesis.inner_test(name, said)
