"""Word documents to upload: made by python-docx, by LibreOffice, and by hand."""

import subprocess
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx.document import Document as WordDocument

from tests import tools
from tests.safe.pictures import drawn, encoded

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PICTURE = encoded(drawn(), "PNG")


# By python-docx


def saved(document: WordDocument) -> BytesIO:
    file = BytesIO()
    document.save(file)
    file.seek(0)
    return file


def picture(kind: str = "PNG") -> BytesIO:
    return BytesIO(encoded(drawn(), kind))


# By hand


def relation(number: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"{outside}/>'


def relations(*each: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(each)}</Relationships>'


def parts(body: str = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>", *, related: tuple[str, ...] = ()) -> dict[str, str]:
    """The least that a document is, by name of part."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{KIND}"/></Types>',
        "_rels/.rels": relations(relation("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*related),
    }


def zipped(parts: dict[str, str | bytes]) -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    file.seek(0)
    return file


def by_hand(body: str, *related: str, **more: str) -> BytesIO:
    """A document of this body; `more` are parts in word/ by their name without ending."""
    described = [relation(f"rIdOf{name}", name, f"{name}.xml") for name in more]
    return zipped(
        parts(body, related=(*related, *described)) | {f"word/{name}.xml": part for name, part in more.items()}
    )


# By LibreOffice

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
 <style:style style:name="Standard" style:family="paragraph"/>
 <style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
 <style:style style:name="Quotations" style:family="paragraph" style:parent-style-name="Standard"/>
 <style:style style:name="Horizontal_20_Line" style:display-name="Horizontal Line" style:family="paragraph"/>
 <style:style style:name="Emphasis" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
 {headings}
 <text:list-style style:name="Points">{points}</text:list-style>
 <text:list-style style:name="Numbers">{numbers}</text:list-style>
</office:styles>
<office:automatic-styles>
 <style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
 <style:style style:name="Up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
</office:automatic-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""
HEADING = (
    '<style:style style:name="Heading_20_{0}" style:display-name="Heading {0}" style:family="paragraph" '
    'style:parent-style-name="Standard" style:default-outline-level="{0}"/>'
)
POINT = '<text:list-level-style-bullet text:level="{}" text:bullet-char="•"/>'
NUMBER = '<text:list-level-style-number text:level="{}" style:num-format="1"/>'


def flat(body: str) -> str:
    """A flat OpenDocument text of this body."""
    levels = range(1, 7)
    patterns = {"headings": HEADING, "points": POINT, "numbers": NUMBER}
    each = {name: "".join(map(pattern.format, levels)) for name, pattern in patterns.items()}
    return FLAT.format(body=body, **each)


def p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(level: int, words: str) -> str:
    return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>'


def span(style: str, words: str) -> str:
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def note(number: int, words: str, kind: str = "footnote") -> str:
    body = f"<text:note-body>{p(words)}</text:note-body>"
    citation = f"<text:note-citation>{number}</text:note-citation>"
    return f'<text:note text:id="n{kind}{number}" text:note-class="{kind}">{citation}{body}</text:note>'


def change(kind: str, number: int, words: str = "") -> str:
    who = "<office:change-info><dc:creator>Cleo</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>"
    inside = f"<text:{kind}>{who}{p(words) if words else ''}</text:{kind}>"
    return f'<text:changed-region text:id="c{number}" xml:id="c{number}">{inside}</text:changed-region>'


def link(address: str, words: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href="{address}">{words}</text:a>'


def items(style: str, *each: str) -> str:
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in each)
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:list{named}>{inside}</text:list>"


def shown(data: bytes, words: str) -> str:
    size = 'svg:width="2cm" svg:height="1cm" text:anchor-type="as-char"'
    image = f"<draw:image><office:binary-data>{b64encode(data).decode()}</office:binary-data></draw:image>"
    return f"<draw:frame {size}>{image}<svg:desc>{words}</svg:desc></draw:frame>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{p(words)}</table:table-cell>" for words in row) for row in rows)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f'<table:table table:name="T">{columns}{inside}</table:table>'


def changed() -> str:
    regions = change("insertion", 1) + change("deletion", 2, "never ")
    begins, ends = '<text:change-start text:change-id="c1"/>', '<text:change-end text:change-id="c1"/>'
    words = f'Bees {begins}often {ends}<text:change text:change-id="c2"/>fly.'
    return f"<text:tracked-changes>{regions}</text:tracked-changes>{p(words)}"


LIBRE_OFFICE = {
    "headings": "".join(
        [p("Bees &amp; I", "Title"), h(1, "The hive"), p("One."), h(2, "Its door"), p("Two."), h(1, "Honey")]
    ),
    "emphasis": p(
        f"Plain, {span('B', 'bold')}, {span('I', 'slanted')}, {span('Emphasis', 'stressed')}, 2{span('Up', 'nd')} "
        "and “quoted”.<text:line-break/>A new line.<text:tab/>Far off."
    )
    + p(f"To {link('https://example.org/?a=1&amp;b=2', 'the hive')} and to {link('file:///etc/passwd', 'a file')}."),
    "lists": items("Points", p("One") + items("", p("One, one") + items("", p("Deepest"))), p("Two"))
    + p("Between.")
    + items("Numbers", p("First"), p("Second")),
    "quotes": "".join(
        [p("Said:"), p("To bee.", "Quotations"), p("Or not.", "Quotations"), p(""), p("", "Horizontal_20_Line")]
    )
    + p("After."),
    "notes": p(
        f"Bees{note(1, 'Or wasps.')} fly{note(2, 'With ' + span('I', 'wings') + '.')} "
        f"far{note(1, 'At last.', 'endnote')}."
    ),
    "pictures": p("Before ") + p(shown(PICTURE, "Two fields")) + p("After."),
    "tables": table(("Hive", "Honey"), (span("B", "North"), "3 kg")) + p("Sum."),
    "changes": changed(),
}


def by_libre_office(folder: Path) -> dict[str, bytes]:
    """All of LIBRE_OFFICE as .docx, in one call."""
    soffice = tools.libre_office()
    for name, body in LIBRE_OFFICE.items():
        (folder / f"{name}.fodt").write_text(flat(body), encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    sources = [folder / f"{name}.fodt" for name in LIBRE_OFFICE]
    command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", folder, *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: (folder / f"{name}.docx").read_bytes() for name in LIBRE_OFFICE}
