"""A guest proves their address by a mailed link."""

import email
import re
from datetime import timedelta
from email.policy import default

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment, Confirmation, Moderation
from outbox.models import Mail
from tests.blog.page import Page
from tests.comments.sending import ELSEWHERE, send
from tests.factories import make_comment

pytestmark = pytest.mark.django_db

ROSA = "rosa@example.org"


def ask(client: Client, comment: Comment, **kwargs: object):
    return client.post(f"/{comment.post.slug}/comments/{comment.pk}/confirm/", **kwargs)


def said(client: Client, post: Post, body: str, **fields: str) -> Comment:
    assert send(client, post, body=body, **fields).status_code == 303
    return Comment.objects.get(body=body)


def mailed_link() -> str:
    """In the mail that was written last."""
    return re.search(r"http://localhost:8000(/comments/confirm/\w+/)", Mail.objects.first().body)[1]


def test_the_writer_of_a_guests_comment_is_offered_it_and_nobody_else(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "First")
    address = f"/on-bees/comments/{comment.pk}/confirm/"
    assert address in reader.get("/on-bees/").content.decode()
    comment.approve(by=None)
    assert address not in stranger.get("/on-bees/").content.decode()


def test_the_mail_holds_nothing_that_was_typed(post: Post, reader: Client, mail_server):
    comment = said(reader, post, "Buy pills", name="Pill Seller", website="https://pills.example/")
    assert Page(ask(reader, comment)).words("h1") == "Look into your mailbox"
    Mail.objects.send_due()
    (sent,) = mail_server
    assert sent.rcpt_tos == [ROSA]
    mail = email.message_from_bytes(sent.content, policy=default)
    whole = mail["Subject"] + "".join(part.get_content() for part in mail.iter_parts())
    assert mailed_link() in whole
    assert not [typed for typed in ("pills", "Pill", "Buy", "On bees") if typed in whole]


def test_an_address_gets_one_mail_a_day_whoever_asks(post: Post, reader: Client, stranger: Client):
    mine, theirs = said(reader, post, "One"), said(stranger, post, "Two", email="ROSA@example.org")
    answers = [ask(reader, mine), ask(reader, mine), ask(stranger, theirs)]
    assert [Page(answer).words("h1") for answer in answers] == ["Look into your mailbox"] * 3
    assert Mail.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        ask(stranger, theirs)
    assert Mail.objects.count() == 2


def test_a_network_causes_twenty_mails_a_day(post: Post, reader: Client):
    for number in range(21):
        comment = make_comment(post=post, email=f"{number}@example.org", writer_key="k", network="203.0.113.0/24")
        if number < 20:
            Confirmation.objects.ask(comment)
    comment.writer_key = said(reader, post, "Mine").writer_key
    comment.save()
    assert ask(reader, comment).status_code == 429
    assert Mail.objects.count() == 20


def test_nobody_asks_for_anothers_comment(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "First")
    assert ask(stranger, comment).status_code == 403
    assert ask(reader, comment, headers=ELSEWHERE).status_code == 403
    assert not Mail.objects.exists()


def test_a_mail_server_that_is_gone_keeps_nobody_waiting(post: Post, reader: Client, no_mail_server):
    comment = said(reader, post, "First")
    assert Page(ask(reader, comment)).words("h1") == "Look into your mailbox"
    Mail.objects.send_due()
    assert (Confirmation.objects.count(), Mail.objects.stuck().count()) == (1, 1)


def test_looking_at_the_link_changes_nothing(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "First")
    ask(reader, comment)
    for _look in "12":
        page = Page(stranger.get(mailed_link()))
        assert page.words("h1") == "Is this yours?"
    assert stranger.head(mailed_link()).status_code == 200
    comment.refresh_from_db()
    assert (comment.identity, Confirmation.objects.get().answered_at) == (None, None)


def test_yes_makes_them_known_by_the_address(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "First")
    ask(reader, comment)
    answer = stranger.post(mailed_link(), {"answer": "yes"})
    comment.refresh_from_db()
    assert answer["Location"] == f"/on-bees/#{comment.anchor}"
    assert (comment.identity.provider, comment.identity.uid, comment.identity.name) == ("email", ROSA, "Rosa")
    assert comment.status == "pending"  # proven, and still the first
    assert comment.anchor in Page(stranger.get("/on-bees/")).comments  # where they read their mail, they are known
    assert stranger.post(mailed_link(), {"answer": "yes"}).status_code == 404


def test_what_was_approved_under_the_address_lends_standing_in_every_browser(
    post: Post, reader: Client, stranger: Client
):
    at_home = said(reader, post, "At home")
    ask(reader, at_home)
    reader.post(mailed_link(), {"answer": "yes"})
    at_home.approve(by=None)
    on_the_train = said(stranger, post, "On the train")
    assert on_the_train.status == "pending"
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        ask(stranger, on_the_train)
        stranger.post(mailed_link(), {"answer": "yes"})
        on_the_train.refresh_from_db()
        assert on_the_train.status == "approved"
        assert said(stranger, post, "Again").status == "approved"
        assert Comment.objects.get(body="Again").identity == at_home.identity


def test_an_address_that_was_only_typed_lends_nothing(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "Mine")
    ask(reader, comment)
    reader.post(mailed_link(), {"answer": "yes"})
    comment.refresh_from_db()
    comment.approve(by=None)
    thief = said(stranger, post, "I am Rosa")
    assert (thief.status, thief.identity) == ("pending", None)


def test_what_a_moderator_held_stays_held(post: Post, reader: Client, moderator: User):
    comment = said(reader, post, "First")
    ask(reader, comment)
    comment.approve(by=moderator)
    other = said(reader, post, "Second")
    other.hold(by=moderator)
    reader.post(mailed_link(), {"answer": "yes"})
    other.refresh_from_db()
    assert other.status == "pending"


def test_no_takes_the_address_off_and_holds_the_words(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "Not Rosa")
    ask(reader, comment)
    comment.approve(by=None)
    assert Page(stranger.post(mailed_link(), {"answer": "no"})).words("h1") == "Thank you for saying so"
    comment.refresh_from_db()
    assert (comment.email, comment.status, comment.identity) == ("", "pending", None)
    assert set(Moderation.objects.values_list("verb", flat=True)) == {"submit", "approve", "disown", "hold"}
    assert not Identity.objects.exists()


def test_another_site_cannot_answer(post: Post, reader: Client, stranger: Client):
    comment = said(reader, post, "First")
    ask(reader, comment)
    assert stranger.post(mailed_link(), {"answer": "yes"}, headers=ELSEWHERE).status_code == 403
    assert not Identity.objects.exists()


@pytest.mark.parametrize("key", ["x", "0" * 32])
def test_a_made_up_link_is_over(reader: Client, key: str, db: None):
    answer = reader.get(f"/comments/confirm/{key}/")
    assert (answer.status_code, Page(answer).words("h1")) == (404, "This link is over")


def test_a_link_is_over_after_three_days(post: Post, reader: Client):
    ask(reader, said(reader, post, "First"))
    with time_machine.travel(timezone.now() + timedelta(days=3, seconds=1)):
        assert reader.get(mailed_link()).status_code == 404
        assert reader.post(mailed_link(), {"answer": "yes"}).status_code == 404
