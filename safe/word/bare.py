"""What is left of a document when all but its words, marks and pictures is taken out, before a library reads it.

Word writes ten times what it shows, and attackers write more: fields in fields, styles upon styles, a hundred thousand
runs of one letter. Here each part is walked over once and written anew; what looks like its neighbour grows together
with it. Nothing of the stranger's XML goes further than this.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from safe.html import LONGEST_ARTICLE
from safe.word.archive import Archive
from safe.word.elements import COUNTED, DRAWN, LEFT_OUT, MARKS, SAID, WRITTEN_AS
from safe.word.looks import Links, Marks
from safe.word.package import Relation
from safe.word.refused import TOO_LONG, Refused
from safe.word.sheet import Look, Sheet
from safe.word.styles import CONTENTS, Styles
from safe.word.xml import attribute, related

MOST_PICTURES = 40
LONGEST_DESCRIPTION = 1000  # characters
PICTURE = (
    "<w:drawing><wp:inline><wp:docPr descr={}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
    '<a:blip r:embed="{}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


@dataclass
class Found:
    """What the parts of a document have in common."""

    lost: Counter[str] = field(default_factory=Counter)
    notes: set[tuple[str, str]] = field(default_factory=set)  # by kind and id, until something refers to them
    links: dict[str, str] = field(default_factory=dict)  # ids by address
    pictures: dict[str, str] = field(default_factory=dict)  # ids by the name of the part
    shown: int = 0  # how many pictures the words show
    pieces: int = 0  # of what is left, as `Sheet` counts them


class Bare:
    """Reads a part and what belongs to it."""

    def __init__(self, styles: Styles, found: Found, relations: dict[str, Relation]) -> None:
        self.styles, self.relations = styles, relations
        self.lost, self.notes, self.found = found.lost, found.notes, found
        self.sheet = Sheet()
        self.path: list[str] = []
        self.skipped_from = 0  # how long the path was where something was left out; 0 where nothing is
        self.choices: list[bool] = []  # whether one was taken, for each alternative that we are in
        self.marks, self.links = Marks(styles), Links(relations, found.links)
        self.numbering = self.level = self.alt = ""
        self.characters = 0

    def read(self, archive: Archive, part: str) -> str:
        """What is left of a part, as XML without a root."""
        archive.walk(part, self.start, self.end, self.text)
        self.found.pieces += self.sheet.pieces
        return "".join(self.sheet.written)

    # What the walk calls

    def start(self, name: str, given: dict[str, str]) -> None:
        self.path.append(name)
        if self.skipped_from or name not in KNOWN:
            return
        if self._is_left_out(name):
            self.skipped_from = len(self.path)
            return
        if name in COUNTED and self.path[-2:-1] != ["w:rPr"]:
            self.lost[COUNTED[name]] += 1
        if name in WRITTEN_AS:
            self._begin(name, attribute(given, "id"))
        if starts := STARTS.get(name):
            starts(self, given)

    def end(self, name: str) -> None:
        self.path.pop()
        if self.skipped_from:
            self.skipped_from = self.skipped_from if len(self.path) >= self.skipped_from else 0
        elif name not in KNOWN:
            return
        elif name in WRITTEN_AS:
            self._end(name)
        elif ends := ENDS.get(name):
            ends(self)

    def text(self, text: str) -> None:
        if self.skipped_from or not self.path:
            return
        if self.path[-1] == "w:t":
            self._say(text)
            self.characters += len(text)
            if self.characters > LONGEST_ARTICLE:
                raise Refused(TOO_LONG, code="long")
        elif self.path[-1] == "w:instrText":
            self.links.say_what_field_does(text)

    def _is_left_out(self, name: str) -> bool:
        if name == "mc:Choice" or name == "mc:Fallback":
            taken = not self.choices or self.choices[-1]
            self.choices[-1:] = [True]
            return taken
        if name == "w:del" and self.path[-2:-1] == ["w:rPr"]:
            return False
        if word := LEFT_OUT.get(name):
            self.lost[word] += 1
        return name in LEFT_OUT

    # Paragraphs and what they stand in

    def _begin(self, name: str, number: str) -> None:
        if name == "w:tbl" and "w:tbl" not in self.sheet.around:
            self.lost["tables"] += 1
        fits = self.sheet.begin(WRITTEN_AS[name], number)
        if name == "w:txbxContent":
            self.lost["boxes"] += fits
            self.marks.enter_box()

    def _end(self, name: str) -> None:
        self.sheet.end()
        if name == "w:txbxContent":
            self.marks.leave_box()

    def _style_paragraph(self, given: dict[str, str]) -> None:
        self.sheet.paragraph.style = attribute(given, "val")

    def _number(self, given: dict[str, str]) -> None:
        self.numbering = attribute(given, "val")

    def _indent(self, given: dict[str, str]) -> None:
        self.level = attribute(given, "val")

    def _begin_properties(self, given: dict[str, str]) -> None:
        self.numbering = self.level = ""

    def _end_properties(self) -> None:
        """What its style says it is; a heading and a quote are no items of a list."""
        paragraph = self.sheet.paragraph
        meaning = self.styles.meaning(paragraph.style)
        if not meaning:
            paragraph.item = self.styles.item(paragraph.style, self.numbering, self.level)
        paragraph.style = meaning
        self.lost["contents"] += meaning == CONTENTS

    def _join_paragraph(self, given: dict[str, str]) -> None:
        if self.path[-3:-1] == ["w:pPr", "w:rPr"]:
            self.sheet.paragraph.is_joined_to_the_next = True

    # Runs

    def _begin_run(self, given: dict[str, str]) -> None:
        self.marks.begin()

    def _style_run(self, given: dict[str, str]) -> None:
        if self.path[-3:-1] == ["w:r", "w:rPr"]:
            self.marks.style(attribute(given, "val"))

    def _mark(self, given: dict[str, str]) -> None:
        if self.path[-3:-1] == ["w:r", "w:rPr"]:
            self.marks.given[self.path[-1]] = attribute(given, "val")

    def _end_marks(self) -> None:
        if self.path[-1:] == ["w:r"]:
            self.marks.end()

    def _say(self, words: str) -> None:
        if self.marks.is_hidden:
            self.lost["hidden"] += bool(words.strip())
        else:
            self.sheet.say(words, self._look())

    def _look(self) -> Look:
        return self.links.look(self.marks.properties)

    def _say_that(self, given: dict[str, str]) -> None:
        self._say(SAID[self.path[-1]])

    def _break(self, given: dict[str, str]) -> None:
        if attribute(given, "type") in ("", "textWrapping"):
            self.sheet.break_line(self._look())

    def _symbol(self, given: dict[str, str]) -> None:
        font, code = attribute(given, "font"), attribute(given, "char")
        if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and not self.marks.is_hidden:
            self.sheet.show(f'<w:sym w:font={quoteattr(font)} w:char="{code}"/>', self._look())

    # Links

    def _begin_link(self, given: dict[str, str]) -> None:
        self._count_link(is_lost=self.links.begin(given))

    def _end_link(self) -> None:
        self.links.end()

    def _field(self, given: dict[str, str]) -> None:
        self._count_link(is_lost=self.links.begin_or_end_field(given))

    def _count_link(self, *, is_lost: bool) -> None:
        """Those of a table of contents are lost with it."""
        self.lost["links"] += is_lost and self.sheet.paragraph.style != CONTENTS

    # Notes and pictures

    def _refer(self, given: dict[str, str]) -> None:
        """Once to each note, and to none that is not there."""
        kind = self.path[-1].removeprefix("w:").removesuffix("Reference")
        note = (kind, attribute(given, "id"))
        if note in self.notes and not self.marks.is_hidden:
            self.sheet.show(f"<w:{kind}Reference w:id={quoteattr(note[1])}/>", Look())
            self.notes.remove(note)

    def _begin_note(self, given: dict[str, str]) -> None:
        self.notes.add((self.path[-1].removeprefix("w:"), attribute(given, "id")))

    def _describe(self, given: dict[str, str]) -> None:
        self.alt = attribute(given, "descr").strip() or attribute(given, "title").strip()

    def _describe_shape(self, given: dict[str, str]) -> None:
        self.alt = given.get("alt", "").strip()
        if attribute(given, "hr") in ("t", "true", "1"):
            self.sheet.rule()

    def _show(self, given: dict[str, str]) -> None:
        self._show_part(related(given, "embed"))

    def _show_old(self, given: dict[str, str]) -> None:
        self.alt = self.alt or attribute(given, "title").strip()
        self._show_part(related(given, "id"))

    def _show_part(self, relation: str) -> None:
        """A picture, described once; above MOST_PICTURES they are only counted."""
        to, words, self.alt = self.relations.get(relation), self.alt, ""
        if not to or to.is_outside:
            self.lost["objects"] += 1
        elif self.found.shown >= MOST_PICTURES:
            self.lost["pictures"] += 1
        else:
            self.found.shown += 1
            number = self.found.pictures.setdefault(to.target, f"picture{len(self.found.pictures)}")
            self.sheet.show(PICTURE.format(quoteattr(words[:LONGEST_DESCRIPTION]), number), Look())

    def _draw(self, given: dict[str, str]) -> None:
        if given.get("uri", "").endswith(DRAWN):
            self.lost["objects"] += 1

    def _alternate(self, given: dict[str, str]) -> None:
        self.choices.append(False)

    def _end_alternate(self) -> None:
        self.choices.pop()


STARTS: dict[str, Callable[[Bare, dict[str, str]], None]] = {
    "w:pPr": Bare._begin_properties,
    "w:pStyle": Bare._style_paragraph,
    "w:numId": Bare._number,
    "w:ilvl": Bare._indent,
    "w:del": Bare._join_paragraph,
    "w:r": Bare._begin_run,
    "w:rStyle": Bare._style_run,
    **dict.fromkeys(MARKS, Bare._mark),
    **dict.fromkeys(SAID, Bare._say_that),
    "w:br": Bare._break,
    "w:cr": Bare._break,
    "w:sym": Bare._symbol,
    "w:hyperlink": Bare._begin_link,
    "w:fldChar": Bare._field,
    "w:footnote": Bare._begin_note,
    "w:endnote": Bare._begin_note,
    "w:footnoteReference": Bare._refer,
    "w:endnoteReference": Bare._refer,
    "wp:docPr": Bare._describe,
    "v:shape": Bare._describe_shape,
    "v:rect": Bare._describe_shape,
    "a:blip": Bare._show,
    "v:imagedata": Bare._show_old,
    "a:graphicData": Bare._draw,
    "mc:AlternateContent": Bare._alternate,
}
ENDS: dict[str, Callable[[Bare], None]] = {
    "w:pPr": Bare._end_properties,
    "w:rPr": Bare._end_marks,
    "w:hyperlink": Bare._end_link,
    "mc:AlternateContent": Bare._end_alternate,
}
KNOWN = {*STARTS, *ENDS, *WRITTEN_AS, *LEFT_OUT, *COUNTED, "mc:Choice", "mc:Fallback"}
