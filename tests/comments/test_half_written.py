"""What is half written waits for its writer, for a day, and for nobody else."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.reading import HALF_WRITTEN_COOKIE
from blog.models import Post
from comments.models import HalfWritten
from tests.accounts.signing_in import chosen, server
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import form_data, make_comment, make_post, make_user

__all__ = ["server"]
pytestmark = pytest.mark.django_db
WORDS = "Mine hum in the evening."


def press(client: Client, button: str = "sign-in", *, post: str = "on-bees", **said: object) -> HttpResponse:
    """A button of the form, with something written in it."""
    return client.post(f"/{post}/comments/{button}/", form_data(**{"body": WORDS} | said))


def written(client: Client, path: str = "/on-bees/") -> str:
    """What stands in the form."""
    return Page(client.get(path)).fields("respond")["body"].strip()


def trip_of(client: Client) -> str:
    return HalfWritten.objects.get(key=_key(client)).way_back


def _key(client: Client) -> str:
    return client.cookies[HALF_WRITTEN_COOKIE].value.partition(":")[0]


def sign_in(client: Client, user: User, to: str = "/") -> HttpResponse:
    known = {"login": user.email, "password": "a long password", "next": to}
    return client.post("/accounts/login/", known, follow=True)


# Who sees it


def test_it_waits_in_the_browser_that_it_was_written_in(post: Post, reader: Client, stranger: Client):
    press(reader, name="Nora", email="nora@example.org", website="https://nora.example", save="on", answer="on")
    fields = Page(reader.get("/on-bees/")).fields("respond")
    told = {name: fields.get(name, "").strip() for name in ("body", "name", "email", "website", "save", "answer")}
    assert told == {
        "body": WORDS,
        "name": "Nora",
        "email": "nora@example.org",
        "website": "https://nora.example",
        "save": "on",
        "answer": "on",
    }
    assert written(stranger) == ""


def test_the_cookie_holds_no_words_and_no_script_reads_it(post: Post, reader: Client):
    press(reader)
    cookie = reader.cookies[HALF_WRITTEN_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 24 * 3600)
    assert "Mine" not in cookie.value


def test_what_somebody_signed_in_wrote_is_not_for_the_next_who_uses_the_browser(
    post: Post, signed_in, outsider: User, editor: User
):
    client = signed_in(outsider)
    press(client, "change")
    assert written(client) == WORDS
    client.post("/accounts/logout/")
    assert written(client) == ""
    sign_in(client, editor)
    assert written(client) == ""
    client.post("/accounts/logout/")
    sign_in(client, outsider)
    assert written(client) == WORDS


def test_log_out_in_the_form_leaves_nothing_to_be_seen(post: Post, signed_in, outsider: User):
    client = signed_in(outsider)
    answer = press(client, "log-out")
    assert (answer.status_code, answer["Location"]) == (303, "/on-bees/#respond")
    assert (answer["Clear-Site-Data"], "_auth_user_id" in client.session) == ('"cache"', False)
    assert WORDS not in client.get("/on-bees/").text
    sign_in(client, outsider)
    assert written(client) == WORDS


@pytest.mark.parametrize("value", ["", "0", "a" * 32, f"{'a' * 32}:x:y", "\x00", "\xfc"])
def test_a_cookie_that_was_made_up_finds_nothing(post: Post, reader: Client, stranger: Client, value: str):
    press(reader)
    stranger.cookies[HALF_WRITTEN_COOKIE] = value
    assert written(stranger) == ""


def test_the_key_signed_for_something_else_finds_nothing(post: Post, reader: Client, stranger: Client):
    """Only the site signs; what it signed as one cookie is no other."""
    send(stranger, post)
    (writer,) = (cookie for name, cookie in stranger.cookies.items() if name == "byline_writer")
    HalfWritten.objects.keep(key=writer.value.partition(":")[0], post=post, user=None, said={"body": WORDS}, network="")
    stranger.cookies[HALF_WRITTEN_COOKIE] = writer.value
    assert written(stranger) == ""


def test_it_is_forgotten_after_a_day(post: Post, reader: Client):
    press(reader)
    with time_machine.travel(timezone.now() + timedelta(hours=23, minutes=59)):
        assert written(reader) == WORDS
        HalfWritten.objects.forget_old()
        assert HalfWritten.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=2)):
        assert written(reader) == ""
        HalfWritten.objects.forget_old()
        assert HalfWritten.objects.count() == 0


def test_it_goes_with_its_writers_account(post: Post, signed_in, outsider: User):
    press(signed_in(outsider), "change")
    outsider.leave(by=outsider)
    assert HalfWritten.objects.count() == 0


# The way there and back


def test_whoever_comes_back_signed_in_takes_the_words_along(post: Post, reader: Client, outsider: User):
    step = press(reader)
    sign_in(reader, outsider, step["Location"].partition("next=")[2].replace("%2F", "/"))
    assert written(reader) == WORDS
    reader.post("/accounts/logout/")
    assert written(reader) == ""


def test_what_was_begun_as_one_goes_along_to_the_other(post: Post, signed_in, outsider: User):
    client, other = signed_in(outsider), make_user()
    press(client)
    back = trip_of(client)
    client.post("/accounts/logout/")
    sign_in(client, other, back)
    assert (written(client), HalfWritten.objects.get().user) == (WORDS, other)


def test_signing_in_otherwise_takes_nothing_along(post: Post, signed_in, outsider: User):
    client, other = signed_in(outsider), make_user()
    press(client)
    client.post("/accounts/logout/")
    sign_in(client, other, "/on-bees/")
    assert (written(client), HalfWritten.objects.get().user) == ("", outsider)


def test_a_way_back_is_good_for_once(post: Post, signed_in, outsider: User):
    client, other = signed_in(outsider), make_user()
    press(client)
    back = trip_of(client)
    client.get(back)
    client.post("/accounts/logout/")
    sign_in(client, other, back)
    assert written(client) == ""


def test_a_way_back_without_the_cookie_leads_to_the_form_and_to_no_words(
    post: Post, reader: Client, signed_in, outsider: User
):
    press(reader)
    thief = signed_in(outsider)
    assert thief.get(trip_of(reader))["Location"] == "/on-bees/#respond"
    assert (written(thief), HalfWritten.objects.get().user) == ("", None)


def test_an_answer_of_a_provider_that_was_for_nobody_gives_no_words_away(
    post: Post, server, signed_in, outsider: User, stranger: Client
):
    """It leads back to what this browser wrote last, but not to what somebody else wrote in it."""
    client = signed_in(outsider)
    press(client, "as/google")
    trip = HalfWritten.objects.get().trip
    client.post("/accounts/logout/")
    sign_in(client, make_user())
    answer = client.get("/accounts/google/login/callback/?error=access_denied&state=none")
    assert trip not in answer.get("Location", "")
    assert (answer.status_code, HalfWritten.objects.get().user) == (401, outsider)


def test_it_leads_back_to_what_was_written_where_its_session_is_over(post: Post, server, reader: Client):
    back = chosen(press(reader, "as/google").context["address"])
    del reader.cookies["sessionid"]
    page = reader.get(back, follow=True)
    assert page.redirect_chain[-1][0] == "/on-bees/#respond"
    assert Page(page).fields("respond")["body"].strip() == WORDS
    assert "Google did not let you in: it may be out of order, or it took too long." in page.text


# Several at once


def test_two_posts_keep_apart_what_was_written_under_them(post: Post, reader: Client):
    make_post(title="On wasps")
    press(reader)
    press(reader, post="on-wasps", body="They do not hum.")
    assert (written(reader), written(reader, "/on-wasps/")) == (WORDS, "They do not hum.")
    send(reader, post)
    assert (written(reader), written(reader, "/on-wasps/")) == ("", "They do not hum.")


def test_a_second_press_stores_no_second_row_and_its_way_back_is_the_one(post: Post, reader: Client, outsider: User):
    press(reader)
    first = trip_of(reader)
    press(reader)
    assert (HalfWritten.objects.count(), trip_of(reader) == first) == (1, False)
    sign_in(reader, outsider, trip_of(reader))
    assert written(reader) == WORDS


# What changed meanwhile


def test_a_post_that_is_gone_meanwhile_gives_the_words_back(post: Post, reader: Client, outsider: User):
    press(reader)
    back = trip_of(reader)
    post.unpublish(by=None)
    answer = sign_in(reader, outsider, back)
    assert (answer.status_code, Page(answer).words("textarea")) == (404, WORDS)


def test_a_post_that_is_gone_meanwhile_gives_them_to_nobody_else(post: Post, signed_in, outsider: User):
    client = signed_in(outsider)
    press(client)
    back = trip_of(client)
    client.post("/accounts/logout/")
    post.unpublish(by=None)
    answer = client.get(back)
    assert (answer.status_code, WORDS in answer.text) == (404, False)


def test_a_post_that_moved_meanwhile_is_found(post: Post, reader: Client, outsider: User):
    press(reader)
    back = trip_of(reader)
    post.slug = "on-honey"
    post.save()
    assert sign_in(reader, outsider, back).redirect_chain[-1][0] == "/on-honey/#respond"
    assert written(reader, "/on-honey/") == WORDS


def test_what_it_answers_may_be_gone_meanwhile(post: Post, reader: Client):
    answered = make_comment(post=post)
    press(reader, parent=answered.pk)
    assert Page(reader.get("/on-bees/")).fields("respond")["parent"] == str(answered.pk)
    answered.erase(by=None)
    fields = Page(reader.get("/on-bees/")).fields("respond")
    assert (fields["parent"], fields["body"].strip()) == ("", WORDS)


def test_where_the_conversation_closed_meanwhile_the_words_are_there_to_copy(
    post: Post, reader: Client, stranger: Client
):
    press(reader)
    post.close_comments(by=None)
    assert Page(reader.get("/on-bees/")).words("textarea[@id='words']") == WORDS
    assert not Page(stranger.get("/on-bees/")).has("textarea")
