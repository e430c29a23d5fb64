"""From a bare document to HTML: the only importer of mammoth, which is given an archive of our own making."""

import re
from io import BytesIO
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import quoteattr
from zipfile import ZipFile

import mammoth

from safe.word.archive import Archive
from safe.word.bare import Bare, Found
from safe.word.package import Package
from safe.word.refused import BROKEN, Refused
from safe.word.styles import Styles
from safe.word.xml import MAIN

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{MAIN}{path}"'
    for prefix, path in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)
WORDS = re.compile(rb"<w:t(?: [^<>]*)?>[^<]*[^<\s\d]")
MOST_MARGINS = 12  # headers and footers that are looked into
LONGEST_MARGIN = 1 << 20  # bytes
RELATIONS = f'<Relationships xmlns="{MAIN}package/2006/relationships">{{}}</Relationships>'
RELATION = '<Relationship Id="{id}" Type="" Target={target}/>'
# Two lists, one of points and one of numbers: a paragraph names the one that it is an item of, and its level.
LISTS = "".join(
    f'<w:abstractNum w:abstractNumId="{number}">'
    + "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{kind}"/></w:lvl>' for level in range(5))
    + f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    for number, kind in ((1, "bullet"), (2, "decimal"))
)
STYLES = "\n".join(
    [
        "p.Title => h1.title:fresh",
        *(f"p.Heading{level} => h{level}:fresh" for level in range(1, 10)),
        "p.Quote => blockquote > p:fresh",
        "p.Caption => p.caption:fresh",
        "p.Contents => p.contents:fresh",
        "p.Rule => hr:fresh",
        *(
            f"p:{kind}-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
            for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
            for level in range(1, 6)
        ),
    ]
)


class Essay:
    """A document as mammoth's HTML; `pictures` are the names of the parts that its images have for an address."""

    def __init__(self, file: IO[bytes]) -> None:
        self.archive = Archive(file)
        found = Found()
        parts = _bare(Package(self.archive), found)
        self.pictures = {number: name for name, number in found.pictures.items()}
        self.lost = found.lost
        self.elements, self.pieces = self.archive.elements, found.pieces  # what its words cost
        self.html = _html(parts | {number: number for number in self.pictures})


def _bare(package: Package, found: Found) -> dict[str, str]:
    """The parts of a new document by name: first the notes, so that each reference is known to lead to one."""
    document, archive = package.document, package.archive
    styles = Styles(archive, *(package.one(document, kind) for kind in ("styles", "numbering")))
    parts = {"word/numbering.xml": f"<w:numbering {NAMESPACES}>{LISTS}</w:numbering>"}
    for kind in ("footnotes", "endnotes"):
        if name := package.one(document, kind):
            words = Bare(styles, found, package.of(name)).read(archive, name)
            parts[f"word/{kind}.xml"] = f"<w:{kind} {NAMESPACES}>{words}</w:{kind}>"
    words = Bare(styles, found, package.of(document)).read(archive, document)
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{words}</w:body></w:document>"
    found.lost["margins"] = sum(_has_words(package, kind) for kind in ("header", "footer"))
    targets = found.links | {f"/{number}": number for number in found.pictures.values()}
    relations = "".join(RELATION.format(id=number, target=quoteattr(to)) for to, number in targets.items())
    return parts | {
        f"word/_rels/{kind}.xml.rels": RELATIONS.format(relations) for kind in ("document", "footnotes", "endnotes")
    }


def _has_words(package: Package, kind: str) -> bool:
    """Whether a header or a footer says anything; a page's number is written by a field, and says nothing."""
    names = package.named(package.document, kind)
    return any(WORDS.search(package.archive.read(name, LONGEST_MARGIN)) for name in names[:MOST_MARGINS])


def _html(parts: dict[str, str]) -> str:
    clean = BytesIO()
    with ZipFile(clean, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    clean.seek(0)
    try:
        return mammoth.convert_to_html(
            clean,
            style_map=STYLES,
            include_default_style_map=False,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_image,
        ).value
    except (KeyError, ValueError, TypeError, AttributeError, OSError, RecursionError, expat.ExpatError) as broken:
        raise Refused(BROKEN, code="broken") from broken


@mammoth.images.img_element
def _image(image: mammoth.documents.Image) -> dict[str, str]:
    with image.open() as number:
        return {"src": number.read().decode()}
