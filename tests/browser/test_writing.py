"""A guest's writing page in a browser: typed, saved, found again, and nothing lost where something goes wrong."""

import base64
import json

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from submissions.models import Link, Submission
from tests.browser.test_accessible import SCHEMES, problems
from tests.factories import lead, make_guest, make_submission
from tests.safe.documents import saved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
DROP = """(bytes) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], "essay.docx"));
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector("#writing").dispatchEvent(event);
}"""


@pytest.fixture
def submission(transactional_db) -> Submission:
    return make_submission(guest=make_guest(name="Amara Quill"), body="<p>The river was high.</p>")


def desk_of(submission: Submission) -> str:
    return f"/write/desk/{Link.objects.for_mailing(submission.guest).token}/"


def writing(submission: Submission) -> str:
    return f"{desk_of(submission)}{submission.pk}/write/"


def open_at(page: Page, submission: Submission) -> Page:
    page.goto(writing(submission))
    page.locator(".field-body .tiptap").wait_for()
    return page


def type_at_the_end(page: Page, text: str) -> None:
    page.locator(".field-body .tiptap p").last.click()
    page.keyboard.press("End")
    page.keyboard.type(text)


def wait_until_saved(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text("Saved at", timeout=10_000)


def texts(submission: Submission) -> tuple[str, str]:
    submission.refresh_from_db()
    return submission.post.title, submission.post.body_html


def test_what_is_typed_is_saved_and_found_on_another_device(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    page.get_by_label("Title", exact=True).fill("On rivers")
    type_at_the_end(page, " It rained.")
    wait_until_saved(page)
    assert texts(submission) == ("On rivers", "<p>The river was high. It rained.</p>")
    other = open_at(open_browser(**PHONE), submission)
    expect(other.locator(".field-body .tiptap")).to_have_text("The river was high. It rained.")


def test_it_goes_on_being_saved_over_its_own_saves(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    for number in range(3):
        with page.expect_response("**/save/") as answer:
            type_at_the_end(page, f" {number}")
        assert answer.value.status == 200
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_load_state()
    assert texts(submission)[1] == "<p>The river was high. 0 1 2</p>"


def test_how_long_it_is_is_counted_while_it_is_typed(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    expect(page.locator("#count")).to_have_text("4 words, about a minute to read")
    type_at_the_end(page, " ")
    page.keyboard.insert_text("word " * 399)
    page.keyboard.type("word ")
    expect(page.locator("#count")).to_have_text("404 words, about 2 minutes to read")


def test_of_two_windows_the_second_is_shown_both_texts(open_browser, submission: Submission):
    first, second = open_at(open_browser(), submission), open_at(open_browser(), submission)
    type_at_the_end(first, " It rained.")
    wait_until_saved(first)
    type_at_the_end(second, " It was warm.")
    expect(second.locator("#stale")).to_be_visible(timeout=10_000)
    second.get_by_role("button", name="Show me both texts").click()
    expect(second.locator(".changes")).to_contain_text("It rained.")
    expect(second.locator(".field-body .tiptap")).to_have_text("The river was high. It was warm.")
    second.get_by_role("button", name="Save").last.click()
    expect(second.locator("#differences")).to_have_count(0)
    assert texts(submission)[1] == "<p>The river was high. It was warm.</p>"


def test_what_the_site_did_not_take_is_handed_in_later(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    page.route("**/save/", lambda route: route.abort())
    type_at_the_end(page, " It rained.")
    expect(page.locator("#saved")).to_contain_text("Your words are kept in this window.", timeout=10_000)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.unroute("**/save/")
    page.goto("/")
    assert asked == ["beforeunload"]
    open_at(page, submission)
    expect(page.locator(".field-body .tiptap")).to_have_text("The river was high. It rained.")
    assert texts(submission)[1] == "<p>The river was high. It rained.</p>"


def test_what_was_kept_and_overtaken_is_shown_beside_the_other(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    page.route("**/save/", lambda route: route.abort())
    type_at_the_end(page, " It rained.")
    expect(page.locator("#saved")).to_contain_text("Your words are kept in this window.", timeout=10_000)
    submission.write({"body": "<p>The river was low.</p>"}, by=submission.guest, seen=submission.seen)
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/save/")
    page.goto(writing(submission))
    expect(page.locator("#differences")).to_be_visible(timeout=10_000)
    expect(page.locator(".field-body .tiptap")).to_have_text("The river was high. It rained.")


def test_once_it_is_with_the_editors_the_words_stay_to_copy(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    lead(submission, "submitted")
    type_at_the_end(page, " It rained.")
    expect(page.locator("#saved")).to_contain_text("It is with the editors now", timeout=10_000)
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_label("Your words, to copy before you go:")).to_contain_text("It rained.")


def essay() -> bytes:
    document = Document()
    document.add_heading("The winter cluster", 0)
    document.add_paragraph("They hold together.")
    return saved(document).read()


def test_a_word_document_that_is_dropped_becomes_the_draft(open_browser, submission: Submission):
    submission.write({"title": "", "body": ""}, by=submission.guest, seen=submission.seen)
    page = open_at(open_browser(), submission)
    page.evaluate(DROP, base64.b64encode(essay()).decode())
    expect(page.get_by_text("Your document is in the form below")).to_be_visible(timeout=10_000)
    expect(page.get_by_label("Title", exact=True)).to_have_value("The winter cluster")
    assert texts(submission) == ("The winter cluster", "<p>They hold together.</p>")


def test_over_a_text_it_is_asked_where_a_dropped_document_goes(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    type_at_the_end(page, " It rained.")
    page.evaluate(DROP, base64.b64encode(essay()).decode())
    expect(page.get_by_role("button", name="Replace what is here")).to_be_focused()
    page.get_by_role("button", name="Put it at the end").click()
    expect(page.get_by_text("Your document is in the form below")).to_be_visible(timeout=10_000)
    body = "<p>The river was high. It rained.</p>\n<p>They hold together.</p>"
    assert texts(submission) == ("On bees", body)


def test_from_writing_to_sent_by_touch_alone(open_browser, submission: Submission):
    page = open_at(open_browser(**PHONE), submission)
    page.get_by_role("button", name="Preview").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("On bees")
    page.get_by_role("link", name="Back", exact=True).tap()
    page.locator(".field-body .tiptap").wait_for()
    page.get_by_role("button", name="Send it in…").tap()
    page.get_by_label("I agree to these terms.").tap()
    page.get_by_role("button", name="Send it to the editors").tap()
    expect(page.locator(".place")).to_have_text("With the editors")
    submission.refresh_from_db()
    assert submission.status == "submitted"


def test_no_button_is_too_small_for_a_finger(open_browser, submission: Submission):
    page = open_at(open_browser(**PHONE), submission)
    small = """() => [...document.querySelectorAll("main button, main summary, main input:not([type=hidden])")]
      .filter((node) => node.offsetParent && !node.matches(".visually-hidden, [type=checkbox]"))
      .filter((node) => node.offsetHeight < 44 || node.offsetWidth < 40).map((node) => node.outerHTML.slice(0, 120))"""
    assert page.evaluate(small) == []
    for path in (desk_of(submission), f"{desk_of(submission)}{submission.pk}/", "/write/"):
        page.goto(path)
        assert page.evaluate(small) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_without_scripts_it_is_written_and_a_document_brought_in(open_browser, submission: Submission, tmp_path):
    path = tmp_path / "essay.docx"
    path.write_bytes(essay())
    page = open_browser(java_script_enabled=False)
    page.goto(writing(submission))
    page.get_by_label("Essay").fill("One.\n\nTwo.")
    page.get_by_role("button", name="Save").last.click()
    assert texts(submission)[1] == "<p>One.</p>\n<p>Two.</p>"
    page.get_by_text("Have you got it in Word?").click()
    page.get_by_label("Choose the document").set_input_files(path)
    page.get_by_role("button", name="Replace what is here").click()
    assert texts(submission)[1] == "<p>They hold together.</p>"


def test_nothing_is_asked_of_anybody_else_and_no_cookie_is_set(open_browser, submission: Submission):
    page = open_browser()
    wrong = []
    page.on("request", lambda request: "localhost" in request.url or wrong.append(request.url))
    page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    open_at(page, submission)
    type_at_the_end(page, " It rained.")
    wait_until_saved(page)
    assert (wrong, page.context.cookies()) == ([], [])


@pytest.mark.once
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing(open_browser, submission: Submission, editor, scheme: str):
    guest, page, found = submission.guest, open_browser(color_scheme=scheme, **PHONE), {}
    galley = make_submission(guest=guest, status="accepted")
    galley.send_galley(by=editor)
    own = {status: make_submission(guest=guest, status=status).pk for status in ("changes_requested", "published")}
    pages = ["", f"{submission.pk}/", f"{galley.pk}/galley/", f"{own['published']}/", f"{own['published']}/correct/"]
    pages += [f"{own['changes_requested']}/", f"{submission.pk}/preview/", f"{galley.pk}/write/"]
    for path in ["/write/", "/write/pitch/sent/", "/write/desk/none/", *(desk_of(submission) + each for each in pages)]:
        page.goto(path)
        page.wait_for_timeout(300 if "correct" in path else 0)
        found |= {path: problems(page)}
    open_at(page, submission)
    found |= {"writing": problems(page)}
    page.get_by_label("Website").fill("nowhere")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_label("Website")).to_be_focused()
    found |= {"errors": problems(page)}
    assert json.dumps({path: said for path, said in found.items() if said}, indent=1) == "{}"


def test_a_button_that_the_silent_site_does_not_take_leaves_the_words_where_they_are(
    open_browser, submission: Submission
):
    page = open_at(open_browser(), submission)
    page.route("**/save/", lambda route: route.abort())
    type_at_the_end(page, " It rained.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#saved")).to_contain_text("Your words are kept in this window.")
    expect(page.locator(".field-body .tiptap")).to_have_text("The river was high. It rained.")
    page.unroute("**/save/")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#essay")).to_have_text("The river was high. It rained.")
