"""A Word document on the writing page: it becomes the draft, and what could not come along is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from blog.models import Image, Revision
from tests.blog.page import Page
from tests.factories import make_submission
from tests.safe.documents import picture, saved
from tests.submissions.conftest import AtDesk
from tests.submissions.test_submission_write import write

pytestmark = pytest.mark.django_db


def word(title: str = "The winter cluster", text: str = "They hold together.") -> SimpleUploadedFile:
    document = Document()
    document.add_heading(title, 0)
    document.add_paragraph(text)
    return SimpleUploadedFile("essay.docx", saved(document).read())


def test_a_document_becomes_an_empty_draft(at: AtDesk):
    submission = make_submission(guest=at.guest, title="", body="")
    response = write(at, submission, "word", document=word())
    assert response.status_code == 200
    assert "All of it came along. Please look it over." in response.text
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body_html) == ("The winter cluster", "<p>They hold together.</p>")
    assert Page(response).fields("writing")["seen"] == submission.seen


def test_where_there_is_text_they_are_asked(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, "word", document=word())
    assert response.status_code == 400
    assert "There is text here already." in response.text
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees.</p>"


@pytest.mark.parametrize(
    ("then", "body"),
    [
        ("word-replace", "<p>They hold together.</p>"),
        ("word-append", "<p>Bees.</p>\n<p>They hold together.</p>"),
    ],
)
def test_it_goes_where_they_say_and_the_old_text_is_kept(at: AtDesk, then: str, body: str):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, then, document=word())
    assert response.status_code == 200
    assert [item.text for item in Page(response).all("ul[@class='word__lost']/li")] == [
        "Its title “The winter cluster” was left out: your essay has one already."
    ]
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body_html) == ("On bees", body)
    assert [revision.texts["body"] for revision in Revision.objects.all()] == ["<p>Bees.</p>"]


def test_a_title_that_is_the_same_is_no_loss(at: AtDesk):
    submission = make_submission(guest=at.guest, title="The winter cluster", body="")
    response = write(at, submission, "word", document=word("THE WINTER CLUSTER"))
    assert "All of it came along. Please look it over." in response.text


def test_what_was_typed_in_the_same_moment_is_kept_too(at: AtDesk):
    submission = make_submission(guest=at.guest)
    write(at, submission, "word-replace", document=word(), body="<p>Typed just now.</p>", bio="Keeps bees.")
    submission.refresh_from_db()
    assert submission.bio == "Keeps bees."
    assert Revision.objects.first().texts["body"] == "<p>Typed just now.</p>"


def test_its_pictures_come_along(at: AtDesk):
    document = Document()
    document.add_paragraph("Look:")
    document.add_picture(picture())
    upload = SimpleUploadedFile("essay.docx", saved(document).read())
    submission = make_submission(guest=at.guest, title="", body="")
    write(at, submission, "word", document=upload)
    submission.refresh_from_db()
    image = Image.objects.get()
    assert image.address in submission.post.body
    assert image.alt == "A picture that is not described yet"


@pytest.mark.parametrize(
    ("name", "data"), [("essay.docx", b"no archive"), ("essay.doc", b"\xd0\xcf\x11\xe0"), ("x", b"PK\x03\x04")]
)
def test_what_cannot_be_read_is_refused_with_a_sentence(at: AtDesk, name: str, data: bytes):
    submission = make_submission(guest=at.guest, title="", body="")
    response = write(at, submission, "word", document=SimpleUploadedFile(name, data), title="On wasps")
    assert response.status_code == 400
    assert 'class="refused"' in response.text
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body) == ("On wasps", "")


def test_without_a_document_they_are_told_to_choose_one(at: AtDesk):
    submission = make_submission(guest=at.guest, title="", body="")
    response = write(at, submission, "word")
    assert response.status_code == 400
    assert "Choose a Word document first: a file whose name ends in .docx." in response.text


# While something else is wrong


def told(page: Page) -> tuple[list[str], list[str]]:
    """What was refused, and what of the document was lost."""
    refused, lost = page.all("div[@class='refused']/p"), page.all("ul[@class='word__lost']/li")
    return [said.text for said in refused], [said.text for said in lost]


def test_it_is_taken_in_while_something_else_is_marked(at: AtDesk):
    submission = make_submission(guest=at.guest, title="On bees", body="")
    response = write(at, submission, "word", document=word(), website="nowhere")
    page = Page(response)
    assert response.status_code == 400
    assert told(page) == (
        ["The rest is saved. Please look at what is marked."],
        ["Its title “The winter cluster” was left out: your essay has one already."],
    )
    fields = page.fields("writing")
    assert (fields["body"], fields["website"]) == ("<p>They hold together.</p>", "nowhere")
    assert page.one("input[@name='website']").get("aria-invalid") == "true"
    submission.refresh_from_db()
    assert (submission.post.body, submission.website) == ("<p>They hold together.</p>", "")
    assert at.post(f"{submission.pk}/write/", fields | {"website": ""}).status_code == 302


def test_one_that_cannot_be_read_leaves_the_marks_where_they_are(at: AtDesk):
    submission = make_submission(guest=at.guest, body="")
    document = SimpleUploadedFile("essay.docx", b"none")
    page = Page(write(at, submission, "word", document=document, website="nowhere"))
    assert told(page)[0] == [
        "This is not a Word document. Please save your text as .docx and send that.",
        "The rest is saved. Please look at what is marked.",
    ]
    assert page.fields("writing")["website"] == "nowhere"


@pytest.mark.parametrize("then", ["word-replace", "word-append"])
def test_it_takes_no_place_of_a_text_that_is_not_saved(at: AtDesk, then: str):
    submission, typed = make_submission(guest=at.guest), "<b>x</b>" * 4001
    response = write(at, submission, then, document=word(), body=typed)
    page = Page(response)
    assert response.status_code == 400
    assert told(page)[0] == [
        "Your document was not brought in. Mend your text first; then choose the document once more.",
        "The rest is saved. Please look at what is marked.",
    ]
    assert page.fields("writing")["body"] == typed
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees.</p>"
