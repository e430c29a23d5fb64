"""What the writer of a Word document is told of it."""

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from safe.word import Read
from tests.safe.documents import by_hand, saved
from tests.safe.drafts import body, r, read


def test_what_stands_in_the_margins_is_told():
    document = Document()
    document.add_paragraph("Words.")
    document.sections[0].header.paragraphs[0].text = "Draft"
    assert read(saved(document)) == Read("", "<p>Words.</p>", ["Headers and footers were left out."])


def test_equations_objects_and_comments_are_told():
    lost = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" * 2
    lost += '<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape></w:object></w:r>'
    lost += '<w:r><w:commentReference w:id="0"/></w:r>'
    assert read(by_hand(f"<w:p>{r('Words.')}{lost}</w:p>")).lost == [
        "1 comment was left out.",
        "2 equations were left out. Please write them in words, or add them as pictures.",
        "1 embedded object or chart was left out.",
    ]


def test_a_table_of_contents_is_left_out():
    contents = f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{r("Bees 7")}</w:p>'
    assert body(by_hand(f"{contents}<w:p>{r('Words.')}</w:p>")) == "<p>Words.</p>"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "//elsewhere.example", "other.docx"])
def test_a_link_that_leads_nowhere_becomes_words(address: str):
    document = Document()
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph = document.add_paragraph("To ")
    paragraph._p.append(link)
    link.append(paragraph.add_run("the hive")._r)
    assert body(saved(document)) == "<p>To the hive</p>"


def test_a_text_box_becomes_paragraphs_once():
    box = f"<w:txbxContent><w:p>{r('Boxed.')}</w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
    draft = read(by_hand(f"<w:p>{r('Words.')}<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"))
    assert draft == Read("", "<p>Words.</p>\n<p>Boxed.</p>", ["1 text box became paragraphs."])


def test_what_was_moved_stands_where_it_was_moved_to():
    moved = f"<w:moveFrom>{r('a')}</w:moveFrom>{r('b')}<w:moveTo>{r('a')}</w:moveTo>"
    assert read(by_hand(f"<w:p>{moved}</w:p>")) == Read("", "<p>ba</p>", ["2 tracked changes were accepted."])
