"""The pictures of identities: whence they are fetched, and what is kept."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import Identity
from standins import Server
from tests.accounts.signing_in import KEYS, server, sign_in
from tests.accounts.test_identity import JPEG, elsewhere, meet, on_its_own_disk, picture_of, stored
from tests.factories import make_user
from tests.safe.loopback import Loopback, page, raw
from tests.safe.pictures import photo

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
__all__ = ["elsewhere", "on_its_own_disk", "server"]


# Their picture


@pytest.mark.parametrize("key", KEYS)
def test_the_picture_of_each_provider_is_fetched(reader: Client, server: Server, settings, key: str):
    settings.AVATAR_HOSTS = {key: {server.url.removeprefix("http://")}}
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
    sign_in(reader, key)
    assert Identity.objects.refresh_due() == 1
    assert stored() == {picture_of(Identity.objects.get())}


def test_it_is_kept_here_under_a_name_that_tells_nothing(elsewhere: Loopback):
    nora = meet(elsewhere)
    assert [Identity.objects.refresh_due() for _round in "12"] == [1, 0]
    assert stored() == {picture_of(nora)}
    assert picture_of(nora).split("/")[:2] == ["avatars", nora.key]


def test_nothing_is_fetched_where_the_site_does_not_want_it(elsewhere: Loopback, settings):
    settings.AVATARS = False
    meet(elsewhere)
    assert (Identity.objects.refresh_due(), elsewhere.asked) == (0, [])


def test_a_host_of_another_provider_is_not_asked(elsewhere: Loopback, settings):
    settings.AVATAR_HOSTS = {"google": {"pictures.example"}, "x": {elsewhere.host}}
    nora = meet(elsewhere)
    assert (Identity.objects.refresh_due(), elsewhere.asked, picture_of(nora)) == (1, [], "")


INSIDE = [
    *("http://127.0.0.1/", "http://127.0.0.1:22/", "https://127.0.0.1/", "http://localhost/", "http://[::1]/"),
    *("http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.0.1/", "http://0.0.0.0/"),
    *("http://2130706433/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "file:///etc/passwd", "ftp://127.0.0.1/"),
    *("gopher://127.0.0.1/", "//127.0.0.1/", "data:image/png;base64,AA", "http://[", "http://a b/"),
]


@pytest.mark.parametrize("address", INSIDE)
def test_no_provider_leads_the_server_into_the_house(elsewhere: Loopback, address: str):
    elsewhere.pages["/me.jpg"] = page(status=302, location=address)
    led, named = meet(elsewhere), meet(avatar=address, uid="2")
    assert Identity.objects.refresh_due() == 2
    assert (picture_of(led), picture_of(named), stored()) == ("", "", set())
    assert elsewhere.asked == ["/me.jpg"]


def test_a_provider_inside_the_house_is_not_asked_either(elsewhere: Loopback, settings):
    settings.FETCH_PRIVATE_NETWORKS = []
    nora = meet(elsewhere)
    assert (Identity.objects.refresh_due(), elsewhere.asked, picture_of(nora)) == (1, [], "")


BAD = {
    "broken": page(b"\xff\xd8\xff broken", **JPEG),
    "a page": page(b"<script>alert(1)</script>", content_type="text/html"),
    "a drawing": page(b"<svg onload=alert(1) />", content_type="image/svg+xml"),
    "a drawing called a picture": page(b"<svg onload=alert(1) />", content_type="image/png"),
    "too large": page(bytes(1_000_001), content_type="image/png"),
    "nothing": page(b"", content_type="image/png"),
    "an error": page(status=500),
    "no answer": raw(b""),
    "no HTTP": raw(b"\x00\x01\x02\r\n\r\n"),
    "itself for ever": page(status=302, location="/bad.jpg"),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_picture_does_not_keep_others_from_theirs(elsewhere: Loopback, what: str):
    elsewhere.pages["/bad.jpg"] = BAD[what]
    bad, good = meet(elsewhere, avatar=f"{elsewhere.url}/bad.jpg"), meet(elsewhere, uid="2")
    assert [Identity.objects.refresh_due() for _round in "12"] == [2, 0]
    assert (picture_of(bad), stored()) == ("", {picture_of(good)})


def test_a_server_that_takes_too_long_is_left(elsewhere: Loopback, monkeypatch):
    monkeypatch.setattr("safe.fetch.SECONDS", 0.3)
    elsewhere.pages["/bad.jpg"] = raw(b"HTTP/1.0 200 OK\r\nContent-Type: image/png\r\n\r\n", *[b"a"] * 40, pause=_wait)
    bad, good = meet(elsewhere, avatar=f"{elsewhere.url}/bad.jpg"), meet(elsewhere, uid="2")
    Identity.objects.refresh_due()
    assert (picture_of(bad), stored()) == ("", {picture_of(good)})


def _wait() -> None:
    import time

    time.sleep(0.05)


@pytest.mark.parametrize("fault", [{"avatar_leads_to": "http://169.254.169.254/"}, {"avatar_bytes": 1_000_001}])
def test_faults_of_a_stand_in_leave_the_initials(reader: Client, server: Server, settings, fault: dict):
    settings.AVATAR_HOSTS = {"google": {server.url.removeprefix("http://")}}
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.1/32"]
    sign_in(reader, "google")
    with server.failing(**fault):
        assert Identity.objects.refresh_due() == 1
    assert (Identity.objects.get().face.picture, Identity.objects.get().face.initials) == ("", "MH")


def test_a_round_asks_for_fifty(elsewhere: Loopback):
    user = make_user()
    for number in range(52):
        meet(elsewhere, uid=str(number), user=user)
    assert [Identity.objects.refresh_due() for _round in "123"] == [50, 2, 0]


def test_a_round_that_takes_long_leaves_the_rest_to_the_next(elsewhere: Loopback, monkeypatch):
    user = make_user()
    for number in range(3):
        meet(elsewhere, uid=str(number), user=user)
    with monkeypatch.context() as slow:
        slow.setattr("accounts.models.picture.SECONDS_A_ROUND", -1)
        assert Identity.objects.refresh_due() == 0
    assert Identity.objects.refresh_due() == 3


def test_a_new_picture_leaves_the_old_for_what_was_said_with_it(elsewhere: Loopback):
    nora = meet(elsewhere)
    Identity.objects.refresh_due()
    before = picture_of(nora)
    elsewhere.pages["/new.jpg"] = page(photo(200, 300), **JPEG)
    meet(avatar=f"{elsewhere.url}/new.jpg", user=nora.user)
    assert Identity.objects.refresh_due() == 1
    assert stored() == {before, picture_of(nora)}
    assert before != picture_of(nora)


def test_who_takes_their_picture_down_there_has_none_here(elsewhere: Loopback):
    nora = meet(elsewhere)
    Identity.objects.refresh_due()
    meet(user=nora.user)
    assert (picture_of(nora), Identity.objects.refresh_due()) == ("", 0)


def test_a_picture_is_asked_for_again_after_a_week(elsewhere: Loopback):
    meet(elsewhere)
    with time_machine.travel(NOON):
        assert [Identity.objects.refresh_due() for _round in "12"] == [1, 0]
    with time_machine.travel(NOON + timedelta(days=7, seconds=1)):
        assert Identity.objects.refresh_due() == 1


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_picture_that_comes_too_late_is_not_kept(elsewhere: Loopback, what: str):
    """Whose it was went, or took another, while it was on its way."""
    nora = meet(elsewhere)
    if what == "gone":
        Identity.objects.all().delete()
    else:
        meet(avatar=f"{elsewhere.url}/new.jpg", user=nora.user)
    nora.refresh()
    assert stored() == set()
    assert not Identity.objects.exclude(checked_at=None).exists()
