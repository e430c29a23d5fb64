"""What the log says of a request that came to nothing, and what it keeps to itself."""

import logging

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from comments.models import Confirmation
from submissions.models import Link, Pitch
from tests.factories import make_comment, make_guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture):
    """`written()`: what the site's own handlers write of this test's records."""
    handlers = [each for each in logging.root.handlers if type(each) is logging.StreamHandler]
    assert handlers
    assert not logging.getLogger("django").handlers
    return lambda: "\n".join(handler.format(record) for record in caplog.records for handler in handlers)


@pytest.fixture
def key() -> str:
    """Opens a desk."""
    return Link.objects.for_mailing(make_guest()).token


@pytest.mark.parametrize(
    "address",
    [
        "/write/desk/{}/99/write/",
        "/write/desk/{}/nowhere/",
        "/write/desk/%20{}/99/write/",
        "/write/desk//{}/",
        "/write//desk/{}/",
        "/WRITE/DESK/{}/",
        "/on-bees/{}/",
    ],
)
def test_a_guests_key_is_in_no_line_of_it(reader: Client, written, key: str, address: str):
    assert reader.get(address.format(key)).status_code == 404
    assert written().startswith("Not Found: /")
    assert key not in written()


@pytest.mark.parametrize("between", ["%20", "%0D%0A%20", "%3F"])
def test_nor_is_a_part_of_one_that_a_mail_program_broke(reader: Client, written, key: str, between: str):
    part, rest = key[:20], key[20:]
    assert reader.get(f"/write/desk/{part}{between}{rest}/").status_code == 404
    assert "Not Found: /write/desk/…/" in written()
    assert rest not in written()


def test_nor_is_one_in_a_traceback(written, key: str):
    try:
        reverse("submission", args=[key, "no number"])
    except NoReverseMatch:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/")
    assert "NoReverseMatch: Reverse for 'submission' with arguments '('…', 'no number')'" in written()
    assert key not in written()


def test_nor_are_those_of_readers_and_strangers(client: Client, written, post):
    pitch = Pitch.objects.create(name="Rosa", email="rosa@example.org", title="On wasps", idea="They sting.")
    comment = Confirmation.objects.create(comment=make_comment(post=post), email="rosa@example.org")
    for address in (pitch.address, comment.get_absolute_url()):
        path = address.removeprefix("http://localhost:8000")
        assert client.get(f"{path}nowhere/").status_code == 404
    assert client.get("/x/password/reset/key/1-c9x-0abc/nowhere/").status_code == 404
    assert written().count("/…/nowhere/") == 3
    assert not [secret for secret in (pitch.token, comment.key, "c9x-0abc") if secret in written()]


@pytest.mark.parametrize("address", ["/no-such-page/", "/write/desk/mine/9/", "/write/desk/of-12/9/", "/write/pitch/"])
def test_any_other_address_is_told_as_it_is(reader: Client, written, address: str):
    logging.getLogger("django.request").warning("Not Found: %s", address)
    assert written() == f"Not Found: {address}"
