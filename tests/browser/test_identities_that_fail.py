"""Whatever goes wrong at a provider or on the way: the words are still there, and nobody is signed in by mistake."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from playwright.sync_api import Page, expect

from blog.models import Post
from tests.browser.commenting_as import (
    MARTA,
    NAMES,
    WORDS,
    body,
    choose,
    everything_is_kept,
    is_as,
    is_guest,
    log_in,
    press,
    trouble,
    write_half,
)
from tests.standins.walking import fetch

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
FAULTS = {
    "wordpress": ["token_fails", "token_is_garbled", "userinfo_fails", "signature_is_forged"],
    "google": ["token_fails", "token_is_garbled", "signature_is_forged"],
    "x": ["token_fails", "token_is_garbled", "userinfo_fails"],
    "facebook": ["token_fails", "token_is_garbled", "userinfo_fails"],
}


def failed(key: str) -> str:
    return (
        f"{NAMES[key]} did not let you in: it may be out of order, or it took too long. "
        "What you wrote is still here. Please try again, or choose another way."
    )


def nobody_is_in(page: Page) -> None:
    is_guest(page)
    assert not SocialAccount.objects.exists()


# At the provider


@pytest.mark.parametrize("key", NAMES)
def test_somebody_changes_their_mind_there(open_reader, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    press(page, key)
    page.get_by_role("button", name="Cancel").click()
    expect(trouble(page)).to_have_text(
        f"You came back from {NAMES[key]} without signing in. What you wrote is still here."
    )
    everything_is_kept(page, hers)
    nobody_is_in(page)


@pytest.mark.parametrize("key", NAMES)
def test_its_errors_cost_no_words_and_it_may_be_tried_again(open_reader, server, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    for fault in FAULTS[key]:
        press(page, key)
        with server.failing(**{fault: True}):
            choose(page)
            expect(trouble(page)).to_have_text(failed(key))
        everything_is_kept(page, hers)
        nobody_is_in(page)
        page.goto("/archive/")  # so that the next sentence is a new one
        page.goto("/on-bees/")
    log_in(page, key)
    everything_is_kept(page, hers)
    expect(trouble(page)).to_have_count(0)


# Out of reach


def test_one_that_cannot_be_asked_where_its_doors_are_is_not_gone_to(open_reader, server, post: Post):
    page = open_reader()
    hers = write_half(page, post)
    server.close()
    press(page, "wordpress")
    expect(trouble(page)).to_have_text(
        "WordPress.com cannot be reached just now. What you wrote is still here; please choose another way."
    )
    everything_is_kept(page, hers)
    nobody_is_in(page)


@pytest.mark.parametrize("key", ["google", "x", "facebook"])
def test_back_from_an_address_that_is_dead(open_reader, server, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    server.close()
    press(page, key)
    expect(page).to_have_url(re.compile("^chrome-error:"))
    page.go_back()
    everything_is_kept(page, hers)
    nobody_is_in(page)
    page.reload()
    everything_is_kept(page, hers)


@pytest.mark.parametrize("key", NAMES)
def test_one_that_goes_down_meanwhile(open_reader, server, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    back = way_back(page, key)
    server.close()
    page.goto(back)
    expect(trouble(page)).to_have_text(failed(key))
    everything_is_kept(page, hers)
    nobody_is_in(page)


def way_back(page: Page, key: str) -> str:
    """Go to the provider and stay there; returns the address to which it would lead Marta."""
    press(page, key)
    expect(page.get_by_role("button", name=f"Continue as {MARTA}")).to_be_visible()
    return fetch(page.url, {"person": "marta_who_is_invented"}).headers["Location"]


# The way back


@pytest.mark.parametrize("key", NAMES)
def test_the_way_back_is_gone_once(open_reader, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    back = way_back(page, key)
    page.goto(back)
    is_as(page, key)
    page.goto(back)
    expect(page.get_by_role("heading", name="Nothing has changed")).to_be_visible()
    expect(page.get_by_text("was used before")).to_be_visible()
    page.goto("/on-bees/")
    is_as(page, key)
    everything_is_kept(page, hers)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("key", NAMES)
def test_a_forged_state_lets_nobody_in(open_reader, post: Post, key: str):
    page = open_reader()
    hers = write_half(page, post)
    back = way_back(page, key)
    page.goto(back.replace("state=", "state=x"))
    expect(trouble(page)).to_have_text(failed(key))
    everything_is_kept(page, hers)
    nobody_is_in(page)


def test_a_code_that_was_used_lets_nobody_in(open_reader, post: Post):
    page = open_reader()
    hers = write_half(page, post)
    used, back = code_of(spent(open_reader, post)), way_back(page, "x")
    page.goto(back.replace(code_of(back), used))
    expect(trouble(page)).to_have_text(failed("x"))
    everything_is_kept(page, hers)
    is_guest(page)


def spent(open_reader, post: Post) -> str:
    """The way back that somebody else went."""
    page = open_reader()
    write_half(page, post)
    back = way_back(page, "x")
    page.goto(back)
    is_as(page, "x")
    return back


def code_of(back: str) -> str:
    return dict(parse_qsl(urlsplit(back).query))["code"]


def test_a_session_that_ended_meanwhile_costs_no_words(open_reader, post: Post):
    page = open_reader()
    hers = write_half(page, post)
    back = way_back(page, "google")
    page.context.clear_cookies(name="sessionid")
    page.goto(back)
    expect(trouble(page)).to_have_text(failed("google"))
    everything_is_kept(page, hers)
    nobody_is_in(page)


def test_an_answer_meant_for_another_browser_lets_nobody_in(open_reader, post: Post):
    page, other = open_reader(), open_reader()
    write_half(page, post)
    back = way_back(page, "google")
    other.goto(back)
    expect(other.get_by_role("heading", name="You are not signed in")).to_be_visible()
    expect(other.get_by_text("Nothing has changed.")).to_be_visible()
    other.goto("/on-bees/")
    nobody_is_in(other)
    expect(body(other)).to_have_value("")
    assert WORDS not in other.content()
