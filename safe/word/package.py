"""What the parts of a document are, and what they are to each other (ISO/IEC 29500-2: Open Packaging Conventions)."""

import posixpath
from typing import NamedTuple

from safe.word import refused
from safe.word.archive import Archive, beside
from safe.word.refused import BROKEN, Refused

DOCUMENT = "wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"


class Relation(NamedTuple):
    kind: str  # the last word of its type: "image", "hyperlink", "styles"
    target: str  # the name of a part, or an address outside
    is_outside: bool


class Package:
    """The parts by what they are. Raises Refused for macros, other kinds and what reaches outside."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        types = _types(archive)
        if any("macroenabled" in kind or "vbaproject" in kind for kind in types.values()):
            raise Refused(refused.MACROS, code="macros")
        self.relations = {
            _owner(name): _relations(archive, name) for name in archive.entries if name.lower().endswith(".rels")
        }
        self.document = self.one("", "officeDocument")
        _refuse_other_office(types, self.document)

    def of(self, part: str) -> dict[str, Relation]:
        """The relations of a part by their ids."""
        return self.relations.get(part, {})

    def named(self, part: str, kind: str) -> list[str]:
        """The parts that this one names as this kind, those that are there."""
        return [to.target for to in self.of(part).values() if to.kind == kind and to.target in self.archive]

    def one(self, part: str, kind: str) -> str:
        return next(iter(self.named(part, kind)), "")


def _types(archive: Archive) -> dict[str, str]:
    """Kinds by part, as "/word/document.xml", or by ending, as "xml"; all in small letters."""
    types: dict[str, str] = {}

    def note(name: str, given: dict[str, str]) -> None:
        if name in ("types:Override", "types:Default"):
            about = given.get("PartName") or given.get("Extension", "")
            if about.lower() in types:
                raise Refused(BROKEN, code="twice")
            types[about.lower()] = given.get("ContentType", "").lower()

    archive.walk(TYPES, note)
    return types


def _relations(archive: Archive, name: str) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    owner = _owner(name)

    def note(element: str, given: dict[str, str]) -> None:
        if element != "rels:Relationship":
            return
        kind, outside = given.get("Type", "").rpartition("/")[2], given.get("TargetMode", "").lower() == "external"
        if outside and kind != "hyperlink":
            raise Refused(refused.OUTSIDE, code="outside")
        target = given.get("Target", "")
        found[given.get("Id", "")] = Relation(kind, target if outside else beside(owner, target), outside)

    archive.walk(name, note)
    return found


def _owner(name: str) -> str:
    """Whose relations a part holds: "word/_rels/document.xml.rels" those of "word/document.xml"."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _refuse_other_office(types: dict[str, str], document: str) -> None:
    kind = types.get(f"/{document}".lower()) or types.get(document.rpartition(".")[2].lower(), "")
    if "spreadsheetml" in kind or "presentationml" in kind:
        raise Refused(refused.OTHER_OFFICE, code="kind")
    if not kind.endswith(DOCUMENT):
        raise Refused(refused.NOT_WORD, code="kind")
