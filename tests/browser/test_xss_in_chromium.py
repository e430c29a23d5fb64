"""Published attacks, stored by the ways that strangers have, opened without the policy: the first wall stands alone."""

from collections.abc import Callable
from ipaddress import IPv4Address
from itertools import batched

import pytest
from django.test import Client
from playwright.sync_api import Page

from accounts.models import Author, User
from blog.models import Post
from comments.models import Comment
from tests.factories import form_data, make_author, make_comment, make_post, set_site
from tests.safe.hostile import vectors

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

# Whatever a script does first, told on the console. Playwright's own expressions are arrow functions, run by eval.
TRAP = """
const run = window.eval;
for (const name of ["alert", "confirm", "prompt", "print", "open", "eval", "msgbox", "evil", "xss"])
  window[name] = (code) => (name === "eval" && `${code}`.includes("=>") ? run(code) : console.error("RAN", name));
for (const name of ["write", "writeln"]) document[name] = () => console.error("RAN", name);
"""
STRANGERS = """() => [
  ...document.querySelectorAll("main :is(script, style, iframe, object, embed, svg, math, base, [style], [onerror])"),
  ...[...document.links].filter((link) => !["http:", "https:", "mailto:"].includes(link.protocol)),
].filter((element) => !element.matches(".conversation > script[type='application/ld+json']:only-of-type"))
 .map((element) => element.outerHTML)"""
DATA = """() => [...document.querySelectorAll(".conversation > script")]
  .map((block) => JSON.parse(block.textContent)["@type"])"""  # our own, about what is said: it must be whole
ORDINARY = "Bees are *busy*, says [the book](https://books.example/)."


class Trapped:
    """A page that tells what ran in it and what it asked for elsewhere."""

    def __init__(self, page: Page) -> None:
        self.page, self.ran, self.asked = page, [], []
        page.add_init_script(TRAP)
        page.on("console", lambda message: self.ran.append(message.text) if message.text.startswith("RAN") else None)
        page.on("dialog", lambda dialog: (self.ran.append(dialog.type), dialog.dismiss()))
        page.on("pageerror", lambda error: self.ran.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str) -> None:
        self.page.goto(path, wait_until="load")  # when every picture there may be has come or failed

    def strange_requests(self) -> list[str]:
        return [url for url in self.asked if not url.startswith("http://localhost:")]

    def strangers(self) -> list[str]:
        """Elements that no stranger's text may become, and links that lead neither to the web nor to mail."""
        return self.page.evaluate(STRANGERS)

    def is_quiet(self) -> bool:
        assert (self.ran, self.strange_requests(), self.strangers()) == ([], [], [])
        assert self.page.evaluate(DATA) in ([], ["BlogPosting"])
        return True


@pytest.fixture
def trapped(open_browser: Callable[..., Page]) -> Trapped:
    set_site(threads_per_page=1000)
    return Trapped(open_browser(bypass_csp=True))


def send(post: Post, number: int, **said: str) -> int:
    """Post a comment from a network of its own; returns the status, having approved what was taken."""
    address = str(IPv4Address("10.0.0.1") + number * 256)
    answer = Client().post(f"/{post.slug}/comments/", form_data(**said), REMOTE_ADDR=address)
    if answer.status_code == 303:
        Comment.objects.latest("pk").approve(by=None)
    return answer.status_code


def send_all(post: Post, field: str) -> list[str]:
    """Every attack in one field of the form; returns those that the form refused."""
    send(post, 999, body=ORDINARY)
    refused = []
    for number, payload in enumerate(vectors().values()):
        status = send(post, number, **{field: payload})
        assert status == 303 or 400 <= status < 500
        if status != 303:
            refused.append(payload)
    return refused


def ordinary_is_there(page: Page) -> bool:
    words = page.locator(".comment__text", has_text="Bees are busy")
    assert words.locator("em").all_inner_texts() == ["busy"]
    link = words.get_by_role("link", name="the book")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://books.example/",
        "nofollow ugc noopener",
    )
    return True


def test_the_trap_catches_what_it_should(trapped: Trapped, post: Post):
    trapped.open("/on-bees/")
    assert trapped.is_quiet()
    attack = "<img src=x onerror=eval('alert(1)')><img src=x onerror=alert(1)><a href=javascript:x>y</a><style></style>"
    trapped.page.evaluate("html => { document.querySelector('main').innerHTML = html }", attack)
    trapped.page.wait_for_timeout(200)
    assert sorted(trapped.ran) == ["RAN alert", "RAN eval"]
    assert [element.partition(" ")[0] for element in trapped.strangers()] == ["<img", "<img", "<style></style>", "<a"]


def test_in_what_a_comment_says_nothing_runs(trapped: Trapped, post: Post):
    for payload in send_all(post, "body"):
        make_comment(post=post, body=payload)
    trapped.open("/on-bees/")
    assert trapped.page.locator(".comment").count() == len(vectors()) + 1
    assert trapped.is_quiet()
    assert ordinary_is_there(trapped.page)


def test_in_the_name_of_a_writer_nothing_runs(trapped: Trapped, post: Post):
    for payload in send_all(post, "name"):
        make_comment(post=post, name=payload[:245])
    trapped.open("/on-bees/")
    assert trapped.page.locator(".comment").count() == len(vectors()) + 1
    trapped.page.locator(".reply-link").nth(100).click()
    assert trapped.is_quiet()
    assert ordinary_is_there(trapped.page)


def test_in_the_website_of_a_writer_nothing_runs(trapped: Trapped, post: Post):
    for payload in send_all(post, "website"):
        make_comment(post=post, website=payload[:200])
        make_comment(post=post, website=f"https://a.example/{payload}"[:200])
    trapped.open("/on-bees/")
    assert trapped.page.locator(".comment").count() >= len(vectors()) + 1
    assert trapped.is_quiet()
    assert ordinary_is_there(trapped.page)


def test_in_an_essay_and_its_introduction_nothing_runs(trapped: Trapped):
    author = make_author(name="Amara Quill")
    for number, attacks in enumerate(batched(vectors().values(), 2)):
        introduction, body = (f"Bees are <em>busy</em>.\n\n{attack}" for attack in (*attacks, "")[:2])
        make_post(authors=[author], slug=f"post-{number}", introduction=introduction, body=body)
        trapped.open(f"/post-{number}/")
        assert trapped.is_quiet(), attacks
        assert trapped.page.get_by_text("Bees are busy.").count() == 2


def test_in_the_short_words_about_an_essay_nothing_runs(trapped: Trapped):
    for number, attacks in enumerate(batched(vectors().values(), 10)):
        author = make_author(name=f"Author {number}")
        for attack in attacks:
            short = {"title": attack[:200], "subtitle": attack[:300], "question": attack[:300], "excerpt": attack}
            make_post(authors=[author], **short)
        trapped.open(f"/authors/author-{number}/")
        assert trapped.is_quiet()
    Author.objects.all().update(name="<img src=x onerror=alert(1)>", website='https://a.example/"onclick=alert(1)')
    trapped.open(Post.objects.latest("pk").get_absolute_url())
    assert trapped.is_quiet()


def test_in_the_moderators_queue_nothing_runs(trapped: Trapped, post: Post, signed_in: Callable[[User], Client]):
    for attack in vectors().values():
        website = f"https://a.example/{attack}"[:200]
        make_comment(post=post, status="pending", body=attack, name=attack[:245], website=website)
    moderator = signed_in(User.objects.create_superuser("owner@example.org", "a long password", name="Owner"))
    session = {"name": "sessionid", "value": moderator.cookies["sessionid"].value, "domain": "localhost", "path": "/"}
    trapped.page.context.add_cookies([session])
    trapped.open("/admin/comments/comment/?all=")
    assert trapped.page.locator(".said").count() == len(vectors())
    assert trapped.is_quiet()
