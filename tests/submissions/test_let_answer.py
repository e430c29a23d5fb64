"""An editor decides whether the author of a submission answers readers as such, by link or by account."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import AuthorPass, User
from accounts.reading import AUTHOR_COOKIE
from comments.models import Comment
from submissions.models import Guest, Link, Submission
from submissions.refusals import ImpossibleMove
from tests.blog.page import Page
from tests.factories import make_author, make_guest, make_submission
from tests.submissions.conftest import OURS, AtDesk
from tests.submissions.reviewing import page_of, press, told

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
AS_AUTHOR = "You are answering as the author, <b>Amara Quill</b>."


def by_link(outsider: User, signed_in: SignIn) -> tuple[Submission, Client, str]:
    submission = make_submission(status="published", name="Amara Quill")
    return submission, Client(), Link.objects.for_mailing(submission.guest).token


def by_account(outsider: User, signed_in: SignIn) -> tuple[Submission, Client, str]:
    """That has no byline but the one that is made for it here."""
    submission = make_submission(guest=Guest.objects.of(outsider), status="published", name="Amara Quill")
    return submission, signed_in(outsider), "mine"


def by_claim(outsider: User, signed_in: SignIn) -> tuple[Submission, Client, str]:
    """With a byline of its own, beside the one under which it wrote before it was an account."""
    make_author(name="Eli Frost", user=outsider)
    guest = make_guest(email=outsider.email)
    submission = make_submission(guest=guest, status="published", name="Amara Quill")
    EmailAddress.objects.create(user=outsider, email=outsider.email, verified=True, primary=True)
    Guest.objects.get(pk=guest.pk).join(outsider)
    return submission, signed_in(outsider), "mine"


@pytest.fixture(params=[by_link, by_account, by_claim])
def them(request: pytest.FixtureRequest, outsider: User, signed_in: SignIn) -> tuple[Submission, Client, str]:
    """A published submission, the browser of whoever wrote it, and the key to their desk."""
    return request.param(outsider, signed_in)


def answer_readers(submission: Submission, client: Client, key: str) -> int:
    """Press the button on the desk."""
    return client.post(f"/write/desk/{key}/{submission.pk}/answer/", headers=OURS).status_code


def test_they_answer_with_the_badge_until_it_is_taken_back_and_again_once_it_is_given(
    them: tuple[Submission, Client, str], editor: User, signed_in: SignIn
):
    submission, client, _key = them
    desk = signed_in(editor)
    assert answer_readers(*them) == 302
    assert AS_AUTHOR in client.get("/on-bees/").text
    assert told(press(desk, submission, "silence"))[-1].startswith(
        "They may not answer readers as the author any more."
    )
    assert answer_readers(*them) == 403
    assert "answering as the author" not in client.get("/on-bees/").text
    assert told(press(desk, submission, "let_answer"))[-1] == "They may answer readers as the author."
    assert answer_readers(*them) == 302
    assert AS_AUTHOR in client.get("/on-bees/").text
    assert [(move.verb, move.by) for move in submission.moves.all()[:2]] == [
        ("let_answer", editor),
        ("silence", editor),
    ]


def test_without_it_what_they_say_has_no_badge(them: tuple[Submission, Client, str], editor: User):
    submission, client, _key = them
    answer_readers(*them)
    form = Page(client.get("/on-bees/")).fields("respond") | {"body": "Thank you."}
    submission.silence(by=editor)
    assert (client.post("/on-bees/comments/", form).status_code, Comment.objects.count()) == (400, 0)
    form = Page(client.get("/on-bees/")).fields("respond") | {"body": "Thank you.", "name": "Amara", "email": "a@b.org"}
    client.post("/on-bees/comments/", form)
    assert Comment.objects.get().author != submission.author


@pytest.mark.parametrize("way", [by_account, by_claim])
def test_an_account_needs_no_button_first(way: Callable, outsider: User, signed_in: SignIn):
    _submission, client, _key = way(outsider, signed_in)
    assert AS_AUTHOR in client.get("/on-bees/").text


def test_the_page_has_the_one_button_that_changes_something(editor: User, signed_in: SignIn):
    submission, client = make_submission(status="published"), signed_in(editor)
    assert ['value="silence"' in client.get(page_of(submission)).text, shows_let(client, submission)] == [True, False]
    press(client, submission, "silence")
    assert ['value="silence"' in client.get(page_of(submission)).text, shows_let(client, submission)] == [False, True]


def shows_let(client: Client, submission: Submission) -> bool:
    return 'value="let_answer"' in client.get(page_of(submission)).text


def test_done_twice_it_is_logged_once(editor: User, second_editor: User):
    submission = make_submission(status="published")
    for by in (editor, second_editor):
        submission.silence(by=by)
    assert submission.moves.filter(verb="silence").count() == 1


def test_before_there_is_a_byline_there_is_nothing_to_decide(editor: User, signed_in: SignIn):
    submission = make_submission(status="submitted")
    assert "Answering readers" not in signed_in(editor).get(page_of(submission)).text
    with pytest.raises(ImpossibleMove):
        submission.silence(by=editor)


def test_a_new_link_gives_back_what_went_with_the_old_one_and_nothing_else(editor: User):
    submission = make_submission(status="published")
    AuthorPass.objects.of(submission.author)
    submission.silence(by=editor)
    Link.objects.for_mailing(submission.guest).revoke(by=editor)
    submission.renew_link(by=editor)
    assert not AuthorPass.objects.get().is_live
    submission.let_answer(by=editor)
    Link.objects.for_mailing(submission.guest).revoke(by=editor)
    submission.renew_link(by=editor)
    assert AuthorPass.objects.get().is_live


def test_whoever_comes_by_their_link_while_signed_in_answers_as_the_author(at: AtDesk, outsider: User, signed_in):
    submission = make_submission(guest=at.guest, status="published")
    client = signed_in(outsider)
    assert answer_readers(submission, client, at.root.split("/")[-2]) == 302
    assert AUTHOR_COOKIE in client.cookies
    assert AS_AUTHOR in client.get("/on-bees/").text


def test_a_claim_does_not_undo_what_an_editor_took_back(editor: User, outsider: User, signed_in: SignIn):
    make_author(name="Eli Frost", user=outsider)
    guest = make_guest(email=outsider.email)
    submission = make_submission(guest=guest, status="published")
    submission.silence(by=editor)
    EmailAddress.objects.create(user=outsider, email=outsider.email, verified=True, primary=True)
    Guest.objects.get(pk=guest.pk).join(outsider)
    assert "answering as the author" not in signed_in(outsider).get("/on-bees/").text
