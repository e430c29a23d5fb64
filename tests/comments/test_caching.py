"""What caches are told of a conversation: a stranger's page is everybody's, all else is its reader's own."""

import pytest
from django.test import Client

from accounts.models import Identity, User
from accounts.reading import HALF_WRITTEN_COOKIE
from blog.models import Post
from tests.accounts.signing_in import server, sign_in
from tests.comments.sending import send
from tests.factories import form_data, make_comment

__all__ = ["server"]
pytestmark = pytest.mark.django_db
PAGES = ["/on-bees/", "/on-bees/?as=choose", "/on-bees/?replytocom=1", "/"]


@pytest.fixture
def talk(post: Post, outsider: User) -> Post:
    identity = Identity.objects.create(user=outsider, provider="google", uid="1", name="Eli at Google")
    make_comment(post=post, user=outsider, identity=identity, provider="google", name=identity.name)
    return post


def told(answer) -> set[str]:
    return set(answer["Cache-Control"].split(", "))


@pytest.mark.parametrize("path", PAGES)
def test_a_strangers_page_sets_nothing_and_is_the_same_for_all(talk: Post, server, path: str):
    first, second = Client().get(path), Client(headers={"accept-language": "de", "user-agent": "else"}).get(path)
    assert first.content == second.content
    assert (first.cookies, first["Cache-Control"], first["Vary"]) == ({}, "no-cache", "Accept-Encoding")


def test_choosing_as_whom_is_for_those_who_are_known(talk: Post, server, reader: Client):
    """Signed out there is nothing to choose: the address alone changes nothing."""
    assert reader.get("/on-bees/").content == reader.get("/on-bees/?as=choose").content


def known_by_an_account(client: Client, post: Post) -> None:
    sign_in(client, "google")


def known_by_what_is_half_written(client: Client, post: Post) -> None:
    client.post("/on-bees/comments/sign-in/", form_data())
    assert list(client.cookies) == [HALF_WRITTEN_COOKIE]


def known_by_a_comment(client: Client, post: Post) -> None:
    send(client, post)


def known_by_a_cookie_that_is_none(client: Client, post: Post) -> None:
    client.cookies[HALF_WRITTEN_COOKIE] = "made up"


KNOWN = [
    known_by_an_account,
    known_by_what_is_half_written,
    known_by_a_comment,
    known_by_a_cookie_that_is_none,
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("known", KNOWN)
def test_a_known_readers_page_is_private(talk: Post, server, reader: Client, known, path: str):
    known(reader, talk)
    assert "private" in told(reader.get(path))


@pytest.mark.parametrize("known", KNOWN)
def test_what_leads_back_is_kept_nowhere(talk: Post, server, reader: Client, known):
    known(reader, talk)
    for path in ("/on-bees/comments/return/nothing/", "/gone/comments/return/nothing/"):
        assert {"private", "no-store"} <= told(reader.get(path))


@pytest.mark.parametrize("known", KNOWN)
def test_a_form_that_comes_back_is_kept_nowhere(talk: Post, server, reader: Client, known):
    known(reader, talk)
    for address in ("/on-bees/comments/", "/on-bees/comments/sign-in/"):
        answer = reader.post(address, form_data(body="a" * 70_000))
        assert (answer.status_code, {"private", "no-store"} <= told(answer)) == (400, True)


def test_a_page_about_a_post_that_is_gone_is_kept_nowhere(post: Post, reader: Client):
    answer = reader.post("/gone/comments/", form_data())
    assert (answer.status_code, {"private", "no-store"} <= told(answer)) == (404, True)
