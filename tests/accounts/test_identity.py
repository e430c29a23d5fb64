"""As whom somebody is known: what is told of them, their picture, and how it is taken away."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Avatar, Identity, User
from accounts.models.identity import LastWayIn, clean_name
from accounts.providers import Profile
from standins import Server
from tests.accounts.signing_in import KEYS, server, sign_in
from tests.factories import make_user
from tests.safe.loopback import Loopback, loopback, page, raw
from tests.safe.pictures import photo
from tests.standins.walking import INES, MARTA, TOMAS

__all__ = ["server"]
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JPEG = {"content_type": "image/jpeg"}


@pytest.fixture(autouse=True)
def on_its_own_disk(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def elsewhere(settings) -> Iterator[Loopback]:
    """A server that stands where Google's pictures are."""
    with loopback() as running:
        settings.AVATARS, settings.GRAVATAR = True, False
        settings.AVATAR_HOSTS = {"google": {running.host}}
        settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
        running.pages["/me.jpg"] = page(photo(300, 200), **JPEG)
        yield running


def meet(server: Loopback | None = None, *, avatar: str = "", uid: str = "1", user: User | None = None, **told: str):
    told = {"name": "Nora Ilves", "link": "", "avatar": avatar or (f"{server.url}/me.jpg" if server else "")} | told
    return Identity.objects.meet(provider="google", uid=uid, user=user or make_user(), profile=Profile(**told))


def picture_of(identity: Identity) -> str:
    return Identity.objects.get(pk=identity.pk).picture.name


def stored() -> set[str]:
    if not default_storage.exists("avatars"):
        return set()
    folders, files = default_storage.listdir("avatars")
    return {f"avatars/{name}" for name in files} | {
        f"avatars/{folder}/{name}" for folder in folders for name in default_storage.listdir(f"avatars/{folder}")[1]
    }


# What is told of them

NAMES = {
    "Nora Ilves": "Nora Ilves",
    "nora@people.example": "nora",
    "Nora nora@people.example": "Nora nora",
    "No\u202era\u200b  Ilves\n": "No ra Ilves",
    "@nora": "@nora",
    "Nora @ home": "Nora @ home",
    "a" * 300: "a" * 100,
    "\x00": "",
}


@pytest.mark.parametrize("told", NAMES)
def test_a_name_is_one_line_and_no_address(told: str):
    assert clean_name(told) == NAMES[told]


def test_what_is_told_at_the_last_sign_in_counts():
    first = meet(name="Nora", link="https://nora.example/")
    again = meet(name="Nora I.", link="https://ilves.example/", user=first.user)
    assert (again.pk, again.name, again.profile) == (first.pk, "Nora I.", "https://ilves.example/")


@pytest.mark.parametrize("link", [f"https://nora.example/{'a' * 200}", "javascript:alert(1)", "data:text/html,x"])
def test_a_page_that_cannot_be_led_to_is_none(link: str):
    meet(link=link)
    assert Identity.objects.get().profile == ""


def test_an_address_of_a_picture_that_is_longer_than_any_is_none():
    meet(avatar=f"https://nora.example/{'a' * 1000}")
    assert Identity.objects.get().picture_elsewhere == ""


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


# Its end


@pytest.fixture
def nora(elsewhere: Loopback) -> User:
    """With a picture, and one of an earlier sign-in."""
    identity = meet(elsewhere)
    Identity.objects.refresh_due()
    elsewhere.pages["/new.jpg"] = page(photo(200, 300), **JPEG)
    meet(avatar=f"{elsewhere.url}/new.jpg", user=identity.user)
    Identity.objects.refresh_due()
    assert len(stored()) == 2
    return identity.user


def test_with_an_account_all_its_pictures_go(nora: User, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        nora.leave(by=nora)
    assert stored() == set()


def test_with_an_account_its_gravatar_goes_unless_another_has_the_same(
    elsewhere: Loopback, settings, django_capture_on_commit_callbacks
):
    settings.GRAVATAR, settings.GRAVATAR_URL = True, f"{elsewhere.url}/avatar/"
    people = [make_user(), make_user()]
    for person in people:
        person.emailaddress_set.create(email=person.email, verified=True)
        avatar = Avatar(user=person)
        elsewhere.pages[avatar.address_elsewhere.removeprefix(elsewhere.url).partition("?")[0]] = page(
            photo(90, 90), **JPEG
        )
    Avatar.objects.refresh_due()
    left = []
    for person in people:
        with django_capture_on_commit_callbacks(execute=True):
            User.objects.get(pk=person.pk).leave(by=person)
        left.append(len(stored()))
    assert left == [1, 0]


def test_with_an_identity_its_pictures_go(nora: User, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        nora.identities.get().remove(by=nora)
    assert (stored(), Identity.objects.count()) == (set(), 0)


def test_removing_may_be_said_twice(nora: User):
    identity = nora.identities.get()
    same = Identity.objects.get()
    identity.remove(by=nora)
    same.remove(by=nora)
    assert Identity.objects.count() == 0


def test_removing_takes_the_door_away(reader: Client, server: Server):
    sign_in(reader, "google")
    identity = Identity.objects.get()
    identity.remove(by=identity.user)
    assert (SocialAccount.objects.count(), User.objects.get().commenting_as) == (0, None)


def test_the_last_way_in_is_not_removed(reader: Client, server: Server):
    sign_in(reader, "google", INES)
    identity = Identity.objects.get()
    with pytest.raises(LastWayIn):
        identity.remove(by=identity.user)
    answer = reader.post(f"/accounts/remove/{identity.pk}/", follow=True)
    assert "You could not sign in any more without it. Prove an address first, or add another." in answer.text
    assert (Identity.objects.count(), SocialAccount.objects.count()) == (1, 1)


def test_with_a_passkey_or_another_provider_it_is_not_the_last(server: Server):
    sign_in(Client(), "google", INES)
    identity = Identity.objects.get()
    Authenticator.objects.create(user=identity.user, type=Authenticator.Type.WEBAUTHN, data={})
    identity.remove(by=identity.user)
    sign_in(Client(), "x", INES)
    other = Identity.objects.get()
    Identity.objects.create(user=other.user, provider="google", uid="2")
    other.remove(by=other.user)
    assert [one.provider for one in Identity.objects.all()] == ["google"]


def test_nobody_removes_anothers(server: Server, reader: Client, stranger: Client):
    sign_in(reader, "google", MARTA)
    sign_in(stranger, "google", TOMAS)
    other = Identity.objects.get(name="Tomás Okafor")
    assert reader.post(f"/accounts/remove/{other.pk}/").status_code == 404
    assert Identity.objects.count() == 2
