"""What a guest typed and the site refused as wrong: it is kept in the window, and put back when they return."""

import pytest
from playwright.sync_api import Page, expect

from submissions.models import Submission
from tests.browser.test_pasting import paste
from tests.browser.test_writing import open_at, texts, wait_until_saved
from tests.factories import make_submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOO_MUCH = f"<p>{'<b>bees</b> fly ' * 2001}</p>"
APART = "apart from what is marked"


@pytest.fixture
def submission(transactional_db) -> Submission:
    return make_submission(body="<p>The river was high.</p>")


@pytest.fixture
def asked() -> list[str]:
    """What a page asked before it was left; each time the answer is to leave."""
    return []


def listen(page: Page, asked: list[str]) -> Page:
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return page


def write_too_much(page: Page) -> None:
    paste(page, TOO_MUCH)
    expect(page.locator("#saved")).to_contain_text(APART, timeout=15_000)


def test_an_essay_that_is_refused_is_there_on_return_and_leaving_is_asked_about(
    open_browser, submission: Submission, asked: list[str]
):
    page = open_at(listen(open_browser(), asked), submission)
    write_too_much(page)
    page.goto("/")
    assert (asked, texts(submission)[1]) == (["beforeunload"], "<p>The river was high.</p>")
    open_at(page, submission)
    expect(page.locator(".field-body.field--wrong .tiptap")).to_contain_text("bees fly bees fly", timeout=15_000)
    page.goto("/")
    assert asked == ["beforeunload"] * 2


def test_once_it_is_mended_nothing_is_asked_and_nothing_put_back(
    open_browser, submission: Submission, asked: list[str]
):
    page = open_at(listen(open_browser(), asked), submission)
    write_too_much(page)
    page.locator(".field-body .tiptap").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("It rained.")
    expect(page.locator("#saved")).not_to_contain_text(APART, timeout=15_000)
    wait_until_saved(page)
    page.goto("/")
    open_at(page, submission)
    page.wait_for_timeout(500)
    assert (asked, texts(submission)[1]) == ([], "<p>It rained.</p>")
    expect(page.locator(".field-body .tiptap")).to_have_text("It rained.")


def test_half_an_address_is_there_on_return(open_browser, submission: Submission, asked: list[str]):
    page = open_at(listen(open_browser(), asked), submission)
    page.get_by_label("Website").fill("nowhere")
    page.get_by_label("Title", exact=True).fill("On rivers")
    expect(page.locator("#saved")).to_contain_text(APART, timeout=15_000)
    page.goto("/")
    open_at(page, submission)
    expect(page.locator(".field-website.field--wrong input")).to_have_value("nowhere", timeout=15_000)
    expect(page.get_by_label("Title", exact=True)).to_have_value("On rivers")
