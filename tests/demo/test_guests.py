"""The demo's guests: somebody for each part of an editor's day, and the mails by which a newcomer plays them."""

import pytest
from django.test import Client

from demo import editor, guests, publication
from outbox.models import Mail
from submissions.models import Submission
from tests.blog.page import Page, words
from tests.demo.test_mail import a_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def come(tmp_path, settings):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    publication.load()
    editor.sign_in()
    guests.come()


def test_each_is_somewhere_else_on_the_way(come):
    there = {one.guest.name: (one.status, str(one.place.label)) for one in Submission.objects.select_related("guest")}
    assert there == {
        "Luís Ferreira": ("draft", "Writing"),
        "Noor Haddad": ("draft", "Writing"),
        "Tomas Berg": ("submitted", "With the editors"),
        "Ingrid Solheim": ("accepted", "Your turn"),
    }


def test_they_come_once(come):
    guests.come()
    assert Submission.objects.count() == 4


@a_demo
def test_their_links_are_in_the_mails_of_the_demo(come, reader: Client):
    page = Page(reader.get("/demo/mail/"))
    galley = next(letter for letter in page.of_class("letter") if "Please look at the final page" in words(letter))
    link = next(node.get("href") for node in galley.iter("a") if "/write/desk/" in node.get("href", ""))
    desk = reader.get(link.removeprefix("http://localhost:8000"))
    assert "The final page waits for your word." in desk.text
    assert Mail.objects.filter(kind="submission-invitation", to="luis@example.org").exists()
