from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

import standins
from accounts.models import User
from tests.browser.commenting_as import NAMES, Seen, callback, stood_in


@pytest.fixture
def desk(open_browser: Callable[..., Page], editor: User):
    """`desk()`: a page of an editor who has signed in, through the site's own form; `desk(user)` of somebody else."""

    def open_desk(user: User = editor, **options: object) -> Page:
        page = open_browser(**options)
        sign_in(page, user)
        return page

    return open_desk


def sign_in(page: Page, user: User) -> None:
    page.goto("/admin/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill("a long password")
    button = page.get_by_role("button", name="Sign in")
    button.tap() if page.evaluate("navigator.maxTouchPoints") else button.click()
    page.wait_for_url("**/admin/")


@pytest.fixture
def site(live_server: Any) -> str:
    """The live site's address, as readers have it."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def server(settings: Any, site: str) -> Iterator[standins.Server]:
    """Stand-ins whose keys the live site has, and at which its ways back are registered."""
    with standins.running(redirects=[callback(site, key) for key in NAMES]) as running:
        stood_in(settings, site, running)
        yield running


@pytest.fixture
def open_reader(open_browser: Callable[..., Page], server: standins.Server, site: str):
    """`open_reader()`: somebody's page. In the end the policy has refused nothing, no window has opened, nobody was
    asked but the site, and the provider by those who went there, and nobody else's cookie was set."""
    seen, pages = Seen(urlsplit(site).netloc, urlsplit(server.url).netloc), []

    def open_page(**options: object) -> Page:
        page = open_browser(**options)
        seen.watch(page)
        pages.append(page)
        return page

    yield open_page
    assert seen.wrong == []
    assert {cookie["domain"] for page in pages for cookie in page.context.cookies()} <= {"localhost"}
