"""The comment form as a person uses it, with JavaScript and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from blog.models import Post
from comments.models import Comment
from tests.factories import make_comment

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def person(request, open_browser):
    return lambda **options: open_browser(java_script_enabled=request.param, **options)


def write(page: Page, **said: str) -> None:
    for name, value in ({"body": "Hello there.", "name": "Rosa", "email": "rosa@example.org"} | said).items():
        page.locator(f"[name={name}]").fill(value)


def focus(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_errors_stand_at_their_fields_with_the_focus_on_the_first(person, post: Post):
    page = person()
    page.goto("/on-bees/")
    write(page, body="Never lost.", email="rosa@example")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator("#id_email_error")).to_have_text(
        "Please check this address: it should look like name@example.org"
    )
    expect(page.locator("[name=body]")).to_have_value("Never lost.")
    expect(page.locator("[name=email]")).to_have_attribute("aria-invalid", "true")
    assert focus(page) == "id_email"
    page.locator("[name=email]").fill("rosa@example.org")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator(".comment--held")).to_contain_text("Never lost.")
    assert focus(page) == f"comment-{Comment.objects.get().pk}"


def test_enter_in_a_field_posts_the_comment(person, post: Post):
    page = person()
    page.goto("/on-bees/")
    write(page)
    page.locator("[name=name]").press("Enter")
    expect(page.locator(".comment--held")).to_contain_text("Hello there.")


def test_a_writer_edits_and_deletes_their_comment(person, post: Post):
    page = person()
    page.goto("/on-bees/")
    write(page, body="First words.")
    page.get_by_role("button", name="Post Comment").click()
    page.get_by_role("link", name="Edit or delete").click()
    expect(page.locator("[name=body]")).to_have_value("First words.")
    page.locator("[name=body]").fill("Better words.")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".comment--held")).to_contain_text("Better words.")
    page.get_by_role("link", name="Edit or delete").click()
    page.get_by_role("button", name="Delete it").click()
    page.wait_for_url("**/on-bees/#comments")
    expect(page.locator(".comment")).to_have_count(0)
    assert not Comment.objects.exists()


def test_a_reply_can_be_begun_and_cancelled(person, post: Post):
    comment = make_comment(post=post, name="Ana")
    page = person()
    page.goto("/on-bees/")
    page.get_by_role("link", name="Reply to Ana").click()
    expect(page.locator("#respond h2")).to_have_text("Reply to Ana")
    expect(page.locator("[name=parent]")).to_have_value(str(comment.pk))
    page.get_by_role("link", name="Cancel reply").click()
    expect(page.locator("#respond h2")).to_have_text("Leave a Reply")
    expect(page.locator("[name=parent]")).to_have_value("")


def test_remembered_details_are_filled_in(person, post: Post):
    page = person()
    page.goto("/on-bees/")
    write(page, website="rosa.example.org")
    page.get_by_label("Save my name, email, and website").check()
    page.get_by_role("button", name="Post Comment").click()
    page.goto("/on-bees/")
    expect(page.locator("[name=email]")).to_have_value("rosa@example.org")
    expect(page.locator("[name=website]")).to_have_value("https://rosa.example.org")


def test_a_draft_survives_a_reload_and_goes_once_it_is_sent(open_browser, post: Post):
    page = open_browser()
    page.goto("/on-bees/")
    write(page, body="Half a thought")
    page.reload()
    expect(page.locator("[name=body]")).to_have_value("Half a thought")
    write(page, body="A whole thought")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator(".comment--held")).to_contain_text("A whole thought")
    expect(page.locator("[name=body]")).to_have_value("")


def test_a_double_click_sends_one_comment(person, post: Post):
    page = person()
    page.goto("/on-bees/")
    write(page)
    page.get_by_role("button", name="Post Comment").dblclick()
    expect(page.locator(".comment--held")).to_contain_text("Hello there.")
    assert Comment.objects.count() == 1


def test_a_second_press_after_the_first_answer_s_cookie_sends_one_comment(open_browser, post: Post):
    page = open_browser(java_script_enabled=False)
    again = page.context.new_page()
    for each in (page, again):
        each.goto("/on-bees/")
        write(each)
    for each in (page, again):
        each.get_by_role("button", name="Post Comment").click()
        expect(each.locator(".comment--held")).to_contain_text("Hello there.")
    assert Comment.objects.count() == 1


def test_deep_threads_leave_room_to_read_on_a_phone(open_browser, post: Post):
    parent = None
    for _depth in range(9):
        parent = make_comment(post=post, parent=parent)
    page = open_browser(viewport={"width": 375, "height": 800})
    page.goto("/on-bees/")
    texts = page.locator(".comment__text")
    assert texts.count() == 9
    assert min(texts.nth(index).bounding_box()["width"] for index in range(9)) >= 240
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    expect(page.locator(".thread .thread .thread .thread .thread .thread")).to_have_count(1)
    expect(page.locator(".thread .thread .thread .thread .thread .thread .thread")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/on-bees/", "/authors/", "/accounts/login/", "/no-such-page/"])
def test_no_page_breaks_its_own_policy(open_browser, post: Post, path: str):
    page = open_browser()
    broken = []
    page.on(
        "console", lambda message: broken.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.goto(path)
    assert broken == []


def test_a_draft_that_could_not_be_sent_is_there_again(open_browser, post: Post):
    page = open_browser()
    page.goto("/on-bees/")
    write(page, body="Said into the wind")
    page.route("**/on-bees/comments/", lambda route: route.abort())
    page.get_by_role("button", name="Post Comment").click()
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.goto("/on-bees/")
    expect(page.locator("[name=body]")).to_have_value("Said into the wind")


@pytest.mark.parametrize(("preference", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_the_page_moves_under_nobody_who_would_rather_it_did_not(open_browser, post: Post, preference, behaviour):
    page = open_browser(reduced_motion=preference)
    page.goto("/on-bees/")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
