"""Two at once: the post is held before its submission by whoever decides about either, so that none waits for ever."""

from collections.abc import Callable
from functools import partial
from itertools import count
from threading import Barrier, Event
from time import sleep

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from blog.models import Post
from submissions.models import Guest, Message, Submission
from submissions.refusals import NotTheirs, Stale
from tests.factories import make_guest, make_submission, make_user
from tests.hands import together

pytestmark = pytest.mark.django_db(transaction=True)


def while_the_post_is_held(submission: Submission, first: Callable[[], None], second: Callable[[], None]) -> list:
    """What became of both, where the second begins when the first has the post and not yet the submission."""
    held, became = Event(), []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
            became.append("done")
        except ValidationError as refused:
            became.append(type(refused))
        except Exception as failed:  # also a deadlock, which is no ValidationError
            became.append(failed)

    def hold() -> None:
        with transaction.atomic():
            Post.objects.select_for_update().get(pk=submission.post_id)
            held.set()
            sleep(0.3)
            first()

    together(partial(run, hold), partial(run, lambda: held.wait() and second()))
    return became


def test_a_post_is_taken_back_while_an_editor_brings_it_out():
    editor, submission = make_user(role="Editor"), make_submission(status="scheduled")
    take_back, bring_out = Post.objects.get(pk=submission.post_id), Submission.objects.get()
    became = while_the_post_is_held(
        submission, lambda: take_back.unpublish(by=editor), lambda: bring_out.publish(by=editor)
    )
    assert became == ["done", "done"]


def test_a_post_is_taken_back_while_its_guest_withdraws_it():
    editor, submission = make_user(role="Editor"), make_submission(status="scheduled")
    take_back, withdraw = Post.objects.get(pk=submission.post_id), Submission.objects.get()
    became = while_the_post_is_held(
        submission, lambda: take_back.unpublish(by=editor), lambda: withdraw.withdraw(by=submission.guest)
    )
    assert became == ["done", "done"]


def test_of_two_editors_who_decide_on_the_same_page_one_wins_and_the_other_is_told():
    first, second = make_user(role="Editor"), make_user(role="Editor")
    submission = make_submission(status="submitted")
    one, other = Submission.objects.get(), Submission.objects.get()
    became = while_the_post_is_held(
        submission,
        lambda: one.accept(by=first, seen=submission.turn),
        lambda: other.decline(by=second, reason="Not for us.", seen=submission.turn),
    )
    assert became == ["done", Stale]
    assert Submission.objects.get().status == "accepted"
    assert [move.verb for move in submission.moves.all()[:2]] == ["accept", "submit"]


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """What failed where all begin at the same moment, eight times."""
    ready, failed = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            for _time in range(8):
                ready.wait(20)
                act()
        except Exception as why:
            failed.append(why)
            ready.abort()

    together(*(partial(run, act) for act in acts))
    return failed


def test_a_link_is_renewed_while_mails_are_written_that_hold_it():
    editor, submission = make_user(role="Editor"), make_submission(status="submitted")
    one, other = Submission.objects.get(), Submission.objects.get()
    words = count()
    failed = at_once(
        lambda: one.renew_link(by=editor), lambda: Message.objects.say(other, f"Word {next(words)}", by=editor)
    )
    assert failed == []
    assert submission.moves.filter(verb="renew").count() == submission.messages.count() == 8


def test_a_document_is_brought_while_its_desk_is_claimed():
    submission = make_submission(guest=make_guest(email="amara@example.org"))
    user = make_user(email="amara@example.org")
    EmailAddress.objects.create(user=user, email="amara@example.org", verified=True, primary=True)
    one, guest = Submission.objects.get(), Guest.objects.get(pk=submission.guest_id)
    became = while_the_post_is_held(
        submission, lambda: one.make_room_for_document(by=submission.guest), lambda: guest.join(user)
    )
    assert {type(each) for each in became} <= {str, NotTheirs}  # it is the account's by then
    assert Guest.objects.of(user).submissions.get() == submission
