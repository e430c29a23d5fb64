"""XML of a stranger, walked over once: no tree is built, no DTD taken, and too much is refused."""

import re
from collections.abc import Callable
from xml.parsers import expat

from safe.word.refused import BROKEN, TOO_LONG, Refused

DEEPEST = 250  # levels; Word's own stay under 60
A_LONG_TAG = re.compile(rb"<[^<]{2000000}")  # or words; a tag's attributes come all at once, and each costs memory

MAIN = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"  # the same, as ISO/IEC 29500 calls it in its strict form
PREFIXES = {
    f"{MAIN}wordprocessingml/2006/main": "w",
    f"{STRICT}wordprocessingml/main": "w",
    f"{MAIN}officeDocument/2006/relationships": "r",
    f"{STRICT}officeDocument/relationships": "r",
    f"{MAIN}drawingml/2006/wordprocessingDrawing": "wp",
    f"{STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{MAIN}drawingml/2006/main": "a",
    f"{STRICT}drawingml/main": "a",
    f"{MAIN}officeDocument/2006/math": "m",
    f"{STRICT}officeDocument/math": "m",
    f"{MAIN}markup-compatibility/2006": "mc",
    f"{MAIN}package/2006/content-types": "types",
    f"{MAIN}package/2006/relationships": "rels",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}

type Start = Callable[[str, dict[str, str]], None]
type End = Callable[[str], None]
type Text = Callable[[str], None]


def walk(data: bytes, most: int, start: Start, end: End | None = None, text: Text | None = None) -> int:
    """Call these for each element and its text; returns how many elements there were, at most `most`.

    Names are "w:p" whatever prefix the file gives; unknown ones "". Attributes come as they are called in the file,
    those of a namespace as "uri name" (see `attribute`). Raises Refused where it is no XML,
    has a DTD, or is too deep or too much.
    """
    if A_LONG_TAG.search(data):
        raise Refused(TOO_LONG, code="long")
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    walked = Walk(parser, most, start, end, text)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise Refused(BROKEN, code="broken") from broken
    return walked.count


class Walk:
    """What an expat parser calls: counts, and passes on under short names."""

    def __init__(
        self, parser: expat.XMLParserType, most: int, start: Start, end: End | None, text: Text | None
    ) -> None:
        self.names: dict[str, str] = {}
        self.count, self.depth, self.most = 0, 0, most
        self.start, self.end = start, end
        parser.StartElementHandler = self.opened
        parser.EndElementHandler = self.closed
        parser.StartDoctypeDeclHandler = _refuse_dtd
        if text:
            parser.CharacterDataHandler = text

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.count > self.most or self.depth > DEEPEST:
            raise Refused(TOO_LONG, code="long")
        self.start(self.short(name), attributes)

    def closed(self, name: str) -> None:
        self.depth -= 1
        if self.end:
            self.end(self.short(name))

    def short(self, name: str) -> str:
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = _short(name)
        return known


def attribute(attributes: dict[str, str], name: str) -> str:
    """Its value by its own name, whichever of Office's namespaces it is in; "" where it is absent."""
    return next((value for full, value in attributes.items() if full.rpartition(" ")[2] == name), "")


def related(attributes: dict[str, str], name: str) -> str:
    """The id of a relation, as `r:embed` and `r:id` give it."""
    found = (value for full, value in attributes.items() if full.endswith(f"/relationships {name}"))
    return next(found, "")


def _short(name: str) -> str:
    uri, _space, local = name.rpartition(" ")
    prefix = PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else ""


def _refuse_dtd(*_declaration: object) -> None:
    raise Refused(BROKEN, code="dtd")
