"""axe-core finds nothing on any page on which somebody says who they are, light and dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Identity
from blog.models import Post
from comments.models import Comment, Confirmation
from tests.browser.commenting_as import (
    NAMES,
    WREN,
    choose,
    is_guest,
    log_in,
    press,
    stop_between,
    trouble,
    write_half,
)
from tests.browser.test_accessible import SCHEMES, problems
from tests.factories import make_comment

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


def pages_of_a_guest(page: Page, server, post: Post) -> Iterator[str]:
    write_half(page, post)
    yield "the form, signed out"
    stop_between(page, server, "google")
    expect(page.get_by_role("heading", name="Connecting to Google")).to_be_visible()
    yield "on the way"
    page.goto("/on-bees/")
    press(page, "google")
    page.get_by_role("button", name="Cancel").click()
    expect(trouble(page)).to_be_visible()
    yield "back without signing in"
    page.goto("/accounts/google/login/callback/?state=forged&code=1")
    page.goto("/accounts/google/login/callback/?state=forged&code=1")  # now that the trip is over
    yield "nothing to go back to"
    page.goto("/accounts/login/")
    yield "sign in"


def pages_of_a_confirmation(page: Page, post: Post) -> Iterator[str]:
    page.goto("/on-bees/")
    for name, value in {"body": "By hand.", "name": "Rosa", "email": "rosa@example.org"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Post Comment").click()
    yield "a held comment that may be confirmed"
    page.get_by_role("button", name="Confirm your address by e-mail").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    yield "the mail is on its way"
    link = Confirmation.objects.get().get_absolute_url()
    page.goto(link)
    yield "is this yours"
    page.get_by_role("button", name="No, it was somebody else").click()
    yield "disowned"
    page.goto(link)
    yield "the link is over"


def pages_of_somebody_known(page: Page, post: Post) -> Iterator[str]:
    write_half(page, post)
    log_in(page, "google")
    Identity.objects.refresh_due()
    page.reload()
    yield "the form, signed in"
    page.get_by_role("button", name="Change").click()
    is_guest(page)
    log_in(page, "x", WREN)
    page.get_by_role("button", name="Change").click()
    is_guest(page)
    yield "the choice, signed in"
    page.goto("/on-bees/")
    page.get_by_role("button", name="Post Comment").click()
    expect(page.locator(".comment--held .mark")).to_be_visible()
    yield "a comment with its mark"
    page.goto("/accounts/3rdparty/")
    yield "identities"
    page.get_by_role("button", name="Google").click()
    choose(page)
    page.wait_for_url("**/accounts/3rdparty/**")
    yield "one that is another account's"
    page.get_by_role("link", name=f"Remove {WREN}").click()
    yield "remove"
    page.get_by_role("button", name="Remove it").click()
    yield "removed or not"


def pages_of_the_desk(page: Page, post: Post) -> Iterator[str]:
    for key in NAMES:
        make_comment(post=post, status="pending", provider=key, name=f"Somebody at {NAMES[key]}")
    page.goto("/admin/")
    yield "the front page of the desk"
    page.goto("/admin/comments/comment/")
    yield "the queue"
    page.goto(f"/admin/comments/comment/{Comment.objects.filter(provider='x').first().pk}/change/")
    yield "a comment at the desk"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_for_everybody(open_browser, desk, server, post: Post, scheme: str):
    guest, other, known = (open_browser(color_scheme=scheme) for _ in range(3))
    found = {name: problems(guest) for name in pages_of_a_guest(guest, server, post)}
    found |= {name: problems(other) for name in pages_of_a_confirmation(other, post)}
    found |= {name: problems(known) for name in pages_of_somebody_known(known, post)}
    editor = desk(color_scheme=scheme)
    found |= {name: problems(editor) for name in pages_of_the_desk(editor, post)}
    assert {name: said for name, said in found.items() if said} == {}
