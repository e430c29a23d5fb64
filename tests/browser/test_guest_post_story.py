"""The main job, as a person does it: a guest post from the admin to its reader, and the conversation under it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from comments.models import Comment
from tests.browser.conftest import sign_in
from tests.browser.story import GuestPost, Said, conversation, essay_as_typed, guest_post, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def person(request, open_browser):
    """`person()`: somebody's page, on a machine with or without JavaScript."""
    return lambda: open_browser(java_script_enabled=request.param)


def test_a_guest_post_is_written_published_read_and_answered(person, editor: User):
    told, desk, reader = guest_post(), person(), person()
    sign_in(desk, editor)
    enter_author(desk, told)
    enter_post(desk, told)
    reader.goto("/")
    reader.get_by_role("link", name=told.title, exact=True).click()
    see_every_part(reader, told)
    talk(person, desk, conversation(), reader.url)


def enter_author(page: Page, told: GuestPost) -> None:
    page.goto("/admin/accounts/author/add/")
    page.locator("[name=name]").fill(told.guest)
    page.locator("[name=bio]").fill(told.bio)
    page.locator("[name=link_lines]").fill("His blog https://example.org/blog")
    page.locator("[name=books-0-title]").fill(told.book)
    page.locator("[name=books-0-link]").fill("https://example.org/book")
    page.locator("[name=_save]").click()
    expect(page.locator(".success")).to_be_visible()


def enter_post(page: Page, told: GuestPost) -> None:
    page.goto("/admin/blog/post/add/")
    page.locator("[name=title]").fill(told.title)
    write(page, "introduction", told.introduction)
    page.locator("[name=introduced_by]").select_option(label="Cleo Marsh")
    write(page, "body", essay_as_typed(told.essay))
    page.locator("[name=question]").fill(told.question)
    page.locator("[name=tags]").fill("leadership, networks")
    page.locator("[name=byline]").fill(told.guest)
    with page.expect_popup() as beside:
        page.locator("[name=_preview]").click()
    see_essay(beside.value, told)
    beside.value.close()
    page.locator("[name=_publish]").click()
    expect(page.locator(".success")).to_contain_text("Readers see it")


def see_every_part(page: Page, told: GuestPost) -> None:
    see_essay(page, told)
    expect(page.get_by_role("heading", level=1)).to_have_text(told.title)
    expect(page.locator(".post-head .kicker")).to_have_text("Guest post")
    expect(page.locator(".post-head .byline")).to_contain_text(f"By {told.guest}")
    introduction = page.locator(".introduction")
    expect(introduction).to_contain_text("Cleo Marsh introduces")
    expect(introduction.locator(".introduction__words")).to_have_text(told.introduction)
    expect(page.locator(".question")).to_contain_text(told.question)
    about = page.get_by_role("region", name=f"About {told.guest}")
    expect(about).to_contain_text(told.bio)
    expect(about.get_by_role("link", name="His blog")).to_have_attribute("href", "https://example.org/blog")
    expect(about.get_by_role("link", name=told.book)).to_have_attribute("href", "https://example.org/book")
    expect(page.get_by_role("heading", name="Leave a Reply")).to_be_visible()
    assert in_order(page, ".post-head", ".introduction", "#essay", ".question", ".about", "#comments", "#respond")


def see_essay(page: Page, told: GuestPost) -> None:
    essay = page.locator("#essay")
    expect(essay.locator("p")).to_have_text(told.essay)
    expect(essay.locator("p").nth(0).locator("em")).to_have_text(" ".join(told.essay[0].split()[:3]))
    expect(essay.locator("p").nth(1).locator("a")).to_have_attribute("href", "https://example.org/more")


def in_order(page: Page, *selectors: str) -> bool:
    tops = [page.locator(selector).first.bounding_box()["y"] for selector in selectors]
    return tops == sorted(tops)


def talk(person, desk: Page, entries: list[Said], address: str) -> None:
    """Each says their piece and alone sees it wait; the editor decides; then everybody sees what was approved."""
    numbers: dict[str, int] = {}
    for entry in entries:
        page = person()
        numbers[entry.key] = say(page, address, entry, numbers.get(entry.parent))
        expect(page.locator(f"#comment-{numbers[entry.key]}")).to_contain_text("only you can see it")
        expect(read(person, address)).not_to_contain_text(entry.body[:40])
        decide(desk, entry, numbers[entry.key])
    shown = read(person, address)
    for entry in entries:
        there = expect(shown).to_contain_text if entry.fate == "1" else expect(shown).not_to_contain_text
        there(entry.body[:40])
    expect(shown.locator(".comment .badge", has_text="Author")).to_have_count(1)


def read(person, address: str) -> Locator:
    page = person()
    page.goto(address)
    return page.locator("#comments")


def say(page: Page, address: str, entry: Said, parent: int | None) -> int:
    """Fill in the form, under the comment that is answered; the focus then lies on what was said."""
    page.goto(address)
    if parent:
        page.locator(f"#comment-{parent} .reply-link").click()
        expect(page.locator("#respond h2")).to_contain_text("Reply to")
    for field in ("body", "name", "email", "website"):
        page.locator(f"#respond [name={field}]").fill(getattr(entry, field))
    page.get_by_role("button", name="Post Comment").click()
    page.wait_for_url("**/#comment-*")
    comment = Comment.objects.latest("pk")
    assert comment.parent_id == parent
    assert page.evaluate("document.activeElement.id") == f"comment-{comment.pk}"
    return comment.pk


def decide(desk: Page, entry: Said, number: int) -> None:
    desk.goto("/admin/comments/comment/")
    row = desk.locator("tr", has_text=entry.body[:40])
    verb = {"1": "Approve", "spam": "Spam"}.get(entry.fate)
    if verb:
        row.get_by_role("button", name=verb).click()
        expect(desk.locator(".success")).to_have_text(f"{verb}: 1 comment.")
    if entry.is_reply:  # by the guest, who has no account to prove it with
        desk.goto(f"/admin/comments/comment/{number}/change/")
        desk.locator("[name=author]").select_option(label=entry.name)
        desk.locator("[name=_save]").click()
