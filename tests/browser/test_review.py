"""The editors' pages about submissions, in a browser: axe, keyboard, touch, the clipboard."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from submissions.models import Correction, Link, Message, Submission, Terms
from tests.browser.test_accessible import problems
from tests.factories import make_guest, make_submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = "/admin/submissions/submission/"
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True}
BODY = '<p>They hum, <a href="https://example.org/hives">all day</a>.</p><blockquote>Hm.</blockquote>'


def page_of(submission: Submission) -> str:
    return f"{QUEUE}{submission.pk}/change/"


@pytest.fixture
def stages(editor: User) -> list[Submission]:
    """One in each state whose page looks different, with all that may be on it."""
    Terms.current().save()
    known = {"bio": "Keeps *bees*.", "website": "https://example.com", "book_title": "Hives", "idea": "Of bees."}
    draft = make_submission(idea="About rivers.", due_on=timezone.localdate() - timedelta(days=1))
    again = make_submission(guest=make_guest(), status="changes_requested", body=BODY, **known)
    again.post.body = BODY.replace("all day", "all night")
    again.post.save()
    again.submit(by=again.guest)
    Message.objects.say(again, "Is it well now?", by=again.guest)
    Message.objects.say(again, "I doubt it.", by=editor, is_private=True)
    accepted = make_submission(guest=make_guest(), status="accepted", body=BODY)
    accepted.send_galley(by=editor)
    accepted.object_to_galley(by=accepted.guest, edition=accepted.edition, reason="Not so.")
    scheduled = make_submission(guest=make_guest(), status="scheduled", body=BODY)
    published = make_submission(guest=make_guest(), status="published", body=BODY)
    texts = {"body": BODY.replace("hum", "sing")}
    Correction.objects.propose(published, texts, by=published.guest, reason="They sing.")
    return [draft, again, accepted, scheduled, published]


@pytest.mark.once
@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(desk, stages: list[Submission], scheme: str, width: int):
    page = desk(color_scheme=scheme, viewport={"width": width, "height": 800})
    lists = [QUEUE, f"{QUEUE}?view=writing", f"{QUEUE}calendar/", f"{QUEUE}invite/"]
    others = ["/admin/", "/admin/submissions/guest/", "/admin/submissions/terms/1/change/"]
    found = {}
    for path in [*lists, *others, *map(page_of, stages)]:
        page.goto(path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        found[path] = [*problems(page), page.evaluate("document.documentElement.scrollWidth <= innerWidth")]
    assert {path: said for path, said in found.items() if said != [True]} == {}


@pytest.mark.once
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_something_is_refused(desk, stages: list[Submission], second_editor: User, scheme: str):
    page = desk(color_scheme=scheme)
    page.goto(f"{QUEUE}invite/")
    page.get_by_role("button", name="Send by mail").click()
    page.locator(".errornote").wait_for()
    found = {"invite": problems(page)}
    page.goto(page_of(stages[1]))
    stages[1].take_up(by=second_editor)
    page.get_by_text("Decline…").click()
    page.locator("#why-decline").fill("Too long.")
    page.get_by_role("button", name="Decline", exact=True).click()
    page.locator(".errornote").wait_for()
    found["page"] = problems(page)
    assert found == {"invite": [], "page": []}


def by_keyboard(page: Page, name: str) -> None:
    """Tab to what is called so, and press it."""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            return page.keyboard.press("Enter")
    raise AssertionError(f"nothing called {name} is reached")


def test_changes_are_requested_by_keyboard_alone(desk, editor: User):
    submission = make_submission(status="submitted")
    page = desk()
    page.goto(page_of(submission))
    by_keyboard(page, "Request changes…")
    page.keyboard.press("Tab")
    page.keyboard.type("Shorter, please.")
    by_keyboard(page, "Request changes")
    expect(page.locator(".messagelist")).to_contain_text("It is with its author again")
    submission.refresh_from_db()
    assert (submission.status, submission.moves.first().reason) == ("changes_requested", "Shorter, please.")


def test_a_week_of_work_by_touch_on_a_phone(desk: Callable[..., Page], editor: User):
    submission = make_submission(status="submitted", title="On bees", body=BODY)
    page = desk(**PHONE)
    page.get_by_role("link", name="1 submission waits").tap()
    page.get_by_role("link", name="On bees").tap()
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Decide").tap()
    page.get_by_role("button", name="Accept").tap()
    page.get_by_role("button", name="Send the galley").tap()
    expect(page.locator(".messagelist")).to_contain_text("on its way to its author")
    submission.refresh_from_db()
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    page.reload()
    page.get_by_role("button", name="Publish now").tap()
    expect(page.locator(".messagelist")).to_contain_text("It is public.")


def test_a_guest_is_invited_and_the_link_copied(desk: Callable[..., Page], editor: User):
    page = desk(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("link", name="Invite a guest").click()
    page.get_by_label("Name").fill("Amara Quill")
    page.get_by_role("button", name="I hand it over myself").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == Link.objects.get().address


def test_without_scripts_the_link_is_a_field_to_select(desk: Callable[..., Page], editor: User):
    submission = make_submission(status="submitted")
    page = desk(java_script_enabled=False)
    page.goto(page_of(submission))
    expect(page.get_by_role("textbox", name="Personal link")).to_have_value(Link.objects.get().address)
    assert not page.get_by_role("button", name="Copy link").is_visible()
