"""The second press of a button, sent before the browser had the first answer and its cookie."""

import pytest
import time_machine
from django.test import Client

from blog.models import Post
from comments.models import Comment
from tests.blog.page import Page
from tests.comments.sending import send

pytestmark = pytest.mark.django_db

WORDS = {"body": "Pressed twice.", "name": "Iris Vane", "email": "iris@example.org"}


@pytest.fixture
def comment(post: Post, reader: Client) -> Comment:
    """What the first press stored."""
    send(reader, post, **WORDS, address="203.0.113.7")
    return Comment.objects.get()


def press_again(post: Post, address: str) -> tuple[Client, str]:
    browser = Client()
    answer = send(browser, post, **WORDS, address=address)
    assert answer.status_code == 303
    assert Comment.objects.count() == 1
    return browser, answer["Location"]


def sees(browser: Client, comment: Comment) -> bool:
    return comment.anchor in Page(browser.get("/on-bees/")).comments


def test_the_same_hand_gets_the_key_and_sees_its_held_comment(post: Post, comment: Comment):
    browser, location = press_again(post, comment.address)
    assert location == f"/on-bees/#{comment.anchor}"
    assert sees(browser, comment)
    assert browser.get(comment.edit_url).status_code == 200


@pytest.mark.parametrize("address", ["203.0.113.99", "198.51.100.7"])
def test_another_address_is_led_there_without_the_key(post: Post, comment: Comment, address: str):
    browser, location = press_again(post, address)
    assert location == f"/on-bees/#{comment.anchor}"
    assert "byline_writer" not in browser.cookies
    assert not sees(browser, comment)


def test_once_it_is_approved_nobody_is_given_the_key(post: Post, comment: Comment):
    comment.approve(by=None)
    browser, _location = press_again(post, "203.0.113.7")
    assert "byline_writer" not in browser.cookies
    assert browser.get(comment.edit_url).status_code == 403


def test_a_cookie_that_came_before_the_second_press_changes_nothing(post: Post, reader: Client, comment: Comment):
    answer = send(reader, post, **WORDS, address="203.0.113.7")
    assert (answer.status_code, answer["Location"]) == (303, f"/on-bees/#{comment.anchor}")
    assert sees(reader, comment)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("more", [{"answer": "on"}, {"website": "https://iris.example"}, {"name": "IRIS VANE"}])
def test_what_says_more_than_the_first_is_no_second_press(post: Post, reader: Client, comment: Comment, more: dict):
    answer = send(reader, post, **WORDS | more)
    assert answer.status_code == 409
    assert Page(answer).words("p[@id='id_body_error']") == "You have said this already."


@pytest.mark.parametrize("verb", ["spam", "trash"])
def test_what_was_put_away_meanwhile_is_not_where_a_second_press_leads(post, reader, comment, editor, verb: str):
    getattr(comment, verb)(by=editor)
    answer = send(reader, post, **WORDS)
    assert answer.status_code == 409
    assert Page(answer).fields("respond")["body"] == WORDS["body"]


def test_after_a_minute_whoever_has_the_cookie_is_told(post: Post, reader: Client, comment: Comment):
    with time_machine.travel(comment.created_at.timestamp() + 61):
        answer = send(reader, post, **WORDS, address="203.0.113.7")
    assert answer.status_code == 409


def test_after_a_minute_it_is_a_repetition_and_no_key_is_given(post: Post, comment: Comment, stranger: Client):
    with time_machine.travel(comment.created_at.timestamp() + 61):
        answer = send(stranger, post, **WORDS, address="203.0.113.7")
    assert answer.status_code == 409
    assert "byline_writer" not in answer.cookies
    assert Page(answer).words("p[@id='id_body_error']") == "You have said this already."


def test_another_cookie_does_not_take_the_comment_over(post: Post, comment: Comment, stranger: Client):
    """Somebody in the same network types the same words at the same moment, with a name of their own."""
    send(stranger, post, **WORDS | {"name": "Rosa"}, address="203.0.113.7")
    assert not sees(stranger, comment)
