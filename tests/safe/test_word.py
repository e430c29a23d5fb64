"""Word documents that people send, and the drafts that are made of them."""

from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from safe.word import Read
from tests.safe import documents
from tests.safe.documents import by_hand, saved
from tests.safe.drafts import FIGURE, body, r, read


@pytest.fixture(scope="session")
def from_libre_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return documents.by_libre_office(tmp_path_factory.mktemp("documents"))


# As LibreOffice writes them

EXPECTED = {
    "headings": Read("Bees & I", "<h2>The hive</h2>\n<p>One.</p>\n<h3>Its door</h3>\n<p>Two.</p>\n<h2>Honey</h2>", []),
    "emphasis": Read(
        "",
        "<p>Plain, <strong>bold</strong>, <em>slanted</em>, <em>stressed</em>, 2<sup>nd</sup> and “quoted”.<br>"
        "A new line. Far off.</p>\n"
        '<p>To <a href="https://example.org/?a=1&amp;b=2">the hive</a> and to a file.</p>',
        ["1 link to a file, or to a place in the document itself, became plain words."],
    ),
    "lists": Read(
        "",
        "<ul><li>One<ul><li>One, one<ul><li>Deepest</li></ul></li></ul></li><li>Two</li></ul>\n<p>Between.</p>\n"
        "<ol><li>First</li><li>Second</li></ol>",
        [],
    ),
    "quotes": Read("", "<p>Said:</p>\n<blockquote><p>To bee.</p><p>Or not.</p></blockquote>\n<hr>\n<p>After.</p>", []),
    "notes": Read(
        "",
        "<p>Bees<sup>1</sup> fly<sup>2</sup> far<sup>3</sup>.</p>\n<h3>Notes</h3>\n"
        "<ol><li>Or wasps.</li><li>With <em>wings</em>.</li><li>At last.</li></ol>",
        [],
    ),
    "pictures": Read("", f"<p>Before</p>\n{FIGURE.format('Two fields')}\n<p>After.</p>", []),
    "tables": Read(
        "",
        "<p>Hive · Honey</p>\n<p><strong>North</strong> · 3 kg</p>\n<p>Sum.</p>",
        ["1 table became paragraphs, one for each row."],
    ),
    "changes": Read("", "<p>Bees often fly.</p>", ["2 tracked changes were accepted."]),
}


def test_what_libre_office_writes_becomes_a_draft(from_libre_office: dict[str, bytes]):
    assert {name: read(BytesIO(data)) for name, data in from_libre_office.items()} == EXPECTED


# As Word has them, made by python-docx


def test_a_title_is_taken_out_of_the_words():
    document = Document()
    document.add_paragraph("")
    document.add_heading("Bees\n& I", 0)
    document.add_heading("The hive", 1)
    document.add_heading("Its door", 3)
    assert read(saved(document)) == Read("Bees & I", "<h2>The hive</h2>\n<h4>Its door</h4>", [])


def test_a_heading_at_the_top_is_the_title_and_the_others_follow_it():
    document = Document()
    document.add_heading("Bees", 1)
    document.add_paragraph("Words.")
    document.add_heading("Wings", 2)
    assert read(saved(document)) == Read("Bees", "<p>Words.</p>\n<h2>Wings</h2>", [])


def test_a_heading_further_down_is_no_title():
    document = Document()
    document.add_paragraph("Words.")
    document.add_heading("Bees", 1)
    assert read(saved(document)) == Read("", "<p>Words.</p>\n<h2>Bees</h2>", [])


def test_marks_become_elements_and_empty_ones_nothing():
    document = Document()
    paragraph = document.add_paragraph("Plain ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" ").bold = True
    paragraph.add_run("both").bold = paragraph.runs[-1].italic = True
    paragraph.add_run(" gone").font.strike = True
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("hidden").font.hidden = True
    document.add_paragraph(" ").add_run(" ").bold = True
    expected = "<p>Plain <strong>bold both</strong><s> gone</s><sub>2</sub></p>"
    assert body(saved(document)).replace("<em>", "").replace("</em>", "") == expected


def test_lists_nest_by_their_styles():
    document = Document()
    for style in ("List Bullet", "List Bullet 2", "List Number 3", "List Bullet"):
        document.add_paragraph(style, style=style)
    assert body(saved(document)) == (
        "<ul><li>List Bullet<ul><li>List Bullet 2<ol><li>List Number 3</li></ol></li></ul></li>"
        "<li>List Bullet</li></ul>"
    )


@pytest.mark.parametrize("style", ["Quote", "Intense Quote"])
def test_quotes_are_quotes_whatever_the_program_calls_their_style(style: str):
    document = Document()
    document.add_paragraph("To bee.", style=style)
    document.styles[style].element.find(qn("w:name")).set(qn("w:val"), "Zitat")
    assert body(saved(document)) == "<blockquote><p>To bee.</p></blockquote>"


def test_a_style_of_ones_own_is_what_it_is_based_on():
    document = Document()
    document.styles.add_style("Mine", 1).base_style = document.styles["Heading 2"]
    document.add_paragraph("Bees", style="Mine")
    document.add_paragraph("fly.")
    assert body(saved(document)) == "<h2>Bees</h2>\n<p>fly.</p>"


def test_two_breaks_part_paragraphs_and_other_breaks_are_none():
    document = Document()
    run = document.add_paragraph().add_run("One")
    run.add_break()
    run.add_text("two")
    for _time in range(3):
        run.add_break()
    run.add_text("three")
    run.add_break(WD_BREAK.PAGE)
    assert body(saved(document)) == "<p>One<br>two</p>\n<p>three</p>"


def test_a_table_of_one_column_is_a_box():
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Words."
    cell.add_paragraph("More.")
    told = ["1 table became paragraphs, one for each row."]
    assert read(saved(document)) == Read("", "<p>Words.</p>\n<p>More.</p>", told)


def test_a_table_of_rows_keeps_what_is_in_its_cells():
    document = Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).text = "One"
    table.cell(0, 2).text = "a\nb"
    table.cell(0, 2).add_paragraph("c")
    assert body(saved(document)) == "<p>One · a<br>b c</p>"


# By hand: what neither of the two can make


def test_a_link_made_by_a_field_is_a_link():
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{words}'
        for kind, words in (
            ("begin", '<w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r>'),
            ("separate", r("the hive")),
            ("end", r(".")),
        )
    )
    assert body(by_hand(f"<w:p>{field}</w:p>")) == '<p><a href="https://example.org/">the hive</a>.</p>'


def test_a_page_number_is_words_and_no_field():
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert body(by_hand(f"<w:p>{r('On ')}{field}{r('7')}{ends}</w:p>")) == "<p>On 7</p>"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    deleted = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('Bees ')}<w:del>{r('never ')}</w:del></w:p>"
    assert body(by_hand(f"{deleted}<w:p>{r('fly.')}</w:p>")) == "<p>Bees fly.</p>"


def test_words_that_look_like_tags_are_words():
    assert body(by_hand(f"<w:p>{r('&lt;script&gt; &amp;amp;')}</w:p>")) == "<p>&lt;script&gt; &amp;amp;</p>"
