"""What a document's styles and numberings mean here: a title, a heading, a quote, an item of a list."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from safe.word.archive import Archive
from safe.word.xml import attribute

CONTENTS = "Contents"
# Word keeps the English name of a built-in style in every language; LibreOffice and Pages have names of their own.
MEANINGS = [
    (re.compile(r"(?:title|titel)"), "Title"),
    (re.compile(r"heading"), "Heading1"),
    (re.compile(r"heading ?([1-9])"), "Heading{}"),
    (re.compile(r"(?:intense ?)?quote|quotations|block ?text|html blockquote"), "Quote"),
    (re.compile(r"caption|figure|illustration"), "Caption"),
    (re.compile(r"horizontal ?line"), "Rule"),
    (re.compile(r"(?:toc|contents|table of contents) ?(?:[1-9]|heading)"), CONTENTS),
]
LIST_STYLE = re.compile(r"list ?(bullet|number)(?: ?([2-5]))?")
NOT_SO = ("0", "false", "off", "none")
LONGEST_NAME = 100  # characters; longer ones mean nothing here
MOST_HOPS = 12  # from a style to the one that it is based on
DEEPEST_LIST = 4  # mammoth knows five levels, the first is 0


class Item(NamedTuple):
    is_numbered: bool
    level: int


@dataclass
class Style:
    name: str = ""
    based_on: str = ""
    numbering: str = ""
    level: str = ""
    marks: dict[str, str] = field(default_factory=dict)  # w:b and the like, as its runs are to look


PLAIN = Style()  # one that the document names, and does not hold


class Styles:
    """Made from the parts of these names, each "" where the document has none."""

    def __init__(self, archive: Archive, styles: str, numbering: str) -> None:
        self.styles: dict[str, Style] = {}
        self.abstract_of: dict[str, str] = {}  # a numbering's id to that of its definition
        self.numbered: dict[tuple[str, str], bool] = {}  # by definition and level
        self.meanings: dict[str, str] = {}  # by style, once they were asked for
        self.items: dict[str, Item | None] = {}  # by style, by its name alone
        self.linked: dict[str, str] = {}  # a definition to the style whose numbering it is
        self.current = Style()  # the one that the walk is in, as the next three
        self.definition, self.level, self.numbering = "", "", ""
        if styles:
            archive.walk(styles, self._note_style)
        if numbering:
            archive.walk(numbering, self._note_numbering)

    def meaning(self, style: str) -> str:
        """One of the words in MEANINGS, or ""."""
        return next(filter(None, map(self._own_meaning, self._line_of(style))), "")

    def item(self, style: str, numbering: str, level: str) -> Item | None:
        """The place in a list that a paragraph has by its own numbering, else by its style."""
        if numbering:
            return self._item(numbering, level)
        for known in self._line_of(style):
            if by_name := self._item_by_name(known):
                return by_name
            named = self.styles.get(known, PLAIN)
            if named.numbering:
                return self._item(named.numbering, level or named.level)
        return None

    def _item_by_name(self, style: str) -> Item | None:
        """That of "List Bullet 2" and its like."""
        if style not in self.items:
            name = self.styles.get(style, PLAIN).name or style
            found = LIST_STYLE.fullmatch(name.lower())
            self.items[style] = Item(found[1] == "number", int(found[2] or 1) - 1) if found else None
        return self.items[style]

    def marks(self, style: str) -> dict[str, str]:
        """How the runs of a character style look, by element: {"w:i": ""}."""
        found: dict[str, str] = {}
        for known in self._line_of(style):
            found = self.styles.get(known, PLAIN).marks | found
        return found

    def _own_meaning(self, style: str) -> str:
        if style not in self.meanings:
            name = self.styles[style].name if style in self.styles else ""
            self.meanings[style] = _meaning(name.lower()) or _meaning(style.lower())
        return self.meanings[style]

    def _line_of(self, style: str) -> list[str]:
        """A style and those that it is based on."""
        line: list[str] = []
        while style and style not in line and len(line) < MOST_HOPS:
            line.append(style)
            style = self.styles[style].based_on if style in self.styles else ""
        return line

    def _item(self, numbering: str, level: str) -> Item | None:
        if numbering == "0":
            return None
        depth = min(int(level), DEEPEST_LIST) if level.isascii() and level.isdigit() and len(level) < 3 else 0
        definition = self.abstract_of.get(numbering, "")
        if definition in self.linked:
            linked = self.styles.get(self.linked[definition], PLAIN).numbering
            definition = self.abstract_of.get(linked, definition)
        return Item(self.numbered.get((definition, level or "0"), False), depth)

    def _note_style(self, name: str, given: dict[str, str]) -> None:
        value = attribute(given, "val")
        if name == "w:style":
            self.current = self.styles.setdefault(attribute(given, "styleId"), Style())
        elif name == "w:name":
            self.current.name = value[:LONGEST_NAME]
        elif name == "w:basedOn":
            self.current.based_on = value
        elif name == "w:numId":
            self.current.numbering = value
        elif name == "w:ilvl":
            self.current.level = value
        elif name in ("w:b", "w:i", "w:strike", "w:vertAlign", "w:vanish"):
            self.current.marks[name] = value

    def _note_numbering(self, name: str, given: dict[str, str]) -> None:
        if name == "w:abstractNum":
            self.definition = attribute(given, "abstractNumId")
        elif name == "w:lvl":
            self.level = attribute(given, "ilvl")
        elif name == "w:numFmt":
            is_numbered = attribute(given, "val") not in ("bullet", "none")
            self.numbered.setdefault((self.definition, self.level), is_numbered)
        elif name == "w:num":
            self.numbering = attribute(given, "numId")
        elif name == "w:abstractNumId":
            self.definition = self.abstract_of[self.numbering] = attribute(given, "val")
        elif name == "w:numStyleLink":
            self.linked[self.definition] = attribute(given, "val")


def _meaning(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return ""
    for pattern, meaning in MEANINGS:
        if found := pattern.fullmatch(name):
            return meaning.format(*found.groups())
    return ""
