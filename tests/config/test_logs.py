"""What the log says of a request that came to nothing, and what it keeps to itself."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from submissions.models import Link
from tests.factories import make_guest

pytestmark = pytest.mark.django_db


def written(caplog: pytest.LogCaptureFixture) -> str:
    """The records of this test, as the site's own handler writes them."""
    [handler] = [each for each in logging.root.handlers if type(each) is logging.StreamHandler]
    return "\n".join(handler.format(record) for record in caplog.records if handler.filter(record))


@pytest.mark.parametrize("end", ["99/write/", "nowhere/", "99/galley/?a=b"])
def test_a_guests_key_is_in_no_line_of_it(reader: Client, caplog: pytest.LogCaptureFixture, end: str):
    key = Link.objects.for_mailing(make_guest()).token
    assert reader.get(f"/write/desk/{key}/{end}").status_code == 404
    assert "Not Found: /write/desk/…/" in written(caplog)
    assert key not in written(caplog)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("desk", {"key": "a.b.c"}),
        ("pitch-confirmed", {"token": "a:b:c"}),
        ("comment-confirmed", {"key": "a:b:c"}),
        ("account_reset_password_from_key", {"uidb36": "a", "key": "b-c"}),
    ],
)
def test_nor_is_any_other(caplog: pytest.LogCaptureFixture, name: str, given: dict[str, str]):
    address = reverse(name, kwargs=given)
    logging.getLogger("django.request").warning("Bad Request: %s", address)
    assert not [each for each in given.values() if len(each) > 1 and each in written(caplog)]


def test_any_other_address_is_told_as_it_is(reader: Client, caplog: pytest.LogCaptureFixture):
    reader.get("/no-such-page/")
    assert written(caplog) == "Not Found: /no-such-page/"
