from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from blog.pasting import MOST
from submissions.limits import MOST_PASTES
from submissions.models import Link
from tests.factories import make_guest, make_submission
from tests.safe.clipboard import WORD, WORDS_QUOTE
from tests.submissions.conftest import JSON, AtDesk

pytestmark = pytest.mark.django_db


def paste(at: AtDesk, submission, html: str, **extra: object):
    return at.post(f"{submission.pk}/paste/", {"html": html}, **{"headers": JSON} | extra)


@pytest.mark.parametrize("status", ["draft", "published"])  # where it is written, and where a correction is
def test_what_was_copied_in_word_comes_back_plain_and_nothing_is_stored(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest, status=status)
    answer = paste(at, submission, WORD.format(WORDS_QUOTE)).json()["html"]
    assert answer.strip() == "<h2>Bees</h2><blockquote><p>To bee<sup>[1]</sup>.</p></blockquote>"
    before = submission.post.body
    submission.refresh_from_db()
    assert submission.post.body == before


@pytest.mark.parametrize(
    ("html", "status", "say"),
    [
        (
            "<o:p>" * (MOST // 4),
            413,
            "This is more than can be made plain at once, so it was pasted as it came. Please look it over.",
        ),
        ("<b>x</b>" * 4001, 400, "There is more formatting in this than we can take. Please use less."),
        ("x" * 6_000_000, 413, "This is more than the site can take at once."),
    ],
    ids=["long", "many parts", "more than is read"],
)
def test_too_much_is_said(at: AtDesk, html: str, status: int, say: str):
    answer = paste(at, make_submission(guest=at.guest), html)
    assert answer.status_code == status
    assert answer.json()["refused"].startswith(say)


@pytest.mark.parametrize("status", ["submitted", "accepted", "declined", "withdrawn"])
def test_where_nothing_is_written_nothing_is_pasted(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest, status=status)
    answer = paste(at, submission, "<b>x</b>")
    assert (answer.status_code, answer.json()) == (409, {"refused": submission.why_not_writable})


def test_of_one_guest_so_many_are_taken_in_an_hour_and_others_go_on(at: AtDesk):
    submission, others = make_submission(guest=at.guest), AtDesk(make_guest(), Client())
    assert {paste(at, submission, "x").status_code for _each in range(MOST_PASTES)} == {200}
    answer = paste(at, make_submission(guest=at.guest), "x")
    say = "That is a great deal for so short a time. Nothing was changed; please go on later."
    assert (answer.status_code, answer.json()) == (429, {"refused": say})
    assert paste(others, make_submission(guest=others.guest), "x").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert paste(at, submission, "x").status_code == 200


def test_only_whose_desk_it_is_may_send_it(at: AtDesk):
    submission = make_submission(guest=at.guest)
    others = AtDesk(make_guest(), Client())
    assert paste(others, submission, "x").status_code == 404
    assert paste(at, submission, "x", headers=JSON | {"Sec-Fetch-Site": "cross-site"}).status_code == 403
    Link.objects.filter(guest=at.guest).delete()
    assert paste(at, submission, "x").status_code == 404


def test_looking_leads_to_the_page(at: AtDesk):
    submission = make_submission(guest=at.guest)
    assert at.get(f"{submission.pk}/paste/").headers["Location"] == f"{at.root}{submission.pk}/write/"
