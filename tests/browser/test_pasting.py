"""What was copied in a word processor, pasted into the editors of essays: a guest's, and the editors' own."""

import pytest
from playwright.sync_api import Page, Route, expect

from blog.models import Post
from submissions.models import Submission
from tests.browser.test_writing import desk_of, open_at, texts, type_at_the_end, wait_until_saved
from tests.factories import make_draft, make_submission
from tests.safe import clipboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTE = """({ html, text }) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector(".field-body .tiptap").dispatchEvent(paste);
}"""
IN_WORD = (
    clipboard.WORDS_QUOTE
    + clipboard.WORDS_PARAGRAPHS
    + clipboard.WORDS_LIST
    + clipboard.item("First", marker="1.")
    + clipboard.WORDS_LINK
)
FROM_WORD = (
    "<h2>Bees</h2><blockquote><p>To bee<sup>[1]</sup>.</p></blockquote>"
    "<h2>The hive</h2><p>Bees fly <strong>far</strong> &amp; <em>wide</em>.</p><p>In Rome.</p>"
    "<ul><li><p>One</p><ul><li><p>Nested</p></li></ul></li><li><p>Two <strong>bold</strong></p></li></ul><p>After.</p>"
    '<ol><li><p>First</p></li></ol><p>To <a href="https://example.org/?a=1&amp;b=2">the hive</a>.</p>'
)
IN_GOOGLE = clipboard.GOOGLES_PARAGRAPHS + clipboard.GOOGLES_LISTS + clipboard.GOOGLES_LINK
FROM_GOOGLE = (
    "<h2>The hive</h2><p>Bees <strong>fly</strong><em> far</em><s> away</s><sup>2</sup></p>"
    "<ul><li><p>One</p><ul><li><p>Nested</p></li></ul></li><li><p>Two</p></li></ul><ol><li><p>First</p></li></ol>"
    '<p><a href="https://example.org/a?b=1&amp;c=2">the hive</a></p>'
)
COPIED = [
    pytest.param(clipboard.WORD.format(IN_WORD), FROM_WORD, id="Word"),
    pytest.param(clipboard.GOOGLE.format(IN_GOOGLE), FROM_GOOGLE, id="Google Docs"),
]


@pytest.fixture
def submission(transactional_db) -> Submission:
    return make_submission(body="")


@pytest.fixture
def watched():
    """`watched(page)`: nothing that it says is an error; what the content security policy refuses is one."""
    wrong: list[str] = []

    def watch(page: Page) -> Page:
        page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield watch
    assert wrong == []


def paste(page: Page, html: str, text: str = "") -> None:
    page.locator(".field-body .tiptap").focus()
    page.evaluate(PASTE, {"html": html, "text": text})


def held_back(page: Page) -> list[Route]:
    """What is sent to be made plain, until a test lets it go on."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/paste/", hold)
    return waiting


@pytest.mark.parametrize(("html", "body"), COPIED)
def test_what_a_guest_pastes_is_what_it_was(open_browser, watched, submission: Submission, html: str, body: str):
    page = open_at(watched(open_browser()), submission)
    paste(page, html)
    wait_until_saved(page)
    assert texts(submission)[1] == body.replace("<a ", '<a rel="nofollow" ')


@pytest.mark.parametrize(("html", "body"), COPIED)
def test_so_it_is_at_the_editors_desk(desk, watched, html: str, body: str):
    post, page = make_draft(body=""), watched(desk())
    page.goto(f"/admin/blog/post/{post.pk}/change/")
    paste(page, html)
    expect(page.locator(".field-body .tiptap a")).to_have_text("the hive")
    page.locator("[name=_continue]").click()
    expect(page.locator(".success")).to_be_visible()
    assert Post.objects.get().body_html == body


def test_so_it_is_in_a_correction(open_browser, watched):
    submission = make_submission(status="published")
    page = watched(open_browser())
    page.goto(f"{desk_of(submission)}{submission.pk}/correct/")
    page.locator(".field-body .tiptap").click()
    page.keyboard.press("Control+A")
    paste(page, clipboard.WORD.format(clipboard.WORDS_QUOTE))
    expect(page.locator(".field-body .tiptap blockquote")).to_have_text("To bee[1].")


def put_the_cursor_at(page: Page, offset: int) -> None:
    """In the only paragraph. The editor hears of it in a task of its own, and may set it back until then."""
    page.locator(".field-body .tiptap p").click()
    for _time in range(20):
        page.keyboard.press("Home")
        for _letter in range(offset):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
        if page.evaluate("getSelection().anchorOffset") == offset:
            return
    raise AssertionError("The cursor does not come there.")


def test_it_goes_where_the_cursor_was_and_what_is_typed_meanwhile_follows_it(open_browser, submission: Submission):
    submission.write({"body": "<p>One. Two.</p>"}, by=submission.guest, seen=submission.seen)
    page = open_at(open_browser(), submission)
    waiting = held_back(page)
    put_the_cursor_at(page, len("One. "))
    paste(page, clipboard.WORD.format("<p class=MsoNormal>Pasted.</p>"))
    page.keyboard.type(" Typed")
    page.wait_for_timeout(100)
    waiting[0].continue_()
    expect(page.locator(".field-body .tiptap")).to_have_text("One. Pasted. TypedTwo.")
    page.keyboard.type(" on. ")
    expect(page.locator(".field-body .tiptap")).to_have_text("One. Pasted. Typed on. Two.")


def test_a_button_waits_for_what_was_pasted(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    waiting = held_back(page)
    paste(page, clipboard.WORD.format("<p class=MsoNormal>Pasted.</p>"))
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_timeout(100)
    with page.expect_navigation():
        waiting[0].continue_()
    assert texts(submission)[1] == "<p>Pasted.</p>"


def test_where_the_site_does_not_answer_it_is_pasted_as_it_came(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    page.route("**/paste/", lambda route: route.abort())
    paste(page, clipboard.WORD.format("<h2>Bees</h2><p class=MsoNormal>They fly.</p>"))
    expect(page.locator(".field-body .tiptap")).to_contain_text("They fly.")
    expect(page.locator(".field-body [role=status]")).to_have_text(
        "The site did not answer, so this was pasted as it came. Please look it over."
    )
    page.unroute("**/paste/")
    paste(page, clipboard.WORD.format("<p class=MsoNormal>Again.</p>"))
    expect(page.locator(".field-body [role=status]")).to_have_text("")


def test_what_is_too_much_at_once_is_pasted_as_it_came_and_said(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    paste(page, clipboard.WORD.format(f"<p class=MsoNormal>They fly.{'<o:p></o:p>' * 100_000}</p>"))
    expect(page.locator(".field-body .tiptap")).to_contain_text("They fly.", timeout=15_000)
    expect(page.locator(".field-body [role=status]")).to_contain_text("This is more than can be made plain at once, so")


def test_what_was_copied_elsewhere_needs_no_site(open_browser, submission: Submission):
    page = open_at(open_browser(), submission)
    page.route("**/paste/", lambda route: route.abort())
    paste(page, "<p>One <b>bold</b> word.</p>")
    type_at_the_end(page, " And more.")
    wait_until_saved(page)
    assert texts(submission)[1] == "<p>One <strong>bold</strong> word. And more.</p>"
    expect(page.locator(".field-body [role=status]")).to_have_count(0)
