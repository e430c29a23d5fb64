"""Proving an address by mail, and looking after who one is elsewhere, in a browser."""

import email
import re
from email import policy
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Identity
from blog.models import Post
from comments.models import Comment
from outbox.models import Mail
from tests.browser.commenting_as import MARTA, NAMES, body, choose, log_in, write_half

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def say_as_a_guest(page: Page) -> None:
    page.goto("/on-bees/")
    body(page).fill("By hand.")
    page.get_by_role("textbox", name="Name").fill("Rosa")
    page.get_by_role("textbox", name="Email").fill("rosa@example.org")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator(".comment--held")).to_contain_text("By hand.")


def mailed_link(mail_server: list) -> str:
    """The address in the one mail that came, when the outbox has sent what is due."""
    Mail.objects.send_due()
    (mail,) = mail_server
    assert mail.rcpt_tos == ["rosa@example.org"]
    text = email.message_from_bytes(mail.content, policy=policy.default).get_body(["plain"]).get_content()
    return re.search(r"http://localhost:\d+/comments/confirm/\w+/", text)[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_guest_proves_their_address(open_reader, mail_server: list, post: Post, scripts: bool):
    page = open_reader(java_script_enabled=scripts)
    say_as_a_guest(page)
    page.get_by_role("button", name="Confirm your address by e-mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.goto(mailed_link(mail_server))
    expect(page.get_by_text("By hand.")).to_be_visible()
    page.get_by_role("button", name="Yes, I wrote it").click()
    expect(page.locator(".comment--held .who")).to_have_text("Rosa")
    expect(page.get_by_role("button", name="Confirm your address by e-mail")).to_have_count(0)
    assert Comment.objects.get().identity == Identity.objects.get(provider="email", uid="rosa@example.org")


def test_somebody_else_takes_their_address_off_on_another_device(open_reader, mail_server: list, post: Post):
    page, phone = open_reader(), open_reader(viewport={"width": 375, "height": 700})
    say_as_a_guest(page)
    page.get_by_role("button", name="Confirm your address by e-mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    phone.goto(mailed_link(mail_server))
    phone.get_by_role("button", name="No, it was somebody else").click()
    expect(phone.get_by_role("heading", name="Thank you for saying so")).to_be_visible()
    assert (Comment.objects.get().email, Identity.objects.count()) == ("", 0)


def test_a_mail_that_does_not_leave_waits_and_leaves_later(open_reader, mail_server: list, settings, post: Post):
    working = settings.MAILERS
    options = {"host": "127.0.0.1", "port": 1, "timeout": 2}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    page = open_reader()
    say_as_a_guest(page)
    page.get_by_role("button", name="Confirm your address by e-mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    Mail.objects.send_due()
    assert ("refused" in Mail.objects.stuck().get().last_error, mail_server) == (True, [])
    page.get_by_role("link", name="Back to the conversation").click()
    expect(page.locator(".comment--held")).to_contain_text("By hand.")
    settings.MAILERS = working
    Mail.objects.update(leaves_at=timezone.now())
    page.goto(mailed_link(mail_server))
    page.get_by_role("button", name="Yes, I wrote it").click()
    expect(page.locator(".comment--held .who")).to_have_text("Rosa")


def add(page: Page, key: str) -> None:
    page.goto("/accounts/3rdparty/")
    page.get_by_role("button", name=NAMES[key]).click()


def names_here(page: Page):
    return page.locator(".parts h2")


def test_an_identity_is_added_and_removed_and_what_it_said_stays_without_a_name(open_reader, server, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "google")
    add(page, "x")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("You came back without signing in.")).to_be_visible()
    page.get_by_role("button", name="X").click()
    choose(page)
    expect(names_here(page)).to_have_count(2)
    page.goto("/on-bees/")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator(".comment--held").get_by_role("img", name="X", exact=True)).to_be_visible()
    comment = Comment.objects.get(name=MARTA)
    comment.approve(by=None)
    page.goto("/accounts/3rdparty/")
    page.get_by_role("link", name=f"Remove {MARTA}, X").click()
    page.get_by_role("button", name="Remove it").click()
    expect(names_here(page)).to_have_count(1)
    page.goto("/on-bees/")
    said = page.locator(f"#{comment.anchor}")
    expect(said.locator(".who")).to_have_text("Anonymous")
    expect(said.get_by_role("img")).to_have_count(0)
    assert (page.content().count(MARTA), Identity.objects.get().provider) == (1, "google")


def test_the_last_way_in_is_not_removed(open_reader, server, post: Post):
    page = open_reader()
    write_half(page, post)
    log_in(page, "facebook")
    page.goto("/accounts/3rdparty/")
    page.get_by_role("link", name=f"Remove {MARTA}, Facebook").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You could not sign in any more without it.")).to_be_visible()
    expect(names_here(page)).to_have_count(1)


def test_another_accounts_identity_is_not_added(open_reader, post: Post):
    first, second = open_reader(), open_reader()
    write_half(first, post)
    log_in(first, "facebook")
    write_half(second, post)
    log_in(second, "google")
    add(second, "facebook")
    choose(second)
    second.wait_for_url("**/accounts/3rdparty/**")
    expect(names_here(second)).to_have_count(1)
    assert Identity.objects.get(provider="facebook").user != Identity.objects.get(provider="google").user


@pytest.mark.parametrize("key", NAMES)
def test_at_the_sign_in_page_one_chooses_a_provider_too(open_reader, post: Post, key: str):
    page = open_reader()
    page.goto("/accounts/login/?next=/archive/")
    page.get_by_role("button", name=NAMES[key]).click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("You came back without signing in.")).to_be_visible()
    page.get_by_role("button", name=NAMES[key]).click()
    choose(page)
    expect(page.get_by_role("heading", name="Archive")).to_be_visible()
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    assert urlsplit(page.url).path == "/archive/"
