"""Documents that are to cost a server its time, its memory or its secrets."""

import json
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe import word
from safe.images import Picture
from safe.word import archive
from tests.safe import paper
from tests.safe.documents import KIND, NAMESPACES, by_hand, parts, relation, relations, zipped
from tests.safe.drafts import IS_NO_PICTURE, OURS, read

ROOT = Path(__file__).resolve().parents[2]
IN_A_PROCESS = """
import json, os, re, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
import config.urls
from safe import word
from safe.fields import stored_under
told = {}
for name in sys.argv[1:]:
    start = time.process_time()
    try:
        with open(name, "rb") as file:
            word.read(file, keep=lambda picture, alt: stored_under("/media/images", picture.name), side=2000)
            said = "taken"
    except word.Refused as refused:
        said = refused.code
    peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
    told[os.path.basename(name)] = [said, time.process_time() - start, int(peak) // 1024]
print(json.dumps(told))
"""


def reading(folder: Path, files: dict[str, bytes]) -> dict[str, tuple[str, float, int]]:
    """What became of each in a process of the site: taken or why not, seconds, the most megabytes until then."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    names = [folder / name for name in files]
    run = subprocess.run([sys.executable, "-c", IN_A_PROCESS, *names], capture_output=True, cwd=ROOT, check=True)
    return json.loads(run.stdout)


def refusal(file: BytesIO) -> str:
    with pytest.raises(word.Refused) as refused:
        read(file)
    return refused.value.messages[0]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone says what a process took at most")
def test_what_is_too_much_is_refused_soon_and_in_little_memory(tmp_path: Path):
    told = reading(tmp_path, paper.refused())
    assert {name: said for name, (said, _seconds, _peak) in told.items() if said == "taken"} == {}
    assert {name: seconds for name, (_said, seconds, _peak) in told.items() if seconds > 2} == {}
    assert {name: peak for name, (_said, _seconds, peak) in told.items() if peak > 300} == {}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone says what a process took at most")
def test_the_largest_that_are_taken_take_two_seconds_at_most(tmp_path: Path):
    told = reading(tmp_path, paper.taken())
    assert {name: said for name, (said, _seconds, _peak) in told.items() if said != "taken"} == {}
    assert {name: seconds for name, (_said, seconds, _peak) in told.items() if seconds > 2} == {}
    assert {name: peak for name, (_said, _seconds, peak) in told.items() if peak > 300} == {}


# What is refused by name


TEXT = b"application/vnd.oasis.opendocument.text"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_KIND = "application/vnd.ms-word.document.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("data", "say"),
    [
        (b"", "This is not a Word document. Please save your text as .docx and send that."),
        (b"Words.", "This is not a Word document. Please save your text as .docx and send that."),
        (b"%PDF-1.7\n", "This is a PDF. Please send the document that it was made from, saved as .docx."),
        (b"{\\rtf1 Words.}", "This is a rich text document (.rtf). Please save it as .docx and send that."),
        (
            archive.OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
            "This is an older Word document (.doc). Please save it as .docx and send that.",
        ),
        (
            archive.OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "This document is locked with a password. Please save it without one and send that.",
        ),
        (
            zipped({"mimetype": TEXT, "content.xml": "<a/>"}).getvalue(),
            "This is an OpenDocument text (.odt). Please save it as .docx and send that.",
        ),
        (
            zipped({"Index/Document.iwa": b"", "Data/a.jpg": b""}).getvalue(),
            "This is a Pages document. Please export it as Word (.docx) and send that.",
        ),
        (
            zipped({"a.txt": "Words."}).getvalue(),
            "This is not a Word document. Please save your text as .docx and send that.",
        ),
        (
            zipped(parts() | {"[Content_Types].xml": parts()["[Content_Types].xml"].replace(KIND, SHEET)}).getvalue(),
            "This is a spreadsheet or a presentation. Please save your text as a Word document (.docx).",
        ),
        (by_hand("").getvalue(), "There are no words in this document."),
        (
            bytes(26 << 20),
            "This document is over 25 MB. Please make its pictures smaller, or add them here one by one.",
        ),
    ],
)
def test_other_files_are_told_by_their_kind(data: bytes, say: str):
    assert refusal(BytesIO(data)) == say


@pytest.mark.parametrize(
    "more",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/VBAPROJECT.BIN": b"x"},
        {"[Content_Types].xml": parts()["[Content_Types].xml"].replace(KIND, MACRO_KIND)},
        {
            "[Content_Types].xml": parts()["[Content_Types].xml"].replace(
                "<Default ", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Default '
            )
        },
    ],
)
def test_macros_are_refused(more: dict[str, str]):
    say = "This document holds macros, which we do not take. Please save it as .docx, the kind without macros."
    assert refusal(zipped(parts() | more)) == say


OUTSIDE = (
    "This document reaches for something outside itself: a linked picture, a template or another file. "
    "Please copy your text into a new document, with its pictures, and send that."
)


@pytest.mark.parametrize("kind", ["image", "oleObject", "attachedTemplate", "frame", "subDocument", "officeDocument"])
@pytest.mark.parametrize("mode", ["External", "external"])
@pytest.mark.parametrize("part", ["word/_rels/document.xml.rels", "word/_rels/settings.xml.rels", "_rels/a.RELS"])
def test_what_reaches_outside_is_refused(kind: str, mode: str, part: str):
    reaching = relations(relation("rId9", kind, "http://127.0.0.1:9/a", mode))
    assert refusal(zipped(parts() | {part: reaching})) == OUTSIDE


def test_a_link_may_lead_outside():
    link = relation("rId9", "hyperlink", "https://example.org/", "External")
    body = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>'
    draft = read(by_hand(body, link))
    assert draft.body == '<p><a href="https://example.org/">Words</a></p>'


BROKEN = "This document is broken, so we cannot read it. Please save it anew as .docx and send that."


@pytest.mark.parametrize("name", ["../../etc/cron.d/a", "/etc/passwd", "word\\a.xml", "C:/a", "word/./a", "a\x01b"])
def test_names_that_lead_elsewhere_are_refused(name: str):
    assert refusal(zipped(parts() | {name: b"x"})) == BROKEN


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "word/Document.xml"])
def test_a_part_that_is_there_twice_is_refused(name: str):
    file = zipped(parts())
    with ZipFile(file, "a") as twice:
        twice.writestr(name, "<a/>")
    assert refusal(file) == BROKEN


def test_a_part_of_two_kinds_is_refused():
    kinds = parts()["[Content_Types].xml"]
    override = kinds[kinds.index("<Override") : kinds.index("</Types>")]
    assert refusal(zipped(parts() | {"[Content_Types].xml": kinds.replace(override, override * 2)})) == BROKEN


@pytest.mark.parametrize("body", ["<w:p>", "&nbsp;", "<w:p a='1' a='2'/>", "\0", "<x:p/>"])
def test_what_is_no_xml_is_refused(body: str):
    assert refusal(by_hand(body)) == BROKEN


def test_a_style_that_is_based_on_itself_means_nothing():
    styles = f'<w:styles {NAMESPACES}><w:style w:styleId="a"><w:basedOn w:val="a"/></w:style></w:styles>'
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>Words.</w:t></w:r></w:p>'
    assert read(by_hand(body, styles=styles)).body == "<p>Words.</p>"


def test_a_note_that_many_refer_to_is_told_once():
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>Or.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"
    refers = '<w:r><w:footnoteReference w:id="1"/><w:footnoteReference w:id="2"/></w:r>'
    draft = read(by_hand(f"<w:p>{refers * 3}</w:p>", footnotes=notes))
    assert draft.body == "<p><sup>1</sup></p>\n<h3>Notes</h3>\n<ol><li>Or.</li></ol>"


def test_a_picture_that_is_another_part_is_none():
    shown = '<w:p><w:r><w:t>Words.</w:t><w:drawing><a:blip r:embed="p"/></w:drawing></w:r></w:p>'
    draft = read(by_hand(shown, relation("p", "image", "../_rels/.rels")))
    assert (draft.body, draft.lost) == ("<p>Words.</p>", [f"1 picture was left out: {IS_NO_PICTURE}"])


def test_of_a_document_that_is_refused_no_picture_is_kept():
    kept: list[Picture] = []
    file = BytesIO(paper.refused()["more paragraphs than are taken, and a picture under forty descriptions"])
    with pytest.raises(word.Refused):
        word.read(file, keep=lambda picture, alt: kept.append(picture) or OURS, side=100)
    assert kept == []


@given(changes=st.dictionaries(st.integers(0, 3000), st.integers(0, 255), max_size=20))
@settings(max_examples=150, deadline=None)
def test_a_damaged_document_is_taken_or_refused_with_a_sentence(changes: dict[int, int]):
    data = bytearray(by_hand("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>").getvalue())
    for at, byte in changes.items():
        data[at % len(data)] = byte
    with suppress(word.Refused):
        read(BytesIO(bytes(data)))


marks = st.sampled_from(["p", "r", "t", "tbl", "tr", "tc", "txbxContent", "hyperlink", "pPr", "rPr", "fldChar", "br"])
trees = st.recursive(
    marks.map(lambda name: f"<w:{name}/>") | st.just("<w:t>a</w:t>"),
    lambda inner: st.builds("<w:{0}>{1}</w:{0}>".format, marks, st.lists(inner, max_size=4).map("".join)),
    max_leaves=25,
)


@given(body=trees)
@settings(max_examples=200, deadline=None)
def test_elements_in_any_order_are_taken_or_refused_with_a_sentence(body: str):
    with suppress(word.Refused):
        read(by_hand(body))
