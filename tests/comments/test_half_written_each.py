"""What somebody had begun to say waits for them, and for nobody else who uses the same browser."""

import pytest

from accounts.models import User
from blog.models import Post
from comments.models import HalfWritten
from tests.factories import make_user

pytestmark = pytest.mark.django_db

KEY = "f" * 32


def keep(post: Post, user: User | None, body: str = "") -> HalfWritten:
    said = {"body": body} if body else {}
    return HalfWritten.objects.keep(key=KEY, post=post, user=user, said=said, network="")


def words() -> dict[str, str]:
    return {getattr(half.user, "name", ""): half.said.get("body", "") for half in HalfWritten.objects.all()}


def test_each_who_signs_in_with_a_browser_has_their_own(post: Post, outsider: User):
    other = make_user(name="Gil")
    for user, body in ((outsider, "Eli's"), (None, "nobody's"), (other, "Gil's"), (outsider, "Eli's, longer")):
        keep(post, user, body)
    assert words() == {"Eli Frost": "Eli's, longer", "": "nobody's", "Gil": "Gil's"}


def test_who_comes_back_with_nothing_finds_what_they_had_left(post: Post, outsider: User):
    keep(post, outsider, "Eli's")
    keep(post, None).come_back(user=outsider)
    assert words() == {"Eli Frost": "Eli's"}


def test_who_comes_back_with_new_words_has_these(post: Post, outsider: User):
    keep(post, outsider, "Eli's")
    keep(post, None, "new").come_back(user=outsider)
    assert words() == {"Eli Frost": "new"}


def test_a_trip_that_led_nowhere_moves_no_words(post: Post, outsider: User):
    keep(post, outsider, "Eli's")
    keep(post, None, "anybody's").come_back(user=outsider, trouble="failed")
    assert words() == {"Eli Frost": "Eli's", "": "anybody's"}
