"""The pictures that people chose elsewhere: whom the server asks about, and what it keeps."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from accounts.models import Avatar, User
from blog.models import Post
from tests.factories import make_comment, make_user
from tests.safe.loopback import Loopback, loopback, page, raw
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BEES = photo(300, 200)


@pytest.fixture
def gravatar(settings) -> Iterator[Loopback]:
    """A server that stands where Gravatar does."""
    with loopback() as server:
        settings.GRAVATAR = True
        settings.GRAVATAR_URL = f"{server.url}/avatar/"
        settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
        yield server


def make_person(email: str = "rosa@example.org", *, verified: bool = True) -> User:
    user = make_user(name="Rosa Lux", email=email)
    user.emailaddress_set.create(email=user.email, primary=True, verified=verified)
    return user


def path_of(email: str) -> str:
    return f"/avatar/{hashlib.sha256(email.encode()).hexdigest()}"


def picture_of(user: User) -> str:
    return Avatar.objects.get(user=user).picture.name


def a_week_later() -> time_machine.travel:
    return time_machine.travel(NOON + timedelta(days=7, seconds=1))


# Who is asked about


def test_a_proven_address_is_asked_about_by_its_hash(gravatar: Loopback):
    make_person("Rosa@Example.org")
    assert Avatar.objects.refresh_due() == 1
    assert gravatar.asked == [f"{path_of('rosa@example.org')}?s=192&d=404&r=g"]


def test_an_address_that_was_only_typed_is_not_asked_about(gravatar: Loopback, post: Post):
    make_person(verified=False)
    make_user(email="nobody@example.org")
    make_comment(post=post, email="guest@example.org")
    assert (Avatar.objects.refresh_due(), gravatar.asked) == (0, [])


def test_an_address_is_not_proven_by_another(gravatar: Loopback):
    user = make_user(email="rosa@example.org")
    user.emailaddress_set.create(email="old@example.org", verified=True)
    assert (Avatar.objects.refresh_due(), gravatar.asked) == (0, [])


def test_nobody_is_asked_where_the_site_does_not_want_it(gravatar: Loopback, settings):
    settings.GRAVATAR = False
    make_person()
    assert (Avatar.objects.refresh_due(), gravatar.asked) == (0, [])


def test_a_round_asks_about_fifty_people(gravatar: Loopback):
    for number in range(52):
        make_person(f"rosa{number}@example.org")
    assert (Avatar.objects.refresh_due(), Avatar.objects.refresh_due()) == (50, 2)
    assert len(set(gravatar.asked)) == 52


def test_an_answer_is_good_for_a_week(gravatar: Loopback):
    make_person()
    with time_machine.travel(NOON):
        assert [Avatar.objects.refresh_due() for _round in "12"] == [1, 0]
    with a_week_later():
        assert Avatar.objects.refresh_due() == 1
    assert len(gravatar.asked) == 2


# What is kept


def test_the_picture_is_kept_here_and_made_anew(gravatar: Loopback):
    rosa = make_person()
    gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
    Avatar.objects.refresh_due()
    avatar = Avatar.objects.get(user=rosa)
    kept = Image.open(avatar.picture)
    assert (kept.format, kept.size) == ("WEBP", (192, 128))
    assert avatar.picture.name.startswith("avatars/")
    assert hashlib.sha256(rosa.email.encode()).hexdigest()[:8] not in avatar.picture.name


def test_it_is_shown_beside_what_they_said(gravatar: Loopback, post: Post, reader: Client):
    rosa = make_person()
    make_comment(post=post, user=rosa, name=rosa.name)
    assert '<span class="face tint-' in reader.get("/on-bees/").content.decode().partition('id="comments"')[2]
    gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
    Avatar.objects.refresh_due()
    conversation = reader.get("/on-bees/").content.decode().partition('id="comments"')[2]
    assert f'<img class="face" src="/media/{picture_of(rosa)}" alt=""' in conversation
    assert reader.get(f"/media/{picture_of(rosa)}")["Content-Type"] == "image/webp"


def test_a_name_that_is_only_typed_borrows_no_picture(gravatar: Loopback, post: Post, reader: Client):
    rosa = make_person()
    gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
    Avatar.objects.refresh_due()
    make_comment(post=post, name=rosa.name, email=rosa.email)
    assert picture_of(rosa) not in reader.get("/on-bees/").content.decode()


def test_who_has_no_picture_there_keeps_their_initials(gravatar: Loopback):
    rosa = make_person()
    assert Avatar.objects.refresh_due() == 1
    assert picture_of(rosa) == ""


def test_who_takes_their_picture_down_there_has_none_here(gravatar: Loopback):
    rosa = make_person()
    with time_machine.travel(NOON):
        gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
        Avatar.objects.refresh_due()
    with a_week_later():
        gravatar.pages.clear()
        Avatar.objects.refresh_due()
    assert picture_of(rosa) == ""


def test_a_new_picture_takes_the_place_of_the_old(gravatar: Loopback):
    rosa = make_person()
    with time_machine.travel(NOON):
        gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
        Avatar.objects.refresh_due()
        before = picture_of(rosa)
    with a_week_later():
        gravatar.pages[path_of(rosa.email)] = page(photo(200, 300), content_type="image/jpeg")
        Avatar.objects.refresh_due()
    assert picture_of(rosa) != before


def test_the_same_picture_again_is_the_same_file(gravatar: Loopback):
    rosa = make_person()
    gravatar.pages[path_of(rosa.email)] = page(photo(200, 220), content_type="image/jpeg")
    with time_machine.travel(NOON):
        Avatar.objects.refresh_due()
        before = picture_of(rosa)
    with a_week_later():
        Avatar.objects.refresh_due()
    assert picture_of(rosa) == before


NO_PICTURES = {
    "broken": page(b"\xff\xd8\xff broken", content_type="image/jpeg"),
    "a page": page(b"<script>alert(1)</script>", content_type="text/html"),
    "a drawing": page(b"<svg onload=alert(1) />", content_type="image/svg+xml"),
    "too large": page(bytes(1_000_001), content_type="image/png"),
    "an error": page(status=500),
    "elsewhere": page(status=302, location="http://elsewhere.example/"),
    "inside": page(status=302, location="http://10.0.0.1/"),
    "no answer": raw(b""),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_leaves_the_one_that_was_there(gravatar: Loopback, what: str):
    rosa = make_person()
    with time_machine.travel(NOON):
        gravatar.pages[path_of(rosa.email)] = page(BEES, content_type="image/jpeg")
        Avatar.objects.refresh_due()
        before = picture_of(rosa)
    with a_week_later():
        gravatar.pages[path_of(rosa.email)] = NO_PICTURES[what]
        assert [Avatar.objects.refresh_due() for _round in "12"] == [1, 0]
    assert picture_of(rosa) == before
    assert default_storage.exists(before)


def test_a_server_that_is_down_leaves_what_was_there_and_is_asked_next_week(gravatar: Loopback, settings):
    rosa = make_person()
    with loopback() as gone:
        settings.GRAVATAR_URL = f"{gone.url}/avatar/"
    assert [Avatar.objects.refresh_due() for _round in "12"] == [1, 0]
    assert picture_of(rosa) == ""
