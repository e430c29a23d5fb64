"""axe-core finds nothing on any kind of page, light and dark, with errors shown."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from accounts.models import Author, User
from blog.models import Category, Post, Tag
from tests.factories import make_comment, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHEMES = ["light", "dark"]


@pytest.fixture
def full(guest: Author, editor: User) -> Post:
    """A guest post with all its parts, and a conversation with a stub, a badge and an answer."""
    guest.books.create(
        title="Hives", subtitle="A year", description="Of bees.", link="https://example.org/hives", year=2020
    )
    host = {"introduction": "Here is *Amara*.", "introduced_by": editor.author, "subtitle": "What they do all day"}
    body = (
        '<h2>First</h2><p>They <em>hum</em>, <a href="https://example.org">all day</a>.</p><blockquote>Hm.</blockquote>'
    )
    post = make_post(authors=[guest], title="On bees", question="Do you keep bees?", body=body, **host)
    post.categories.add(Category.objects.create(name="Animals"))
    post.tags.add(Tag.objects.create(name="honey"))
    root = make_comment(post=post, name="Ana", website="https://example.org/ana", is_answer=True)
    reply = make_comment(post=post, parent=root, author=guest, body="> quoted\n\nYes, `indeed`.")
    make_comment(post=post, parent=make_comment(post=post, parent=reply, status="spam"))
    return post


def check(page: Page) -> None:
    """Axe is put in by the browser's own hand: the policy would let no script tag in."""
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_for_readers(open_browser, full: Post, scheme: str):
    page = open_browser(color_scheme=scheme)
    month = f"/{full.published_at:%Y/%m}/"
    lists = ["/", "/authors/", "/authors/amara-quill/", "/archive/", "/category/animals/", "/tag/honey/", month]
    others = [
        "/on-bees/",
        "/on-bees/?replytocom=1#respond",
        "/search/",
        "/search/?q=bees&comments=on",
        "/search/?q=nothing",
    ]
    for path in [*lists, *others, "/no-such-page/", "/accounts/login/", "/accounts/password/reset/"]:
        page.goto(path)
        check(page)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_with_errors_and_a_held_comment(open_browser, full: Post, scheme: str):
    page = open_browser(color_scheme=scheme, viewport={"width": 375, "height": 800})
    page.goto("/on-bees/")
    page.get_by_role("button", name="Post Comment").click()
    check(page)
    for name, value in {"body": "Hello.", "name": "Rosa", "email": "rosa@example.org"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Post Comment").click()
    page.wait_for_url("**/#comment-*")
    check(page)
    page.get_by_role("link", name="Edit or delete").click()
    check(page)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    check(page)
