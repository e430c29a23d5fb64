"""How the words of a run look, and where they lead: by their marks, their style, the link and the field around them."""

import re

from safe.word.package import Relation
from safe.word.sheet import Look
from safe.word.styles import NOT_SO, Styles
from safe.word.xml import attribute, related

WEB_OR_MAIL = re.compile(r"(?:https?://[^\s/\\]|mailto:[^\s])[^\s\"<>\\]*", re.IGNORECASE)
LINK_FIELD = re.compile(r'\s*HYPERLINK\b(?:\s+"([^"]*)")?', re.IGNORECASE)
LONGEST_ADDRESS = 2000  # characters
LONGEST_FIELD = LONGEST_ADDRESS + 500  # of what a field says that it does
MOST_FIELDS = 50  # in each other


class Marks:
    """Of one run after the other: told what Word says of it, it knows `properties`, the same in the least words."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.around: list[tuple[str, bool]] = []  # those of the runs that text boxes stand in
        self.begin()

    def begin(self) -> None:
        self.given: dict[str, str] = {}
        self.properties, self.is_hidden = "", False

    def style(self, name: str) -> None:
        self.given = self.styles.marks(name) | self.given

    def end(self) -> None:
        marks = {name: value for name, value in self.given.items() if value not in NOT_SO}
        written = [f"<{name}/>" for name in ("w:b", "w:i") if name in marks]
        if "w:strike" in marks or "w:dstrike" in marks:
            written.append("<w:strike/>")
        if (way := marks.get("w:vertAlign")) in ("superscript", "subscript"):
            written.append(f'<w:vertAlign w:val="{way}"/>')
        self.properties = f"<w:rPr>{''.join(written)}</w:rPr>" if written else ""
        self.is_hidden = "w:vanish" in marks

    def enter_box(self) -> None:
        self.around.append((self.properties, self.is_hidden))
        self.begin()

    def leave_box(self) -> None:
        self.properties, self.is_hidden = self.around.pop()


class Links:
    """Those that we are in; `ids` are what their addresses are called in the document that is written."""

    def __init__(self, relations: dict[str, Relation], ids: dict[str, str]) -> None:
        self.relations, self.ids = relations, ids
        self.elements: list[str] = []
        self.fields: list[list[str]] = []  # what each says that it does, then where it leads
        self.by_field = ""  # where the innermost leads that leads anywhere

    def look(self, properties: str) -> Look:
        return Look(properties, self.by_field or (self.elements[-1] if self.elements else ""))

    def begin(self, given: dict[str, str]) -> bool:
        """Whether it is one that cannot lead anywhere from here."""
        to = self.relations.get(related(given, "id"))
        leads = self._leading_to(to.target) if to and to.is_outside else ""
        self.elements.append(leads or next(reversed(self.elements), ""))
        return not leads and bool(to or attribute(given, "anchor"))

    def end(self) -> None:
        self.elements.pop()

    def begin_or_end_field(self, given: dict[str, str]) -> bool:
        """A field says what it does, then what that came to: begin, words, separate, words, end (§17.16.18).

        Whether it is a link that cannot lead anywhere from here.
        """
        kind, is_lost = attribute(given, "fldCharType"), False
        if kind == "begin":
            self.fields = [*self.fields[-MOST_FIELDS:], ["", ""]]
        elif kind == "separate" and self.fields:
            link = LINK_FIELD.match(self.fields[-1][0])
            self.fields[-1] = ["", self._leading_to(link[1] or "") if link else ""]
            is_lost = link is not None and not self.fields[-1][1]
        elif kind == "end" and self.fields:
            self.fields.pop()
        self.by_field = next((leads for _says, leads in reversed(self.fields) if leads), "")
        return is_lost

    def say_what_field_does(self, text: str) -> None:
        if self.fields:
            self.fields[-1][0] += text[: LONGEST_FIELD - len(self.fields[-1][0])]

    def _leading_to(self, address: str) -> str:
        if len(address) > LONGEST_ADDRESS or not WEB_OR_MAIL.fullmatch(address.strip()):
            return ""
        return self.ids.setdefault(address.strip(), f"link{len(self.ids)}")
