"""What may stand in what is half written, and when it goes."""

import pytest
from django.test import Client

from accounts.models import Identity, User
from accounts.reading import DETAILS_COOKIE, HALF_WRITTEN_COOKIE
from blog.models import Post
from comments.models import Comment, HalfWritten
from comments.models.half_written import CEILING
from tests.accounts.signing_in import chosen, server
from tests.blog.page import Page
from tests.comments.sending import send, send_later
from tests.comments.test_half_written import WORDS, press, written
from tests.factories import form_data

__all__ = ["server"]
pytestmark = pytest.mark.django_db


# What may stand in it


def test_what_is_longer_than_a_comment_comes_back_with_a_sentence(post: Post, reader: Client):
    answer = press(reader, body="a" * 65_526)
    assert (answer.status_code, HalfWritten.objects.count()) == (400, 0)
    assert "This is longer than 65525 characters (it has 65526). Please shorten it." in answer.text


def test_what_cannot_be_seen_or_kept_is_taken_out(post: Post, reader: Client):
    said = {name: f"a\x00b\x1f{name}" for name in ("body", "name", "email", "website")}
    assert press(reader, **said, answer="\x00", parent="\x00", save="\x00").status_code == 303
    assert HalfWritten.objects.get().said == {name: f"ab{name}" for name in said}


def test_fields_that_a_form_has_not_are_not_kept(post: Post, signed_in, outsider: User):
    press(signed_in(outsider), "change", name="a\x00b", email="\x00", website="\x00", save="\x00", more="b" * 100_000)
    assert HalfWritten.objects.get().said == {"body": WORDS}


def test_nothing_is_kept_at_a_length_that_nobody_types(post: Post, reader: Client):
    press(reader, body=f"{' ' * 100_000}{WORDS}", name="a" * 100_000, more="b" * 100_000)
    said = HalfWritten.objects.get().said
    assert (said["body"], len(said["name"]), "more" in said) == (WORDS, 1000, False)


def test_a_body_with_nothing_in_it_is_no_trouble(post: Post, reader: Client):
    assert press(reader, body="", name="", email="").status_code == 303
    assert HalfWritten.objects.get().said == {}


def test_a_network_fills_no_table(post: Post, reader: Client, stranger: Client):
    kept = (HalfWritten(key=str(n), post=post, network="127.0.0.0/24") for n in range(CEILING - 1))
    HalfWritten.objects.bulk_create(kept)
    assert press(reader).status_code == 303
    answer = press(stranger)
    assert (answer.status_code, HalfWritten.objects.count()) == (429, CEILING)
    assert Page(answer).fields("respond")["body"].strip() == WORDS
    assert press(reader).status_code == 303  # whose row is there already


# When it has become a comment


def test_a_comment_takes_it_and_its_cookie_away_and_leaves_the_saved_details(post: Post, reader: Client):
    send(reader, post, save="on")
    details = reader.cookies[DETAILS_COOKIE].value
    press(reader)
    assert reader.cookies[DETAILS_COOKIE].value == details
    send(reader, post, body=WORDS, save="on")
    assert (HalfWritten.objects.count(), reader.cookies[HALF_WRITTEN_COOKIE].value) == (0, "")
    assert Page(reader.get("/on-bees/")).fields("respond")["name"] == "Rosa"


@pytest.mark.parametrize("words", [WORDS, "Mine hum in the evening."])
def test_a_second_press_leaves_what_was_begun_after_the_first(post: Post, reader: Client, words: str):
    send(reader, post, body=WORDS)
    press(reader, body=words)
    assert send(reader, post, body=WORDS).status_code == 303
    assert written(reader) == words


def test_a_comment_that_is_not_taken_leaves_it(post: Post, reader: Client):
    send(reader, post, body=WORDS)
    press(reader)
    assert send_later(reader, post, body=WORDS).status_code == 409
    assert send(reader, post, body="").status_code == 400
    assert reader.post("/on-bees/comments/", form_data(), headers={"Origin": "https://e.example"}).status_code == 403
    assert written(reader) == WORDS


def test_a_comment_by_an_account_takes_its_own_away(post: Post, server, reader: Client):
    back = chosen(press(reader, "as/google").context["address"])
    reader.get(back, follow=True)
    assert written(reader) == WORDS
    send(reader, post, body=WORDS, identity=Identity.objects.get().pk)
    assert (HalfWritten.objects.count(), Comment.objects.get().name) == (0, "Marta Hollis")
