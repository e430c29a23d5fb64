"""What happens to a comment before a person has looked at it."""

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from blog.models import Post
from comments.models import Comment, Moderation
from comments.rules import takes_a_name
from safe.networks import network_of
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import make_author, make_comment, make_post

pytestmark = pytest.mark.django_db

FIRST = ("pending", "first comment")
KNOWN = ("approved", "an earlier comment was approved")
TAKEN = ("pending", "uses the name or address of one of the site's own people")
LINKS = ("pending", "many links")
BUSY = ("pending", "many comments from one network")


def verdict(client: Client, post: Post, **said: object) -> tuple[str, str]:
    """Where a comment sent now is put, and the reason that the log gives."""
    answer = send(client, post, **said)
    assert answer.status_code == 303
    comment = Comment.objects.latest("pk")
    assert answer["Location"].endswith(f"#{comment.anchor}")
    return comment.status, Moderation.objects.get(number=comment.pk, verb="submit").reason


def test_a_first_comment_is_held(post: Post, reader: Client):
    assert verdict(reader, post) == FIRST


def test_a_held_comment_lends_no_standing(post: Post, reader: Client):
    assert [verdict(reader, post), verdict(reader, post)] == [FIRST, FIRST]


def test_an_approved_comment_lends_standing_under_every_post_and_name(post: Post, regular: Client, stranger: Client):
    assert verdict(regular, make_post(), name="R.", email="r@example.org", address="2001:db8::1") == KNOWN
    comment = Comment.objects.latest("pk")
    assert Page(stranger.get(comment.post.get_absolute_url())).comments == [comment.anchor]
    assert verdict(stranger, post) == FIRST


def test_an_approved_comment_from_an_account_lends_it_standing(post: Post, signed_in, outsider):
    make_comment(post=post, user=outsider)
    assert verdict(signed_in(outsider), post) == KNOWN


@pytest.mark.parametrize("away", ["hold", "trash"])
def test_what_was_approved_once_and_taken_down_lends_no_standing(post: Post, regular: Client, away: str):
    getattr(Comment.objects.get(), away)(by=None)
    assert verdict(regular, post) == FIRST


def test_spam_takes_standing_away(post: Post, regular: Client):
    send(regular, post, body="Buy.")
    Comment.objects.get(body="Buy.").spam(by=None)
    assert verdict(regular, post) == ("pending", "an earlier comment was spam")


def test_spam_that_was_none_gives_standing_back(post: Post, regular: Client, moderator):
    send(regular, post, body="Bye.")
    Comment.objects.get(body="Bye.").spam(by=None)
    Comment.objects.get(body="Bye.").restore(by=moderator)
    assert verdict(regular, post) == KNOWN


def test_a_cookie_of_ones_own_making_lends_nothing(post: Post, regular: Client, stranger: Client):
    key = Comment.objects.get().writer_key
    stranger.cookies["byline_writer"] = key
    assert verdict(stranger, post) == FIRST
    assert Comment.objects.latest("pk").writer_key not in ("", key)


@pytest.mark.parametrize(
    "name",
    [
        "Bela Stone",
        "BELA STONE",
        "  bela   stone ",
        "Béla Stöne",
        "B\u0435l\u0430 St\u043ene",  # Cyrillic е, а, о
        "\u0412\u0415LA STONE",  # Cyrillic capitals В, Е
        "Bel\u03b1 St\u03bfne",  # Greek alpha, omicron
        "Be1a St0ne",
        "BeIa Stone",  # a capital I for the l
        "B\u0435Ia St\u043ene",
        "Be\u200bla\u2060 Stone",  # zero-width space, word joiner
        "\uff22\uff45\uff4c\uff41 Stone",  # full-width letters
        "Bela-Stone!",
    ],
)
def test_the_name_of_an_author_is_held_however_it_is_drawn(post: Post, regular: Client, name: str):
    make_author(name="Bela Stone")
    assert verdict(regular, post, name=name) == TAKEN


@pytest.mark.parametrize(
    "said", [{"name": "Dov Hale"}, {"name": "dóv  hale"}, {"email": "dov@example.org"}, {"email": "DOV@Example.org"}]
)
def test_the_name_or_address_of_the_staff_is_held(post: Post, regular: Client, moderator: User, said: dict):
    assert verdict(regular, post, **said) == TAKEN


def test_the_address_of_an_author_is_held(post: Post, regular: Client):
    make_author(name="Ines Pohl", email="Ines@example.org")
    assert verdict(regular, post, email="ines@example.ORG") == TAKEN


@pytest.mark.parametrize(
    "said", [{"name": "Bela Stoner"}, {"name": "Bela"}, {"name": "Stone, Bela"}, {"name": "Eli Frost"}, {"name": "☃"}]
)
def test_other_names_are_not_held(post: Post, regular: Client, author, outsider, said: dict):
    assert verdict(regular, post, **said) == KNOWN


def test_who_has_no_address_shares_it_with_nobody(post: Post):
    make_author(name="Bela Stone", email="")
    assert not takes_a_name("Rosa", "")


def test_an_author_with_an_account_goes_by_their_own_name(post: Post, signed_in, outsider, guest):
    """A guest author who has claimed their byline is no impostor."""
    guest.user = outsider
    guest.save()
    outsider.name = guest.name
    outsider.save()
    make_comment(post=post, user=outsider)
    assert verdict(signed_in(outsider), make_post(title="On wasps")) == KNOWN


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One: https://a.example", KNOWN),
        ("Two: https://a.example https://b.example", LINKS),
        ("Two: [a](https://a.example) and <https://b.example>", LINKS),
        ("The same twice: https://a.example https://a.example", LINKS),
        ("No links: a.example, b.example and `https://c.example https://d.example`", KNOWN),
        ("As HTML: <a href='https://a.example'>a</a> <a href='https://b.example'>b</a>", LINKS),
        ("No links: [a](javascript:alert) [b](data:text/html,b)", KNOWN),
    ],
)
def test_two_links_are_held(post: Post, regular: Client, body: str, expected: tuple):
    assert verdict(regular, post, body=body) == expected


def test_more_than_ten_from_one_network_are_held_and_not_refused(post: Post, regular: Client):
    verdicts = [verdict(regular, post, address=f"203.0.113.{host}") for host in range(1, 13)]
    assert verdicts == [KNOWN] * 10 + [BUSY] * 2
    assert verdict(regular, post, address="203.0.114.1") == KNOWN


def test_a_busy_network_is_quiet_again_after_five_minutes(post: Post, regular: Client):
    for _each in range(10):
        make_comment(post=post, network="203.0.113.0/24")
    assert verdict(regular, post, address="203.0.113.7") == BUSY
    with time_machine.travel(Comment.objects.latest("pk").created_at.timestamp() + 301):
        assert verdict(regular, post, address="203.0.113.7") == KNOWN


def test_two_networks_do_not_disturb_each_other(post: Post, reader: Client):
    for _each in range(60):
        make_comment(post=post, network="203.0.113.0/24")
    assert send(reader, post, address="203.0.113.1").status_code == 429
    assert verdict(reader, post, address="198.51.100.1") == FIRST


def test_staff_pass_with_links_under_their_name_and_from_a_busy_network(post: Post, signed_in, editor):
    for _each in range(10):
        make_comment(post=post, network="203.0.113.0/24")
    links = "https://a.example https://b.example"
    expected = ("approved", "written by the site's own people")
    assert verdict(signed_in(editor), post, body=links, address="203.0.113.7") == expected


def test_an_ipv6_household_is_one_network(post: Post, regular: Client):
    for host in range(10):
        make_comment(post=post, network=network_of(f"2001:db8:1:{host}::1"))
    assert verdict(regular, post, address="2001:db8:1:99::1") == BUSY
    assert verdict(regular, post, address="2001:db8:2:99::1") == KNOWN
