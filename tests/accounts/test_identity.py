"""As whom somebody is known: what is told of them, their picture, and how it is taken away."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.files.storage import default_storage
from django.test import Client

from accounts.models import Avatar, Identity, User
from accounts.models.identity import LastWayIn
from accounts.providers import Profile
from accounts.providers.known import fit_to_be_shown
from standins import Server
from tests.accounts.signing_in import server, sign_in
from tests.factories import make_user
from tests.safe.loopback import Loopback, loopback, page
from tests.safe.pictures import photo
from tests.standins.walking import INES, MARTA, TOMAS

__all__ = ["server"]
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
    assert fit_to_be_shown(told) == NAMES[told]


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


def test_a_provider_whose_keys_are_gone_is_no_way_in(reader: Client, server: Server, settings):
    sign_in(reader, "google", INES)
    google = Identity.objects.get()
    x = Identity.objects.create(provider="x", uid="1", user=google.user)
    settings.SOCIALACCOUNT_PROVIDERS = {"google": settings.SOCIALACCOUNT_PROVIDERS["google"]}
    with pytest.raises(LastWayIn):
        google.remove(by=google.user)
    x.remove(by=google.user)
    assert Identity.objects.get() == google
