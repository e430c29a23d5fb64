"""Editors put mails in their own words, and are told at once where a word is none."""

import pytest
from django.test import Client

from accounts.models import User
from outbox.models import Wording
from outbox.models.wording import Words
from tests.blog.page import Page, words
from tests.outbox.conftest import INVITATION
from tests.outbox.test_put import invite

pytestmark = pytest.mark.django_db
WORDS = "/admin/outbox/wording/"
GIVEN = {"subject": "Dear {name}", "body": "{words}\r\n\r\nLook: {link}"}


@pytest.fixture
def desk(signed_in, editor: User) -> Client:
    return signed_in(editor)


def save(client: Client, button: str = "save", **given: str):
    return client.post(f"{WORDS}invitation/", GIVEN | given | {button: "on"}, follow=True)


def test_every_kind_is_listed_with_whose_words_hold(desk: Client):
    listed = {words(node.find("a")): words(node.find("small")) for node in Page(desk.get(WORDS)).of_class("kinds")[0]}
    assert listed["An invitation"] == "in our words · can be stopped for ten minutes"
    assert listed["A notice"] == "in our words · leaves at once"
    assert "A commenter is asked whether an address is theirs" in listed
    save(desk)
    assert "in your words" in desk.get(WORDS).content.decode()


def test_the_form_starts_from_the_words_that_hold(desk: Client):
    page = Page(desk.get(f"{WORDS}invitation/"))
    assert page.one("input[@name='subject']").get("value") == INVITATION.subject
    assert page.one("textarea").text.strip() == INVITATION.body
    assert [node.text for node in page.all("dt")] == ["{name}", "{words}", "{link}", "{site}", "{site_url}"]


def test_an_editors_words_are_what_is_written_then(desk: Client):
    save(desk)
    written = invite()
    assert (written.subject, written.body) == ("Dear Rosa", "> Come!\n\nLook: http://localhost:8000/here/")


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (
            "{nmae} and {Link}",
            "This mail knows no {Link}, {nmae}. There are: {name}, {words}, {link}, {site}, {site_url}.",
        ),
        (
            "Hello {name",
            "A brace stands alone here. Braces are for what is filled in: {name}, {words}, {link}, {site}, {site_url}.",
        ),
        (
            "Hello {na me}",
            "A brace stands alone here. Braces are for what is filled in: {name}, {words}, {link}, {site}, {site_url}.",
        ),
        ("Hello {name.__class__}", "A brace stands alone here."),
        ("", "This field is required."),
    ],
)
def test_words_that_cannot_be_filled_in_are_refused(desk: Client, body: str, trouble: str):
    page = Page(save(desk, body=body))
    (said,) = page.of_class("errorlist")
    assert words(said).startswith(trouble)
    assert not Wording.objects.exists()
    assert (page.one("textarea").text or "").strip() == body


def test_looking_at_it_keeps_nothing(desk: Client):
    page = Page(save(desk, "look", subject="For {name}, from {site}", body="{words}\n\nHere: {link}"))
    (subject,) = page.of_class("letter__subject")
    assert words(subject) == "For [name], from Byline"
    assert page.words("blockquote").startswith("Here stand words")
    assert not Wording.objects.exists()


def test_back_to_our_words(desk: Client):
    assert "Back to our words" not in desk.get(f"{WORDS}invitation/").content.decode()
    save(desk)
    assert "Back to our words" in desk.get(f"{WORDS}invitation/").content.decode()
    save(desk, "ours")
    assert Wording.objects.holding_for(INVITATION) == Words(INVITATION.subject, INVITATION.body)
    assert not Wording.objects.exists()


def test_saving_our_words_keeps_none_of_ones_own(desk: Client):
    save(desk)
    save(desk, subject=INVITATION.subject, body=INVITATION.body.replace("\n", "\r\n"))
    assert not Wording.objects.exists()


def test_words_are_stored_in_a_line_and_in_paragraphs(desk: Client):
    save(desk, subject="  Dear\t{name} ", body="\r\n\r\nOne  \r\n\r\n\r\n\r\nTwo\r\n")
    found = Wording.objects.get()
    assert (found.subject, found.body) == ("Dear {name}", "One\n\nTwo")


def test_a_kind_that_is_none_is_not_found(desk: Client):
    assert desk.get(f"{WORDS}nothing/").status_code == 404
    assert desk.get(f"{WORDS}add/").status_code == 404


def test_the_words_of_every_kind_can_be_filled_in():
    from outbox import words as filling
    from outbox.kinds import kinds

    for kind in kinds():
        both = f"{kind.subject} {kind.body}"
        assert (filling.unknown(both, kind), filling.has_stray_braces(both)) == ([], False), kind.key
        assert {*kind.links, *kind.quoted, *kind.meanings} <= set(kind.placeholders), kind.key
        assert str(kind.body) == filling.settled(str(kind.body)), kind.key
