"""What readers do who comment as who they already are: half a comment, an icon, a provider's stand-in, and back."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, expect

import standins
from blog.models import Post
from comments.models import Comment
from tests.factories import make_comment

NAMES = {"wordpress": "WordPress.com", "google": "Google", "x": "X", "facebook": "Facebook"}
WORDS = "Half a comment, with *stars* and a thought that"
MARTA, TOMAS, WREN = "Marta Hollis", "Tomás Okafor", "Wren Halloway"


@dataclass
class Seen:
    """What a reader's browser did that it should not."""

    site: str
    provider: str
    wrong: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("popup", lambda popup: self.wrong.append(f"window: {popup.url}"))
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Refused to" in message.text:
            self.wrong.append(message.text)

    def _asked(self, request: Request) -> None:
        """The site may be asked anything; the provider only by who goes there, and by its own pages."""
        host = urlsplit(request.url).netloc
        if host != self.site and not (host == self.provider and self._is_there(request)):
            self.wrong.append(f"{request.method} {request.url}")

    def _is_there(self, request: Request) -> bool:
        return request.is_navigation_request() or urlsplit(request.frame.url).netloc == self.provider


def write_half(page: Page, post: Post) -> Comment:
    """Begin to answer Ana; returns what she said."""
    hers = Comment.objects.filter(name="Ana").first() or make_comment(post=post, name="Ana", body="Do tell.")
    page.goto(f"/on-bees/?replytocom={hers.pk}#respond")
    body(page).fill(WORDS)
    page.get_by_label("This answers the question.").check()
    return hers


def body(page: Page):
    return page.get_by_label("Comment", exact=False).and_(page.locator("[name=body]"))


def press(page: Page, key: str) -> None:
    page.get_by_role("button", name=f"Log in with {NAMES[key]}", exact=True).click()


def stop_between(page: Page, server: standins.Server, key: str) -> str:
    """Stay on the page that says "Connecting to …"; returns where it was going."""
    page.route(f"{server.url}/**", lambda route: route.abort("aborted"), times=1)
    with page.expect_event("requestfailed") as stopped:
        press(page, key)
    return stopped.value.url


def choose(page: Page, person: str = MARTA) -> None:
    page.get_by_role("button", name=f"Continue as {person}").click()


def log_in(page: Page, key: str, person: str = MARTA) -> None:
    """From the form as a guest to the form as that person there."""
    press(page, key)
    choose(page, person)
    is_as(page, key, person)


def is_as(page: Page, key: str, person: str = MARTA) -> None:
    """See as whom the form is signed."""
    who = page.locator(".as")
    expect(who.locator("b")).to_have_text(person)
    expect(who).to_contain_text(f"You are commenting using your {NAMES[key]} account.")
    expect(who.locator(".face")).to_be_visible()
    expect(who.get_by_role("button")).to_have_text(["Log Out", "Change"])


def is_guest(page: Page) -> None:
    expect(page.get_by_text("Fill in your details below or click an icon to log in:")).to_be_visible()


def everything_is_kept(page: Page, hers: Comment) -> None:
    expect(body(page)).to_have_value(WORDS)
    expect(page.get_by_label("This answers the question.")).to_be_checked()
    expect(page.locator("#respond h2")).to_have_text("Reply to Ana")
    expect(page.locator("[name=parent]")).to_have_value(str(hers.pk))


def trouble(page: Page):
    """The sentence about what went wrong on the way."""
    return page.locator("#respond > .wrong[role=alert]")


def callback(site: str, key: str) -> str:
    return f"{site}/accounts/{key}/login/callback/"


def stood_in(settings, site: str, server: standins.Server) -> None:
    """Give the site at that address the keys of a stand-in."""
    from config import providers

    host = urlsplit(server.url).netloc
    settings.SITE_URL = site
    settings.STAND_INS = {key: server.addresses(key) for key in NAMES}
    settings.SOCIALACCOUNT_PROVIDERS = providers.as_allauth_has_them({key: server.client(key) for key in NAMES}, [])
    settings.AVATAR_HOSTS = {key: {host} for key in NAMES}
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
