"""The address to which the editors' own editor sends what was copied in a word processor."""

import pytest
from django.test import Client

from accounts.models import User
from tests.safe.clipboard import GOOGLE, GOOGLES_PARAGRAPHS

pytestmark = pytest.mark.django_db
PASTE = "/admin/blog/post/paste/"
COPIED = {"html": GOOGLE.format(GOOGLES_PARAGRAPHS)}


def test_it_comes_back_plain(signed_in, author: User):
    html = "<h2>The hive</h2><p>Bees <strong>fly</strong><em> far</em><s> away</s><sup>2</sup></p>"
    assert signed_in(author).post(PASTE, COPIED).json() == {"html": html}


def test_only_those_who_write_may_send_it(signed_in, moderator: User, outsider: User, reader: Client):
    hands = (signed_in(moderator), signed_in(outsider), reader)
    assert [client.post(PASTE, COPIED).status_code for client in hands] == [403, 302, 302]


def test_nothing_is_sent_by_another_site(author: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author, "accounts.backend.Backend")
    assert client.post(PASTE, COPIED).status_code == 403


def test_looking_is_no_way_to_send_it(signed_in, author: User):
    assert signed_in(author).get(PASTE).status_code == 403
