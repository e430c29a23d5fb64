"""What a mail's plain text is made of, for its HTML: paragraphs, buttons, quotes, links."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from outbox.words import ADDRESS

BUTTON = re.compile(rf"(?P<label>[^\n]+): (?P<address>{ADDRESS.pattern})", re.IGNORECASE)
AT_ITS_END = ".,;:!?)]}'’”»*_"  # belongs to the sentence, not to the address


class Piece(NamedTuple):
    text: str
    address: str = ""  # where it is a link


class Paragraph(NamedTuple):
    """A button where it has a label; a quote, whose lines are only words; or lines of text and links."""

    lines: list[list[Piece]]
    is_quote: bool = False
    label: str = ""
    address: str = ""


def paragraphs(text: str) -> Iterator[Paragraph]:
    for block in text.split("\n\n"):
        for is_quote, group in groupby(block.split("\n"), key=lambda line: line.startswith(">")):
            lines = list(group)
            yield _quoted(lines) if is_quote else _plain("\n".join(lines))


def _quoted(lines: list[str]) -> Paragraph:
    """Somebody else's words, in which nothing is a link."""
    return Paragraph([[Piece(line.removeprefix(">").strip())] for line in lines], is_quote=True)


def _plain(text: str) -> Paragraph:
    if button := BUTTON.fullmatch(text):
        return Paragraph([], label=button["label"], address=button["address"])
    return Paragraph([list(_pieces(line)) for line in text.split("\n")])


def _pieces(line: str) -> Iterator[Piece]:
    end = 0
    for found in ADDRESS.finditer(line):
        address = found[0].rstrip(AT_ITS_END)
        yield Piece(line[end : found.start()])
        yield Piece(address, address)
        end = found.start() + len(address)
    yield Piece(line[end:])
