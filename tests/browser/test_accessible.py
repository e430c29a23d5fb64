"""axe-core finds nothing on any kind of page, light and dark, with errors shown."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Tab

from accounts.models import Author, User
from blog.models import Category, MenuItem, Page, Post, Revision, Series, Tag
from blog.models.revision import TEXTS
from outbox.models import Mail
from tests.factories import make_comment, make_draft, make_image, make_post, set_site

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
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
    post.series, post.part = Series.objects.create(name="A year"), 1
    post.picture = make_image(alt="A hive", credit="Ana")
    post.save()
    make_post(title="Part two", series=post.series, part=2)
    post.related.add(make_post(title="On wasps"))
    root = make_comment(post=post, name="Ana", website="https://example.org/ana", is_answer=True)
    reply = make_comment(post=post, parent=root, author=guest, body="> quoted\n\nYes, `indeed`.")
    make_comment(post=post, parent=make_comment(post=post, parent=reply, status="spam"))
    return post


def problems(page: Tab) -> list[tuple[str, list[str]]]:
    """What axe finds. It is put in by the browser's own hand: the policy would let no script tag in."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


def check(page: Tab) -> None:
    assert problems(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_for_readers(open_browser, full: Post, scheme: str):
    page = open_browser(color_scheme=scheme)
    month = f"/{full.published_at:%Y/%m}/"
    lists = ["/", "/authors/", "/authors/amara-quill/", "/archive/", "/category/animals/", "/tag/honey/", month]
    about = Page.objects.create(title="About", body="<h2>Us</h2><p>Beekeepers.</p>", is_public=True)
    MenuItem.objects.create(page=about)
    set_site(footer="*All* of it.", link_lines="Elsewhere https://example.org/", accent="#1a5fb4")
    others = [
        *("/about/", "/series/a-year/"),
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


def desk_pages(post: Post) -> list[str]:
    comment = make_comment(post=post, status="pending")
    make_draft(title="Half done")
    Revision.objects.record(post, by=None)
    Revision.objects.create(post=post, texts=dict.fromkeys(TEXTS, "Other words."))
    set_site()
    lists = ["blog/post/", "blog/image/", "blog/page/", "blog/menuitem/", "comments/comment/", "comments/moderation/"]
    forms = ["blog/post/add/", f"blog/post/{post.pk}/change/", f"blog/post/{post.pk}/history/", "blog/site/1/change/"]
    more = ["blog/image/add/", "blog/page/add/", f"accounts/author/{post.byline_authors[0].pk}/change/"]
    of_comment = [f"comments/comment/{comment.pk}/change/", f"comments/comment/{comment.pk}/reply/"]
    mail = Mail.objects.put("comment-confirmation", to="rosa@example.org", link="http://localhost:8000/here/")
    Mail.objects.update(tries=1, last_error="421 later")
    of_mail = ["outbox/mail/", f"outbox/mail/{mail.pk}/change/", "outbox/wording/", f"outbox/wording/{mail.kind}/"]
    return ["/admin/", *(f"/admin/{path}" for path in [*lists, *forms, *more, *of_comment, *of_mail])]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_of_the_desk(desk, full: Post, scheme: str):
    page = desk(color_scheme=scheme)
    found = {}
    for path in desk_pages(full):
        page.goto(path)
        if "/blog/post/" in path and ("add" in path or "change" in path):
            page.locator(".field-body .tiptap").wait_for()
        found |= {path: problems(page)}
    page.goto("/admin/blog/post/add/")
    page.locator("[name=_publish]").click()
    page.locator(".errornote").wait_for()
    found |= {"errors": problems(page)}
    assert {path: said for path, said in found.items() if said} == {}
