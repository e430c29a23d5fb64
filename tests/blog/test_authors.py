"""Who writes here: those who have published, and each one's own page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Author
from blog.models import Post
from tests.blog.page import Page, words
from tests.factories import make_author, make_draft, make_post

pytestmark = pytest.mark.django_db


def people(client: Client) -> list[str]:
    return [words(node) for node in Page(client.get("/authors/")).all("ul[@class='people']//h2")]


def test_nobody_has_published(guest: Author, reader: Client):
    assert Page(reader.get("/authors/")).words("ul[@class='people']") == "Nobody has published here yet."


def test_only_those_with_a_published_post_are_listed(editor, reader: Client):
    names = ["Ada Low", "Ben Ito", "Cy Moe", "Di Fay", "Zoe Adair"]
    _nobody, drafting, waiting, away, writing = (make_author(name=name) for name in names)
    make_draft(authors=[drafting])
    make_draft(authors=[waiting]).publish(by=None, at=timezone.now() + timedelta(days=1))
    make_post(authors=[away]).trash(by=editor)
    make_post(authors=[writing])
    make_post(authors=[writing])
    assert people(reader) == ["Zoe Adair"]


def test_co_authors_are_all_listed_by_name(reader: Client):
    make_post(authors=[make_author(name="Zoe Adair"), make_author(name="Ben Ito")])
    assert people(reader) == ["Ben Ito", "Zoe Adair"]


def test_guests_are_marked_and_introduced(guest: Author, author, reader: Client):
    make_post(authors=[guest, author.author])
    page = Page(reader.get("/authors/"))
    cards = [words(node) for node in page.all("ul[@class='people']/li/div")]
    assert cards == ["Guest Amara Quill Keeps bees.", "Bela Stone"]
    assert page.one("a[@href='/authors/amara-quill/']").text == "Amara Quill"


def test_an_authors_page_lists_their_own_posts(guest: Author, reader: Client):
    make_post(authors=[guest], title="On bees")
    make_post(authors=[make_author()], title="On wasps")
    make_draft(authors=[guest], title="On hornets")
    page = Page(reader.get("/authors/amara-quill/"))
    assert page.words("h1") == "Amara Quill"
    assert [words(node) for node in page.all("article[@class='teaser']/h2")] == ["On bees"]


def test_an_author_who_took_another_name_is_found_under_the_old_address(guest: Author, post: Post, reader: Client):
    guest.name, guest.slug = "Amara Reed", "amara-reed"
    guest.save()
    answer = reader.get("/authors/amara-quill/?before=3")
    assert (answer.status_code, answer["Location"]) == (301, "/authors/amara-reed/?before=3")


def test_an_author_never_heard_of_is_not_found(reader: Client):
    assert reader.get("/authors/nobody/").status_code == 404


def test_an_e_mail_address_is_never_shown(guest: Author, post: Post, reader: Client):
    guest.email = "amara@quill.example"
    guest.save()
    for path in ("/", "/authors/", "/authors/amara-quill/", "/on-bees/"):
        assert b"amara@quill.example" not in reader.get(path).content
