"""A crawler goes through the whole demo: no broken link, no orphan, every page with a title and a description."""

from collections import deque
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Author
from blog import models as blog
from blog.models import Category, Post, Series, Tag
from demo import publication
from tests.blog.page import Page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HERE = "http://localhost:8000"
NOT_FOLLOWED = ("/accounts/", "/admin/", "/write/desk/")  # signing in, and what leads to it


class Crawl(NamedTuple):
    answers: dict[str, HttpResponse]  # by address
    public: set[str]  # the addresses of all that is published


@pytest.fixture(scope="module")
def crawled(django_db_setup, django_db_blocker, tmp_path_factory) -> Crawl:
    """Every address that can be reached from the home page of the demo."""
    from django.db import transaction
    from django.test import override_settings

    folder: Path = tmp_path_factory.mktemp("crawl")
    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media"),
        transaction.atomic(),
    ):
        publication.load()
        answers = crawl(Client())
        kinds = (Post, Author, Category, Tag, Series, blog.Page)
        wanted = {thing.get_absolute_url() for kind in kinds for thing in kind.objects.all()}
        transaction.set_rollback(True)
    return Crawl(answers, wanted)


def crawl(client: Client) -> dict[str, HttpResponse]:
    seen, queue = {}, deque(["/"])
    while queue:
        address = queue.popleft()
        if address in seen:
            continue
        seen[address] = client.get(address, headers={"Host": "localhost"})
        if is_html(seen[address]):
            queue.extend(links(Page(seen[address]), address))
    return seen


def is_html(answer: HttpResponse) -> bool:
    return answer.get("Content-Type", "").startswith("text/html")


def links(page: Page, address: str) -> list[str]:
    """The addresses of this site that a page leads to; not the sign-in, nor a form begun from each comment."""
    everything = [node.get("href") for kind in ("a", "link") for node in page.all(kind) if node.get("href")]
    full = [urldefrag(urljoin(HERE + address, href)).url for href in everything]
    ours = [urlsplit(link) for link in full if link.startswith(HERE + "/")]
    paths = [f"{link.path}?{link.query}" if link.query else link.path for link in ours]
    return [path for path in paths if not path.startswith(NOT_FOLLOWED) and "replytocom" not in path]


def pages(crawled: Crawl) -> dict[str, Page]:
    return {path: Page(answer) for path, answer in crawled.answers.items() if is_html(answer)}


def test_no_link_is_broken(crawled: Crawl):
    broken = {path: answer.status_code for path, answer in crawled.answers.items() if answer.status_code != 200}
    assert broken == {}


def test_nothing_that_is_public_is_an_orphan(crawled: Crawl):
    assert crawled.public - crawled.answers.keys() == set()


def test_every_page_has_a_canonical_address_a_title_and_a_description_of_its_own(crawled: Crawl):
    titles, descriptions = {}, {}
    for path, page in pages(crawled).items():
        canonical = page.one("link[@rel='canonical']").get("href")
        if canonical == HERE + path:
            titles.setdefault(page.words("title"), []).append(path)
            descriptions.setdefault(page.one("meta[@name='description']").get("content"), []).append(path)
    assert len(titles) > 30
    assert {title: paths for title, paths in titles.items() if len(paths) > 1 or not title} == {}
    assert {text: paths for text, paths in descriptions.items() if len(paths) > 1 or not text} == {}


def test_every_page_has_one_h1(crawled: Crawl):
    assert [path for path, page in pages(crawled).items() if len(page.all("h1")) != 1] == []
