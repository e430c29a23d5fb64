"""What the writer of a Word document is told of it."""

import re

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from safe.word import Read
from tests.safe.documents import by_hand, saved
from tests.safe.drafts import r, read


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


def styled(style: str, inside: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def test_a_table_of_contents_is_left_out_and_told_once():
    leads = "".join(styled("TOC1", f'<w:hyperlink w:anchor="_Toc{n}">{r(f"Bees {n}")}</w:hyperlink>') for n in range(3))
    draft = read(by_hand(styled("TOCHeading", r("Contents")) + leads + f"<w:p>{r('Words.')}</w:p>"))
    assert draft == Read("", "<p>Words.</p>", ["The table of contents was left out."])


def test_hidden_words_are_left_out_and_told_once():
    hidden = r("Secret", "<w:vanish/>") + r(" ", "<w:vanish/>") + r("more", "<w:vanish/>")
    assert read(by_hand(f"<w:p>{r('Words.')}{hidden}</w:p>")) == Read(
        "", "<p>Words.</p>", ["Words that were hidden in it were left out."]
    )


def test_spaces_that_are_hidden_are_nobodys_loss():
    assert read(by_hand(f"<w:p>{r('Words.')}{r(' ', '<w:vanish/>')}</w:p>")).lost == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "//elsewhere.example", "other.docx"])
def test_a_link_that_leads_nowhere_becomes_words_and_is_told(address: str):
    document = Document()
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph = document.add_paragraph("To ")
    paragraph._p.append(link)
    link.append(paragraph.add_run("the hive")._r)
    told = ["1 link to a file, or to a place in the document itself, became plain words."]
    assert read(saved(document)) == Read("", "<p>To the hive</p>", told)


def test_links_within_the_document_become_words_and_are_told():
    anchored = f'<w:hyperlink w:anchor="Honey">{r("the honey")}</w:hyperlink>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK \\l "Honey"</w:instrText>'
        f'<w:fldChar w:fldCharType="separate"/></w:r>{r("it")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    told = ["2 links to files, or to places in the document itself, became plain words."]
    draft = read(by_hand(f"<w:p>{r('See ')}{anchored}{r(', and ')}{field}.</w:p>"))
    assert (draft.body, draft.lost) == ("<p>See the honey, and it</p>", told)


def test_headings_below_the_third_level_are_told():
    headings = "".join(styled(f"Heading{level}", r(f"Level {level}")) for level in (2, 3, 4, 5, 7))
    told = ["2 headings below the third level became headings of the third level."]
    draft = read(by_hand(f"<w:p>{r('Words.')}</w:p>{headings}"))
    assert re.findall(r"<(h\d)>", draft.body) == ["h2", "h3", "h4", "h4", "h4"]
    assert draft.lost == told


def test_headings_that_only_begin_deeper_have_lost_nothing():
    headings = "".join(styled(f"Heading{level}", r(f"Level {level}")) for level in (7, 8, 9))
    draft = read(by_hand(f"<w:p>{r('Words.')}</w:p>{headings}"))
    assert (re.findall(r"<(h\d)>", draft.body), draft.lost) == (["h2", "h3", "h4"], [])


def test_a_text_box_becomes_paragraphs_once():
    box = f"<w:txbxContent><w:p>{r('Boxed.')}</w:p></w:txbxContent>"
    choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
    draft = read(by_hand(f"<w:p>{r('Words.')}<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r></w:p>"))
    assert draft == Read("", "<p>Words.</p>\n<p>Boxed.</p>", ["1 text box became paragraphs."])


def test_what_was_moved_stands_where_it_was_moved_to():
    moved = f"<w:moveFrom>{r('a')}</w:moveFrom>{r('b')}<w:moveTo>{r('a')}</w:moveTo>"
    assert read(by_hand(f"<w:p>{moved}</w:p>")) == Read("", "<p>ba</p>", ["2 tracked changes were accepted."])
