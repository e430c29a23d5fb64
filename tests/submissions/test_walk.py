"""Random people take random verbs: what is forbidden changes nothing, and the log tells the whole way."""

from contextlib import suppress
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from blog.models import Decision, Post, publishing
from outbox.models import Mail
from submissions import clock
from submissions.models import Submission
from tests.factories import make_guest, make_submission, make_user
from tests.submissions.rules import BEFORE, EDITORS, WHO_MAY

PEOPLE = ("guest", "other guest", "editor", "second editor", "author", "moderator", "outsider")
MOSTLY = ("guest", "editor", "second editor") * 3 + PEOPLE
BEGINNINGS = ("draft", "submitted", "accepted", "accepted", "scheduled", "published")
TOWARDS_READERS = {  # from each state, the steps that lead there, and whose they are
    "draft": [("submit", "guest")],
    "submitted": [("take_up", "editor"), ("accept", "second editor")],
    "in_review": [("accept", "editor")],
    "changes_requested": [("submit", "guest")],
    "accepted": [("send_galley", "editor"), ("approve_galley", "guest"), ("publish", "editor")],
    "scheduled": [("send_galley", "editor"), ("approve_galley", "guest"), ("publish", "second editor")],
    "published": [],
    "declined": [("reopen", "editor")],
    "withdrawn": [("resume", "guest")],
}
# In all walks together; one that gets nowhere proves nothing.
MUST_BE_SEEN = {"submit", "accept", "galley", "approve", "override", "schedule", "publish", "unpublish"}


class Walk(RuleBasedStateMachine):
    seen: ClassVar[set[str]] = set()

    @initialize(status=st.sampled_from(BEGINNINGS), is_overridden=st.booleans())
    def begin(self, status: str, is_overridden: bool) -> None:
        self.example = transaction.atomic()
        self.example.__enter__()
        roles = {"editor": "Editor", "second editor": "Editor", "author": "Author", "moderator": "Moderator"}
        self.people = {name: make_user(role=roles.get(name, "")) for name in PEOPLE if "guest" not in name}
        self.people |= {"guest": make_guest(), "other guest": make_guest()}
        self.submission = make_submission(guest=self.people["guest"], status=status)
        if status == "accepted" and is_overridden:
            self.submission.publish(by=self.people["editor"], override="Because.")
        self.was = self.submission.status

    @rule(
        verb=st.sampled_from(sorted(WHO_MAY)),
        who=st.sampled_from(MOSTLY),
        why=st.sampled_from(["", "Because."]),
        later=st.booleans(),
    )
    def take(self, verb: str, who: str, why: str, later: bool) -> None:
        submission = Submission.objects.get(pk=self.submission.pk)
        was, moves, post = submission.status, submission.moves.count(), submission.post.status
        try:
            getattr(submission, verb)(by=self.people[who], **self._with(submission, verb, why, later))
        except (ValidationError, PermissionDenied):
            now = Submission.objects.get(pk=submission.pk)
            assert (now.status, now.moves.count(), now.post.status) == (was, moves, post)
        else:
            assert who in WHO_MAY[verb]
            repeated = submission.moves.count() == moves
            assert repeated or was in BEFORE[verb].split()

    @rule(step=st.integers(0, 2), later=st.booleans())
    def go_towards_readers(self, step: int, later: bool) -> None:
        ways = TOWARDS_READERS[Submission.objects.get(pk=self.submission.pk).status]
        for verb, who in ways[: step + 1]:
            self.take(verb, who, "Because.", later)

    @rule(later=st.booleans())
    def publish_all_the_same(self, later: bool) -> None:
        self.take("publish", "editor", "Because.", later)

    @rule(chosen=st.integers(0, 99), later=st.booleans())
    def do_what_may_be_done(self, chosen: int, later: bool) -> None:
        status = Submission.objects.get(pk=self.submission.pk).status
        ways = sorted(verb for verb in BEFORE if status in BEFORE[verb].split())
        verb = ways[chosen % len(ways)]
        self.take(verb, WHO_MAY[verb][chosen % len(WHO_MAY[verb])], "Because.", later)

    def _with(self, submission: Submission, verb: str, why: str, later: bool) -> dict:
        at = timezone.now() + timedelta(days=1) if later else None
        return {
            "submit": {"agreed": True},
            "assign": {"to": self.people["editor"]},
            "request_changes": {"reason": why},
            "decline": {"reason": why},
            "withdraw": {"reason": why},
            "publish": {"override": why, "at": at},
            "unpublish": {"reason": why},
            "approve_galley": {"edition": submission.edition, "agreed": True},
            "object_to_galley": {"edition": submission.edition, "reason": why},
        }.get(verb, {})

    @rule(verb=st.sampled_from(["publish", "unpublish", "trash", "restore"]), who=st.sampled_from([*EDITORS, "clock"]))
    def decide_about_the_post(self, verb: str, who: str) -> None:
        """As the admin's buttons on the post's own form, and the clock, do."""
        post = Post.objects.get(pk=self.submission.post_id)
        with suppress(ValidationError):
            getattr(post, verb)(by=self.people.get(who))

    @rule(word=st.sampled_from(["Bees.", "Wasps.", "Moths."]))
    def edit(self, word: str) -> None:
        post = Post.objects.get(pk=self.submission.post_id)
        post.body = f"<p>{word}</p>"
        post.save()

    @rule()
    def let_time_pass(self) -> None:
        Post.objects.filter(status="scheduled").update(published_at=timezone.now())
        clock.hold_what_changed()
        publishing.sweep(Post.objects.all())
        clock.sweep()

    def teardown(self) -> None:
        self.seen.update(self.submission.moves.values_list("verb", flat=True))
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @invariant()
    def the_log_tells_every_move(self) -> None:
        submission = Submission.objects.get(pk=self.submission.pk)
        moves = list(submission.moves.order_by("pk"))
        assert [move.was for move in moves[1:]] == [move.now for move in moves[:-1]]
        assert (moves[-1].now, len(moves) - 1) == (submission.status, submission.turn)

    @invariant()
    def what_is_public_has_a_byline_and_was_cleared(self) -> None:
        submission = Submission.objects.get(pk=self.submission.pk)
        post = submission.post
        assert (post.status == "published") == (submission.status == "published")
        assert (post.status == "scheduled") == (submission.status == "scheduled")
        if submission.status in ("published", "scheduled"):
            assert post.bylines.filter(author=submission.author).exists()
            assert submission.cleared
            last = submission.moves.filter(verb__in=["approve", "override"]).first()
            assert last is not None
        if submission.status == "published":
            assert submission.author.is_public
            assert self.was == "published" or submission.is_cleared
        self.was = submission.status

    @invariant()
    def a_guest_hears_of_each_publication_once(self) -> None:
        published = Decision.objects.filter(post=self.submission.post_id, verb="publish").count()
        assert Mail.objects.filter(kind__startswith="submission-published").count() == published


@pytest.mark.django_db
def test_whatever_is_tried_the_rules_hold():
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        Walk, settings=settings(max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=calm)
    )
    assert not MUST_BE_SEEN - Walk.seen
