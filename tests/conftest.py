"""The cast: a reader, a guest, an author, an editor, a moderator, an outsider. And a browser for those who need one."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import ClassVar

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.test import Client

from accounts.models import Author, User
from blog.models import Post
from tests import tools
from tests.config.running import free_port
from tests.factories import make_author, make_post, make_user

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread that talks to the database


def pytest_configure() -> None:
    """The site speaks as the .po files say, also where nobody ran make since they were changed."""
    script = Path(__file__).resolve().parent.parent / "scripts" / "compile-messages"
    subprocess.run([sys.executable, script], check=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With AGAIN set, as for the second database: what has no part in a database has run, and is not run again."""
    if not os.environ.get("AGAIN"):
        return
    over = [item for item in items if item.get_closest_marker("once") or not _asks_the_database(item)]
    config.hook.pytest_deselected(items=over)
    items[:] = [item for item in items if item not in set(over)]


def _asks_the_database(item: pytest.Item) -> bool:
    """Itself, or by a process that it starts."""
    asks = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asks or item.get_closest_marker("django_db") or item.get_closest_marker("service"))


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """The cache outlives the database that a test is given."""
    cache.clear()


@pytest.fixture
def reader() -> Client:
    """Somebody's browser, signed out and with no cookie."""
    return Client()


@pytest.fixture
def stranger() -> Client:
    """Somebody else's browser."""
    return Client()


@pytest.fixture
def guest(db: None) -> Author:
    """Writes a guest post; has no account."""
    return make_author(name="Amara Quill", bio="Keeps *bees*.")


@pytest.fixture
def author(db: None) -> User:
    """Writes here, under a byline and with an account."""
    user = make_user(role="Author", name="Bela Stone", email="bela@example.org")
    make_author(name="Bela Stone", user=user, is_guest=False)
    return user


@pytest.fixture
def editor(db: None) -> User:
    user = make_user(role="Editor", name="Cleo Marsh", email="cleo@example.org")
    make_author(name="Cleo Marsh", user=user, is_guest=False)
    return user


@pytest.fixture
def second_editor(db: None) -> User:
    """Works on the same posts as the editor, now and then at the same time."""
    return make_user(role="Editor", name="Fay Orr")


@pytest.fixture
def moderator(db: None) -> User:
    return make_user(role="Moderator", name="Dov Hale", email="dov@example.org")


@pytest.fixture
def outsider(db: None) -> User:
    """Has an account and no role."""
    return make_user(name="Eli Frost", email="eli@example.org")


@pytest.fixture
def signed_in():
    """`signed_in(editor)`: that person's browser."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, "accounts.backend.Backend")
        return client

    return sign_in


@pytest.fixture
def post(guest: Author) -> Post:
    """A published guest post with a closing question."""
    return make_post(authors=[guest], title="On bees", question="Do you keep bees?")


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = tools.chromium()
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*quiet, "--disable-quic", "--no-first-run"])
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, live_server):
    """`open_browser()`: a new person's page on the live site; options go to Playwright's new_context.

    They prefer what does not move, unless they say so: scrolling smoothly to a button takes a second for each click.
    """
    contexts = []

    def open_page(**options: object):
        usual = {"base_url": live_server.url.replace("127.0.0.1", "localhost"), "reduced_motion": "reduce"}
        context = chromium.new_context(**usual | options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    wait_for_answers()


def wait_for_answers() -> None:
    """Until the live site is done with what its visitors asked last, so that the database is emptied under nobody."""
    until = time.monotonic() + 10
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:  # one for each connection; it ends when that is closed
            thread.join(max(0, until - time.monotonic()))


@pytest.fixture
def mail_server(settings):
    """A real SMTP server on loopback; it refuses refused@example.org."""

    class Handler:
        taken: ClassVar[list] = []

        async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
            if address.startswith("refused"):
                return "550 5.1.1 no such person here"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            envelope.peer = session.peer
            self.taken.append(envelope)
            return "250 2.0.0 Ok: queued as 4TZ"

    port = free_port()
    controller = Controller(Handler(), hostname="127.0.0.1", port=port)
    controller.start()
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    yield Handler.taken
    controller.stop()
    Handler.taken.clear()


@pytest.fixture
def no_mail_server(settings):
    """Nobody listens where mails go to."""
    options = {"host": "127.0.0.1", "port": free_port(), "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
