import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from blog.models import Image, Revision
from submissions.models import Terms
from tests.blog.page import Page
from tests.factories import make_submission
from tests.safe.documents import picture, saved
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db


def form_of(at: AtDesk, submission) -> dict:
    """What a browser sends, nothing being changed."""
    fields = Page(at.get(f"{submission.pk}/write/")).fields("writing")
    return {name: value for name, value in fields.items() if name not in (None, "document")}


def word(title: str = "The winter cluster", text: str = "They hold together.") -> SimpleUploadedFile:
    document = Document()
    document.add_heading(title, 0)
    document.add_paragraph(text)
    return SimpleUploadedFile("essay.docx", saved(document).read())


def write(at: AtDesk, submission, then: str = "save", **said: object):
    return at.post(f"{submission.pk}/write/", form_of(at, submission) | {"then": then} | said)


def test_the_form_has_what_there_is(at: AtDesk):
    submission = make_submission(guest=at.guest, bio="Keeps *bees*.", website="https://example.org")
    form = form_of(at, submission)
    assert {name: form[name] for name in ("title", "body", "bio", "website", "seen")} == {
        "title": "On bees",
        "body": "<p>Bees.</p>",
        "bio": "Keeps *bees*.",
        "website": "https://example.org",
        "seen": "1.1",
    }


def test_the_site_s_scripts_run_there_and_no_other(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = at.get(f"{submission.pk}/write/")
    policy = response.headers["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert nonce
    others = [node.get("src") for node in Page(response).all("script") if node.get("nonce") != nonce]
    assert others == ["/static/js/site.js"]
    assert " style=" not in response.text


@pytest.mark.parametrize(
    ("then", "page"), [("save", "write/"), ("", "write/"), ("preview", "preview/"), ("hand-in", ""), ("x", "write/")]
)
def test_each_button_saves_and_leads_on(at: AtDesk, then: str, page: str):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, then, title="On wasps")
    assert (response.status_code, response.headers["Location"]) == (302, f"{at.root}{submission.pk}/{page}")
    submission.refresh_from_db()
    assert submission.post.title == "On wasps"


def test_pressed_twice_it_is_saved_once(at: AtDesk):
    submission = make_submission(guest=at.guest)
    form = form_of(at, submission) | {"title": "On wasps"}
    assert [at.post(f"{submission.pk}/write/", form).status_code for _press in range(2)] == [302, 302]
    submission.refresh_from_db()
    assert submission.seen == "2.1"


def test_what_is_wrong_comes_back_and_the_rest_is_saved(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, "hand-in", title="On wasps", website="nowhere", name="Ama")
    assert response.status_code == 400
    page = Page(response)
    assert page.fields("writing")["website"] == "nowhere"
    assert page.one("input[@name='website']").get("aria-invalid") == "true"
    submission.refresh_from_db()
    assert (submission.post.title, submission.name, submission.website) == ("On wasps", "Ama", "")
    again = at.post(f"{submission.pk}/write/", page.fields("writing") | {"website": ""})
    assert again.status_code == 302


def test_of_two_devices_the_second_is_shown_both_texts(at: AtDesk):
    submission = make_submission(guest=at.guest)
    old = form_of(at, submission)
    write(at, submission, body="<p>Bees in summer.</p>")
    response = at.post(f"{submission.pk}/write/", old | {"body": "<p>Bees in winter.</p>"})
    assert response.status_code == 409
    assert "From what was saved there to what you typed here" in response.text
    assert "<del>summer.</del><ins>winter.</ins>" in response.text
    page = Page(response)
    assert page.fields("writing")["body"] == "<p>Bees in winter.</p>"
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees in summer.</p>"
    assert at.post(f"{submission.pk}/write/", page.fields("writing")).status_code == 302
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees in winter.</p>"


@pytest.mark.parametrize("status", ["submitted", "published", "declined", "withdrawn"])
def test_while_it_is_not_theirs_the_words_come_back(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest)
    form = form_of(at, submission)
    from tests.factories import lead

    lead(submission, status)
    response = at.post(f"{submission.pk}/write/", form | {"body": "<p>All that I typed.</p>"})
    assert response.status_code == 409
    assert "&lt;p&gt;All that I typed.&lt;/p&gt;" in response.text
    assert at.get(f"{submission.pk}/write/").status_code == 200
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees.</p>"


def test_how_many_words_are_asked_for_is_said(at: AtDesk):
    Terms(most_words=900).save()
    submission = make_submission(guest=at.guest)
    assert Page(at.get(f"{submission.pk}/write/")).one("p[@id='count']").get("data-most") == "900"


# From Word


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
