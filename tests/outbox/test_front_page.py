"""The admin's front page says when mails do not leave, to those who can do something about it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from outbox.models import Mail
from tests.blog.page import Page, words
from tests.outbox.test_send import note

pytestmark = pytest.mark.django_db


def stuck_card(client) -> list[str]:
    page = Page(client.get("/admin/"))
    return [words(node) for node in page.all("section") if node.get("aria-labelledby") == "mails-stuck"]


def test_it_says_nothing_while_all_is_well(signed_in, editor, mail_server):
    note()
    assert stuck_card(signed_in(editor)) == []
    assert "1 mail waits to leave" in signed_in(editor).get("/admin/").content.decode()
    Mail.objects.send_due()
    assert stuck_card(signed_in(editor)) == []
    assert "to leave" not in signed_in(editor).get("/admin/").content.decode()


def test_it_says_how_many_since_when_and_what_the_server_said_last(signed_in, editor, author, mail_server):
    for hours_ago in (3, 2):
        with time_machine.travel(timezone.now() - timedelta(hours=hours_ago)):
            note(to="refused@example.org")
            Mail.objects.send_due()
    (said,) = stuck_card(signed_in(editor))
    assert said.startswith("2 mails were not taken Since ")
    assert "(3 hours ago)" in said
    assert said.endswith("550 5.1.1 no such person here")
    assert stuck_card(signed_in(author)) == []
