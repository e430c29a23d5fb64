"""Two at once: the post is held before its submission by whoever decides about either, so that none waits for ever."""

from collections.abc import Callable
from threading import Event, Thread
from time import sleep

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from blog.models import Post
from submissions.models import Submission
from submissions.refusals import Stale
from tests.factories import make_submission, make_user

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
        finally:
            connection.close()

    def hold() -> None:
        with transaction.atomic():
            Post.objects.select_for_update().get(pk=submission.post_id)
            held.set()
            sleep(0.3)
            first()

    threads = [Thread(target=run, args=[hold]), Thread(target=run, args=[lambda: held.wait() and second()])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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
