"""Where the bare document is written: paragraphs and runs in the few elements that are needed, none of them empty."""

from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from safe.html import MOST_PARTS
from safe.word.refused import TOO_FORMATTED, Refused
from safe.word.styles import Item

DEEPEST = 24  # paragraphs, text boxes, and the tables, rows and cells that they stand in
MOST_PIECES = 3 * MOST_PARTS  # runs, line breaks, rows and cells: what a library builds a tree of
PIECES_A_PARAGRAPH = 4  # an article may have half of MOST_PARTS of them, and each costs a library as much as these
ROOMS = ("", "w:tc", "w:pict", "w:footnote", "w:endnote")
MAY_STAND_IN = {
    "w:p": ROOMS,
    "w:tbl": ROOMS,
    "w:footnote": ("",),
    "w:endnote": ("",),
    "w:tr": ("w:tbl",),
    "w:tc": ("w:tr",),
    "w:pict": ("w:p",),
}


class Look(NamedTuple):
    """How words look, as XML, and the id of where they lead."""

    properties: str = ""
    link: str = ""


@dataclass
class Paragraph:
    style: str = ""
    item: Item | None = None
    is_joined_to_the_next: bool = False  # its end was deleted and is kept as a change
    is_open: bool = False
    look: Look | None = None  # of the run that is open
    breaks: int = 0  # since the last word

    def xml(self) -> str:
        style = f"<w:pStyle w:val={quoteattr(self.style)}/>" if self.style else ""
        joined = "<w:rPr><w:del/></w:rPr>" if self.is_joined_to_the_next else ""
        return f"<w:p><w:pPr>{style}{_in_list(self.item)}{joined}</w:pPr>"


class Sheet:
    """Takes words in the order in which they are read; `written` is the XML."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.around: list[str] = []  # the elements that are begun and not ended; "" where one may not stand
        self.paragraphs: list[Paragraph] = []
        self.pieces = 0

    @property
    def inside(self) -> str:
        return next((name for name in reversed(self.around) if name), "")

    @property
    def paragraph(self) -> Paragraph:
        """The one that is written, or to be; where there is none, one that nobody will see."""
        return self.paragraphs[-1] if self.paragraphs else Paragraph()

    def begin(self, name: str, number: str = "") -> bool:
        """Begin a paragraph, a table, a row, a cell, a text box or a note; false where none may stand."""
        fits = self.inside in MAY_STAND_IN[name]
        self.around.append(name if fits else "")
        if len(self.around) > DEEPEST:
            raise Refused(TOO_FORMATTED, code="nested")
        if fits and name == "w:p":
            self.paragraphs.append(Paragraph())
        elif fits:
            self._count()
            if name == "w:pict":
                self._look(Look())
            self.written.append(f"<{name} w:id={quoteattr(number)}>" if number else f"<{name}>")
        return fits

    def end(self) -> None:
        name = self.around.pop()
        if name == "w:p":
            self._close(self.paragraphs.pop())
        elif name:
            self.written.append(f"</{name}>")

    def say(self, words: str, look: Look) -> None:
        """Words grow together with those before them, where both look alike."""
        if self.inside == "w:p" and words:
            self._look(look)
            self.paragraph.breaks = 0
            if self.written[-1] == "</w:t>":
                self.written.pop()
            else:
                self.written.append("<w:t>")
            self.written += [escape(words), "</w:t>"]

    def show(self, xml: str, look: Look) -> None:
        """What is no words: a picture, a symbol, a reference to a note."""
        if self.inside == "w:p":
            self._look(look)
            self._count()
            self.paragraph.breaks = 0
            self.written.append(xml)

    def break_line(self, look: Look) -> None:
        """The second in a row begins a paragraph, as those mean it who write without the other key."""
        if self.inside != "w:p" or not self.paragraph.is_open:
            return
        paragraph = self.paragraph
        if paragraph.breaks and not paragraph.item:
            self._close(paragraph)
            self.paragraphs[-1] = Paragraph(paragraph.style, is_joined_to_the_next=paragraph.is_joined_to_the_next)
        elif not paragraph.breaks:
            self._look(look)
            self._count()
            self.written.append("<w:br/>")
            paragraph.breaks = 1

    def rule(self) -> None:
        """A line across the page, in a text box of its own where it stands in words."""
        if self.begin("w:pict"):
            self.written.append('<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>')
        self.end()

    def _look(self, look: Look) -> None:
        """Open a run that looks like this, unless there is one."""
        paragraph = self.paragraph
        if not paragraph.is_open:
            self._count(0 if "w:tc" in self.around else PIECES_A_PARAGRAPH)  # those of a table's cells become lines
            self.written.append(paragraph.xml())
            paragraph.is_open = True
        if paragraph.look != look:
            self._count()
            leads = bool(look.link and (not paragraph.look or paragraph.look.link != look.link))
            self._close_run(paragraph, is_left=not paragraph.look or paragraph.look.link != look.link)
            self.written.append(f'<w:hyperlink r:id="{look.link}">' if leads else "")
            self.written.append(f"<w:r>{look.properties}")
            paragraph.look = look

    def _close_run(self, paragraph: Paragraph, *, is_left: bool) -> None:
        if paragraph.look:
            self.written.append("</w:r>")
            if is_left and paragraph.look.link:
                self.written.append("</w:hyperlink>")

    def _count(self, pieces: int = 1) -> None:
        self.pieces += pieces
        if self.pieces > MOST_PIECES:
            raise Refused(TOO_FORMATTED, code="parts")

    def _close(self, paragraph: Paragraph) -> None:
        if not paragraph.is_open and paragraph.style == "Rule":
            self._count()
            self.written.append(paragraph.xml())
            paragraph.is_open = True
        if paragraph.is_open:
            self._close_run(paragraph, is_left=True)
            self.written.append("</w:p>")


def _in_list(item: Item | None) -> str:
    if not item:
        return ""
    return f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{1 + item.is_numbered}"/></w:numPr>'
