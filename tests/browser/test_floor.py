"""Old browsers and large letters: the site looks the same at the floor, and no page scrolls sideways."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, Route

from accounts.models import Author, User
from blog.models import Category, Post
from tests.browser.stylesheet import at_the_floor, nested
from tests.factories import make_comment, make_post

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
SHEETS = sorted(Path(settings.BASE_DIR, "static", "css").glob("*.css"))
FOR_READERS = [
    "/",
    "/on-bees/",
    "/authors/amara-quill/",
    "/archive/",
    "/search/?q=bees",
    "/accounts/login/",
    "/nothing/",
]
ENLARGE = "document.addEventListener('DOMContentLoaded', () => document.documentElement.style.fontSize = '{}')"
FOR_EDITORS = ["/admin/", "/admin/comments/comment/", "/admin/blog/post/add/"]
PIXELS, SHADES = 2, 12

# Every part that is laid out, as where it stands and in which colours, the ground being the nearest that is painted.
PARTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = rgba(getComputedStyle(node).backgroundColor);
      if (colour[3]) return colour;
    }
    return [255, 255, 255, 255];
  };
  const parts = "header, main, footer, nav, article, section, aside, h1, h2, h3, p, li, form, .prose > *, " +
    ".card, .face, .field, .field *, .button, .kicker, .quiet, .wrong, .badge, input, textarea";
  return [...document.querySelectorAll(parts)].filter((node) => node.offsetParent).map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const what = node.tagName + "." + node.className + " " + node.textContent.trim().slice(0, 30);
    return [what, [x, y, width, height], [...rgba(getComputedStyle(node).color), ...ground(node)]];
  });
}"""


@pytest.fixture
def site(guest: Author, editor: User) -> Post:
    """A guest post with all its parts and a deep conversation, in which somebody says a very long word."""
    guest.books.create(title="Hives", subtitle="A year", description="Of bees.", link="https://example.org/", year=2020)
    guest.link_lines = "My notebook https://example.org/" + "long" * 20
    guest.save()
    body = "<h2>First</h2><p>They hum.</p><blockquote>Hm.</blockquote><pre>" + "wide " * 60 + "</pre>"
    said = {"introduction": "Here is *Amara*.", "introduced_by": editor.author, "subtitle": "What they do all day"}
    post = make_post(authors=[guest, editor.author], title="On bees", question="Do you keep bees?", body=body, **said)
    post.categories.add(Category.objects.create(name="Animals"))
    comment = None
    for depth in range(9):
        comment = make_comment(post=post, parent=comment, name=f"Writer {depth} " + "N" * 40, body="Word" * 60)
    make_comment(post=post, status="pending", body="https://example.org/" + "long" * 60)
    make_post(authors=[guest], title="Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik")
    return post


def serve_old(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=at_the_floor(answer.text()))


def parts_of(page: Page, path: str) -> list:
    page.goto(path)
    page.evaluate("document.fonts.ready")
    return page.evaluate(PARTS)


def differences(new: list, old: list) -> list[tuple]:
    assert [what for what, *_rest in new] == [what for what, *_rest in old]
    return [
        (what, box, old_box, colours, old_colours)
        for (what, box, colours), (_what, old_box, old_colours) in zip(new, old, strict=True)
        if apart(box, old_box) > PIXELS or apart(colours, old_colours) > SHADES
    ]


def apart(one: list[float], other: list[float]) -> float:
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1280])
def test_at_the_floor_the_site_looks_the_same(open_browser, site: Post, width: int, scheme: str):
    options = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
    new, old = open_browser(**options), open_browser(**options)
    old.route(re.compile(r"\.css"), serve_old)
    found = {path: differences(parts_of(new, path), parts_of(old, path)) for path in FOR_READERS}
    assert {path: parts[:3] for path, parts in found.items() if parts} == {}


def test_the_floor_takes_out_what_is_newer():
    css = "@supports (a: b) { c { d: e } } f { text-wrap: balance; g: h; i: oklch(1 2 3) } j:has(k) { l: m } n { o: p }"
    assert "".join(at_the_floor(css).split()) == "f{g:h;}n{o:p}"
    assert not re.search(r"light-dark|oklch|@container|text-wrap", "".join(at_the_floor(p.read_text()) for p in SHEETS))


def test_no_rule_is_nested():
    assert {sheet.name: nested(sheet.read_text()) for sheet in SHEETS if nested(sheet.read_text())} == {}
    assert nested("@layer x { a { b: c; d { e: f } } }") == ["d"]


def sideways(page: Page, path: str) -> list[str]:
    """Of a page that is wider than its window: the first parts that reach out."""
    page.goto(path)
    return page.evaluate("""() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return [];
      const reaches = (node) => node.getBoundingClientRect().right > innerWidth + 1;
      const out = [...document.body.querySelectorAll("*")].filter(reaches);
      return out.slice(0, 3).map((node) => node.outerHTML.slice(0, 120));
    }""")


def test_no_page_scrolls_sideways_on_the_smallest_screen(open_browser, site: Post):
    page = open_browser(viewport={"width": 320, "height": 600})
    found = {path: sideways(page, path) for path in FOR_READERS}
    assert {path: parts for path, parts in found.items() if parts} == {}


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_scrolls_sideways_with_letters_of_twice_the_size(open_browser, site: Post, width: int):
    page = open_browser(viewport={"width": width, "height": 800})
    page.add_init_script(ENLARGE.format("32px"))
    found = {path: sideways(page, path) for path in FOR_READERS}
    assert {path: parts for path, parts in found.items() if parts} == {}


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (375, "32px"), (1280, "32px")])
def test_no_page_of_the_admin_scrolls_sideways(open_browser, site: Post, editor: User, width: int, size: str):
    page = open_browser(viewport={"width": width, "height": 800})
    page.goto("/admin/")
    page.get_by_label("Email").fill(editor.email)
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
    page.add_init_script(ENLARGE.format(size))
    found = {path: sideways(page, path) for path in FOR_EDITORS}
    assert page.url.endswith(FOR_EDITORS[-1])
    assert {path: parts for path, parts in found.items() if parts} == {}
