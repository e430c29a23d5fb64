"""Small documents that are to cost a server dearly, and the largest that are taken. Each is under 25 MB."""

import struct
import zlib
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.safe import bombs
from tests.safe.documents import NAMESPACES, by_hand, parts, relation, relations, zipped
from tests.safe.pictures import chunk, drawn, encoded

MEGABYTES = 1 << 20
WORDS = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
LOL = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
RUN = (
    '<w:r w:rsidR="00A77B3E"><w:rPr>{}<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="24"/>'
    '<w:szCs w:val="24"/><w:lang w:val="en-US"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
)


def document(body: str, *, before: str = "", **more: str) -> bytes:
    file = by_hand(body, **more)
    if not before:
        return file.getvalue()
    found = parts(body)
    return zipped(found | {"word/document.xml": before + found["word/document.xml"]}).getvalue()


def lying(name: str, data: bytes, size: int) -> bytes:
    """An archive whose directory and whose entry both say that this part is only so long."""
    file = zipped(parts() | {name: data}).getvalue()
    told, truth = struct.pack("<L", size), struct.pack("<L", len(data))
    return file.replace(truth, told)


def overlapping(entries: int) -> bytes:
    """Every entry is the same 20 MB of spaces, packed once."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b" " * (20 * MEGABYTES)
    body = packed.compress(data) + packed.flush()
    sizes = struct.pack("<LLL", zlib.crc32(data), len(body), len(data))
    local = b"PK\3\4" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 1, 0) + b"a" + body
    names = ["[Content_Types].xml", *(f"word/{n}.rels" for n in range(entries))]
    directory = b"".join(
        b"PK\1\2" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        + struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name.encode()
        for name in names
    )  # fmt: skip
    end = struct.pack("<HHHHLLH", 0, 0, len(names) & 0xFFFF, len(names) & 0xFFFF, len(directory), len(local), 0)
    return local + directory + b"PK\5\6" + end


def of_many_entries(number: int) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, part in parts().items():
            archive.writestr(name, part)
        for n in range(number):
            archive.writestr(f"word/{n}.xml", "")
    return file.getvalue()


def nested_archives() -> bytes:
    inner = by_hand("").getvalue()
    for _level in range(20):
        inner = zipped(parts() | {"word/document.xml": inner}).getvalue()
    return inner


def many_relations(number: int) -> bytes:
    each = relations(*(relation(f"r{n}", "image", "a.png") for n in range(20_000)))
    return zipped(parts() | {f"word/_rels/{n}.xml.rels": each for n in range(number)}).getvalue()


def illustrated(*pictures: bytes, words: str = WORDS, times: int = 1) -> bytes:
    """Each picture is a part of its own, and shown so many times, each time with another description."""
    shown = "".join(
        f'<w:p><w:r><w:drawing><wp:docPr descr="{n} {time}"/><a:blip r:embed="p{n}"/></w:drawing></w:r></w:p>'
        for n in range(len(pictures))
        for time in range(times)
    )
    related = [relation(f"p{n}", "image", f"media/{n}.png") for n in range(len(pictures))]
    file = by_hand(shown + words, *related)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        for n, picture in enumerate(pictures):
            archive.writestr(f"word/media/{n}.png", picture)
    return file.getvalue()


def illustrated_in_full() -> dict[str, bytes]:
    """As many pictures as one document may show and hold, of kinds that cost a decoder or an encoder the most."""
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(MEGABYTES), 9))
    noise = Image.frombytes("RGB", (2000, 2000), Random(1).randbytes(12_000_000))
    clear = Image.frombytes("RGBA", (1000, 1000), Random(2).randbytes(4_000_000)).resize((1900, 1900))
    kinds = {
        "in 16 bits": bombs.png(6000, 3900, bits=16),
        "transparent ones": bombs.png(3000, 2400, colour=6, bits=16),
        "larger than one may be": bombs.png(8000, 5000, bits=16),
        "of noise": encoded(noise, "JPEG", quality=85),
        "of transparent noise": encoded(clear, "WEBP", quality=60),
        "progressive ones": encoded(noise.resize((3800, 3800)), "JPEG", progressive=True, quality=60),
        "from a telephone": encoded(noise.resize((250, 188)).resize((4000, 3000)), "JPEG"),
        "with texts that expand": bombs.png(60, 40, before=text * 7),
        "with a bomb behind them": bombs.png(60, 40, before=text * 9),
        "that are none": bytes(10 * MEGABYTES),
        "over ten megabytes": bytes(11 * MEGABYTES),
    }
    return {f"pictures {kind}": _as_many_as_fit(picture) for kind, picture in kinds.items()}


def _as_many_as_fit(picture: bytes) -> bytes:
    packed = len(zlib.compress(picture, 1)) + 1000
    return illustrated(*[picture] * min(40, 24 * MEGABYTES // packed))


def refused() -> dict[str, bytes]:
    """Those that no reader should spend two seconds on."""
    return {
        "a part that expands": document(" " * (200 * MEGABYTES)),
        "a part that expands and says it does not": lying("word/document.xml", b" " * (100 * MEGABYTES), 1000),
        "a million paragraphs": document("<w:p/>" * 1_000_000),
        "ten thousand pages": document(f"<w:p>{RUN.format('', 'bees fly ' * 300)}</w:p>" * 10_000),
        "a hundred thousand paragraphs": document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 100_000),
        "twenty thousand paragraphs": document("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 19_900),
        "a hundred thousand runs": document(
            f"<w:p>{'<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>' * 50_000}</w:p>"
        ),
        "many entries": of_many_entries(60_000),
        "overlapping entries": overlapping(900),
        "archives in archives": nested_archives(),
        "relations of many parts": many_relations(300),
        "entities that expand": document("&l9;", before=f'<!DOCTYPE a [<!ENTITY l0 "lol">{LOL}]>'),
        "an entity from a file": document("&x;", before='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "a DTD from elsewhere": document(WORDS, before='<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'),
        "deep XML": document("<w:p>" * 100_000 + "</w:p>" * 100_000),
        "deep tables": document("<w:tbl><w:tr><w:tc>" * 60 + WORDS + "</w:tc></w:tr></w:tbl>" * 60),
        "deep text boxes": document("<w:p><w:r><w:txbxContent>" * 60 + "</w:txbxContent></w:r></w:p>" * 60),
        "many styles": document(
            WORDS,
            styles=f"<w:styles {NAMESPACES}>{'<w:style w:type="paragraph"><w:basedOn w:val="a"/></w:style>' * 200_000}"
            "</w:styles>",
        ),
        "many attributes": document(f"<w:p {' '.join(f'a{n}=""' for n in range(1_400_000))}/>"),
        "a hundred thousand line breaks": document("<w:p><w:r><w:t>a</w:t><w:br/></w:r></w:p>" * 70_000),
        "line breaks and letters": document(f"<w:p><w:r>{'<w:t>a</w:t><w:br/>' * 140_000}</w:r></w:p>"),
        "empty tables": document("<w:tbl/>" * 290_000),
        "a hundred thousand symbols": document(f"<w:p><w:r>{'<w:sym w:char="F020"/>' * 290_000}</w:r></w:p>"),
        "more paragraphs than are taken, and a picture under forty descriptions": illustrated(
            bombs.png(8000, 5000, bits=16), words="<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1990, times=40
        ),
        "a long name": document(f"<{'a' * 15 * MEGABYTES}/>"),
    }  # fmt: skip


def taken() -> dict[str, bytes]:
    """The largest that are, each in a way of its own; a reader should not spend five seconds on any."""
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(30_000)
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org/{}"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>'
    )
    letters_in_fields = (
        f"<w:p>{'<w:hyperlink>' * 200}<w:r>{'<w:fldChar w:fldCharType="begin"/>' * 60}"
        f"{'<w:t>a</w:t><w:tab/>' * 140_000}</w:r>{'</w:hyperlink>' * 200}</w:p>"
    )
    return {
        "an essay in wordy runs": document(f"<w:p>{RUN.format('', 'bees fly ') * 20}</w:p>" * 1600),
        "an essay of bold and plain": document(
            f"<w:p>{(RUN.format('', 'bees ') + RUN.format('<w:b/>', 'fly ')) * 1990}</w:p>"
        ),
        "an essay of short paragraphs": document(f"<w:p>{RUN.format('', 'bees ' * 28)}</w:p>" * 1990),
        "styles upon styles": document(
            "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr>{RUN.format("", "bees")}</w:p>' for n in range(1500)),
            styles=f"<w:styles {NAMESPACES}>{chain}</w:styles>",
        ),
        "letters that look alike": document(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 145_000}</w:p>"),
        "a long description of many pictures": document(
            f'<w:p><w:r><w:t>a</w:t><w:docPr/><wp:docPr descr="{"a" * 1_900_000}"/>'
            f"{'<a:blip r:embed="rIdOfstyles"/>' * 250_000}</w:r></w:p>",
            styles=f"<w:styles {NAMESPACES}/>",
        ),
        "a style with a long name": document(
            "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr></w:p>" * 95_000 + "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
            styles=f"<w:styles {NAMESPACES}>"
            f'<w:style w:styleId="a"><w:name w:val="{"a" * 1_900_000}"/></w:style></w:styles>',
        ),
        "as many styles as paragraphs": document(
            "".join(f"<w:p><w:pPr><w:pStyle w:val='s{n}'/></w:pPr></w:p>" for n in range(55_000))
            + "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
            styles=f"<w:styles {NAMESPACES}>{chain}</w:styles>",
        ),
        "many links to a long address": zipped(
            parts(
                f"<w:p>{'<w:hyperlink r:id="a"><w:r><w:t>a</w:t></w:r></w:hyperlink>' * 90_000}</w:p>",
                related=(relation("a", "hyperlink", "http://a" + "a" * 1_900_000, "External"),),
            )
        ).getvalue(),
        "a field that begins over and over": document(
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{" " * 4000}</w:instrText>'
            f"{'<w:fldChar w:fldCharType="separate"/>' * 200_000}<w:t>a</w:t></w:r></w:p>"
        ),
        "letters in many fields and links": document(letters_in_fields),
        "fields in fields": document(f"<w:p>{''.join(map(field.format, range(1000)))}</w:p>"),
        "notes": document(
            "".join(f'<w:p><w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>' for n in range(500)),
            footnotes=f"<w:footnotes {NAMESPACES}>"
            + "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:t>Or.</w:t></w:r></w:p></w:footnote>' for n in range(500))
            + "</w:footnotes>",
        ),
        "one picture under forty descriptions": illustrated(bombs.png(6000, 3900, bits=16), times=40),
        "letters in fields, and pictures": illustrated(
            *[encoded(drawn(2000, 1000), "PNG")] * 40, words=letters_in_fields
        ),
        **illustrated_in_full(),
        "one table": document(
            f"<w:tbl>{'<w:tr>' + '<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>' * 6 + '</w:tr>'}</w:tbl>" * 850
        ),
    }
