"""What only editors do at a review: every other hand × every verb of theirs, and nothing is changed by any."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuthorPass, User
from submissions.models import Correction, Guest, Link, Submission
from submissions.refusals import NotTheirs
from tests.factories import make_guest, make_submission, make_user

pytestmark = pytest.mark.django_db
LINK = "https://example.org/a"
HANDS = ("outsider", "author", "moderator", "guest's account", "guest", "other guest")
VERBS: dict[str, Callable[[Submission, Any], object]] = {
    "assign": lambda one, by: one.assign(by=by, to=None),
    "expect": lambda one, by: one.expect(by=by, due_on=None),
    "send the galley": lambda one, by: one.send_galley(by=by),
    "mark the links": lambda one, by: one.mark_links(by=by, rels={LINK: ""}, of_author=""),
    "let them answer": lambda one, by: one.let_answer(by=by),
    "silence them": lambda one, by: one.silence(by=by),
    "renew the link": lambda one, by: one.renew_link(by=by),
    "revoke the link": lambda one, by: Link.objects.for_mailing(one.guest).revoke(by=by),
}


def hand(name: str, submission: Submission) -> User | Guest:
    roles = {"author": "Author", "moderator": "Moderator"}
    guests = {"guest": submission.guest, "other guest": make_guest()}
    if name == "guest's account":
        submission.guest.user = make_user()
        submission.guest.save()
        return submission.guest.user
    return guests.get(name) or make_user(role=roles.get(name, ""))


ANSWERS: dict[str, Callable[[Correction, Any], object]] = {
    "take it over": lambda one, by: one.take_over(by=by),
    "leave it": lambda one, by: one.decline(by=by, reason="No."),
}


def everything(submission: Submission) -> list:
    """All that one of them could change."""
    now = Submission.objects.select_related("post", "author").get(pk=submission.pk)
    links = list(Link.objects.values_list("pk", "revoked_at", "replaced_at"))
    passes = list(AuthorPass.objects.values_list("key", "revoked_at"))
    said = now.galleys.count(), list(now.corrections.values_list("answer")), list(now.moves.values_list("verb"))
    return [now.editor_id, now.due_on, now.post.title, now.post.link_rels, now.author.rel, links, passes, said]


@pytest.mark.parametrize("name", HANDS)
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_does_it(verb: str, name: str):
    submission = make_submission(status="accepted", body=f'<p><a href="{LINK}">one</a></p>')
    Link.objects.for_mailing(submission.guest)
    by = hand(name, submission)
    before = everything(submission)
    with pytest.raises(NotTheirs):
        VERBS[verb](submission, by)
    assert everything(submission) == before


@pytest.mark.parametrize("name", HANDS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_nobody_else_answers_a_correction(answer: str, name: str):
    submission = make_submission(status="published")
    correction = Correction.objects.propose(submission, {"title": "On wasps"}, by=submission.guest, reason="")
    by = hand(name, submission)
    before = everything(submission)
    with pytest.raises(NotTheirs):
        ANSWERS[answer](correction, by)
    assert everything(submission) == before


def test_an_editor_does_each_of_them(editor: User):
    for verb in VERBS.values():
        submission = make_submission(
            status="accepted", due_on=timezone.localdate(), body=f'<p><a href="{LINK}">a</a></p>'
        )
        before = everything(submission)
        verb(submission, editor)
        assert everything(submission) != before
