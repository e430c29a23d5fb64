"""Comment as who you already are, in a browser, under the policy that the site ships."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment
from tests.browser.commenting_as import (
    MARTA,
    NAMES,
    TOMAS,
    WORDS,
    body,
    everything_is_kept,
    is_as,
    is_guest,
    log_in,
    press,
    stop_between,
    write_half,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def post_comment(page: Page) -> None:
    page.get_by_role("button", name="Post Comment").click()


def held(page: Page):
    return page.locator(".comment--held")


# There and back


@pytest.mark.parametrize("key", NAMES)
def test_a_comment_is_posted_as_who_one_is_there(open_reader, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    log_in(page, key)
    everything_is_kept(page, hers)
    post_comment(page)
    expect(held(page).locator(".who")).to_have_text(MARTA)
    expect(held(page).get_by_role("img", name=NAMES[key], exact=True)).to_be_visible()
    expect(held(page).locator(".badge--answer")).to_be_visible()
    expect(body(page)).to_have_value("")
    comment = Comment.objects.get(name=MARTA)
    assert (comment.provider, comment.parent, comment.is_answer) == (key, hers, True)


@pytest.mark.parametrize("key", NAMES)
def test_the_page_between_goes_on_by_itself_and_has_a_link(open_reader, server, post: Post, key: str):
    page = open_reader()
    write_half(page, post)
    going = stop_between(page, server, key)
    expect(page.get_by_role("heading", name=f"Connecting to {NAMES[key]}")).to_be_visible()
    expect(page.get_by_text("What you wrote is kept and will be here when you come back.")).to_be_visible()
    link = page.get_by_role("link", name=f"Go on to {NAMES[key]}")
    expect(link).to_have_attribute("href", going)
    link.click()
    expect(page.get_by_role("heading", name="Choose who to be")).to_be_visible()


def test_without_javascript_all_of_it_is_the_same(open_reader, post: Post):
    page = open_reader(java_script_enabled=False)
    hers = write_half(page, post)
    press(page, "google")
    page.get_by_role("button", name="Cancel").click()
    everything_is_kept(page, hers)
    log_in(page, "google")
    everything_is_kept(page, hers)
    page.get_by_role("button", name="Change").click()
    everything_is_kept(page, hers)
    page.get_by_role("button", name=f"Google {MARTA}").click()
    is_as(page, "google")
    post_comment(page)
    expect(held(page).get_by_role("img", name="Google")).to_be_visible()
    page.get_by_role("button", name="Log Out").click()
    is_guest(page)


def test_on_a_phone_by_touch(open_reader, post: Post):
    page = open_reader(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True)
    hers = write_half(page, post)
    page.get_by_role("button", name="Log in with X").tap()
    page.get_by_role("button", name=f"Continue as {TOMAS}").tap()
    is_as(page, "x", TOMAS)
    everything_is_kept(page, hers)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.get_by_role("button", name="Post Comment").tap()
    expect(held(page).locator(".who")).to_have_text(TOMAS)


def test_what_is_typed_after_coming_back_survives_a_reload(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "x")
    body(page).fill(f"{WORDS} goes on")
    page.goto("/archive/")
    page.goto("/on-bees/")
    expect(body(page)).to_have_value(f"{WORDS} goes on")


# The Enter key


def test_enter_in_a_guests_field_presses_no_icon(open_reader, post: Post):
    page = open_reader()
    page.goto("/on-bees/")
    body(page).fill("By hand.")
    page.get_by_role("textbox", name="Email").fill("rosa@example.org")
    page.get_by_role("textbox", name="Name").fill("Rosa")
    page.get_by_role("textbox", name="Name").press("Enter")
    expect(held(page).locator(".who")).to_have_text("Rosa")
    expect(held(page).get_by_role("img")).to_have_count(0)


def test_enter_on_the_box_posts_and_logs_nobody_out(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "x")
    page.get_by_label("This answers the question.").press("Enter")
    expect(held(page).locator(".who")).to_have_text(MARTA)
    is_as(page, "x")


# Change


def test_somebody_changes_to_who_they_are_elsewhere_and_back(open_reader, post: Post):
    """With the same proven address both are one account's."""
    page = open_reader()
    hers = write_half(page, post)
    log_in(page, "google")
    page.get_by_role("button", name="Change").click()
    is_guest(page)
    log_in(page, "wordpress")
    page.get_by_role("button", name="Change").click()
    everything_is_kept(page, hers)
    own = page.locator(".own").get_by_role("button")
    expect(own).to_have_count(2)
    own.get_by_role("img", name="Google").click()
    is_as(page, "google")
    everything_is_kept(page, hers)
    post_comment(page)
    expect(held(page).get_by_role("img", name="Google")).to_be_visible()
    assert User.objects.count() == 1


def test_changing_to_another_account_takes_the_words_along(open_reader, post: Post):
    page = open_reader()
    hers = write_half(page, post)
    log_in(page, "google")
    page.get_by_role("button", name="Change").click()
    log_in(page, "facebook", TOMAS)
    everything_is_kept(page, hers)
    post_comment(page)
    expect(held(page).locator(".who")).to_have_text(TOMAS)
    assert Comment.objects.get(name=TOMAS).user == Identity.objects.get(provider="facebook").user
    assert User.objects.count() == 2


def test_somebody_signed_in_comments_as_a_guest(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "google")
    page.get_by_role("button", name="Change").click()
    page.get_by_role("textbox", name="Name").fill("Nobody's account")
    page.get_by_role("textbox", name="Email").fill("rosa@example.org")
    post_comment(page)
    expect(held(page).locator(".who")).to_have_text("Nobody's account")
    expect(held(page).get_by_role("img")).to_have_count(0)
    assert Comment.objects.get(body=WORDS).user is None
    is_as(page, "google")


# Log Out


def test_what_was_written_is_for_nobody_else_in_the_same_tab(open_reader, post: Post):
    page = open_reader()
    hers = write_half(page, post)
    log_in(page, "google")
    body(page).press("End")
    body(page).press_sequentially("!")
    page.get_by_role("button", name="Log Out").click()
    is_guest(page)
    expect(body(page)).to_have_value("")
    page.reload()
    expect(body(page)).to_have_value("")
    log_in(page, "google", TOMAS)
    expect(body(page)).to_have_value("")
    page.goto("/on-bees/")
    expect(body(page)).to_have_value("")
    body(page).fill("What Tomás thinks")
    page.get_by_role("button", name="Log Out").click()
    expect(body(page)).to_have_value("")
    log_in(page, "google")
    expect(body(page)).to_have_value(f"{WORDS}!")
    expect(page.locator("[name=parent]")).to_have_value(str(hers.pk))
    assert "Tomás" not in page.content()


def test_the_back_button_shows_no_words_of_whoever_logged_out(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "google")
    page.get_by_role("button", name="Log Out").click()
    is_guest(page)
    page.go_back()
    is_guest(page)
    expect(body(page)).to_have_value("")


def test_the_session_is_over_after_logging_out(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "google")
    page.get_by_role("button", name="Log Out").click()
    is_guest(page)
    page.goto("/accounts/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


# Pictures


def test_the_picture_from_there_is_shown_from_here(open_reader, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "facebook")
    assert Identity.objects.refresh_due() == 1
    page.reload()
    face = page.locator(".as img.face")
    expect(face).to_have_attribute("src", Identity.objects.get().picture.url)
    post_comment(page)
    expect(held(page).locator("img.face")).to_have_attribute("src", Identity.objects.get().picture.url)
    assert page.evaluate("[...document.querySelectorAll('img.face')].every((face) => face.naturalWidth > 90)")
