from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from accounts.models import User


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
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
