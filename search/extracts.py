"""What a hit shows: the place in its text where the words are, with what matched marked."""

from datetime import datetime
from typing import NamedTuple

from search.words import WORD, Term, folded

BEFORE, AFTER = 8, 24  # words shown around the first that matched


class Piece(NamedTuple):
    text: str
    is_match: bool


class Hit(NamedTuple):
    kind: str
    path: str
    title: str
    byline: str
    extract: list[Piece]
    at: datetime


def hit(row: tuple, terms: list[Term]) -> Hit:
    kind, path, title, byline, text, at = row
    return Hit(kind, path, title, byline, extract(text, terms), at)


def extract(text: str, terms: list[Term]) -> list[Piece]:
    """About a sentence of `text` around its first match, in pieces that follow each other."""
    spans = [match.span() for match in WORD.finditer(text)]
    matches = _matches(text, spans, terms)
    first = next((index for index, is_match in enumerate(matches) if is_match), 0)
    start, end = max(0, first - BEFORE), min(len(spans), first + AFTER)
    if not spans:
        return []
    pieces = [Piece("… ", False)] if start else []
    for index in range(start, end):
        pieces.append(Piece(text[slice(*spans[index])], matches[index]))
        between = text[spans[index][1] : spans[index + 1][0] if index + 1 < len(spans) else len(text)]
        pieces.append(Piece(between if index + 1 < end or end == len(spans) else " …", False))
    return pieces


def _matches(text: str, spans: list[tuple[int, int]], terms: list[Term]) -> list[bool]:
    whole = {word for term in terms for word in term.words}
    begun = tuple(term.words[-1] for term in terms if term.is_prefix)
    words = (folded(text[start:end]) for start, end in spans)
    return [word in whole or (bool(begun) and word.startswith(begun)) for word in words]
