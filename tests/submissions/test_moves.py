from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from blog.models import Post
from blog.models.publishing import ImpossibleMove, NotReady
from submissions.models import Licence
from submissions.refusals import NotTheirs, Stale
from tests.factories import make_guest, make_submission
from tests.submissions.rules import BEFORE

STATES = ("draft", "submitted", "in_review", "changes_requested", "accepted", "scheduled", "published", "declined")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [*STATES, "withdrawn"])
def test_the_verbs_lead_to_each_state_and_the_log_tells_how(status: str):
    submission = make_submission(status=status)
    moves = list(submission.moves.order_by("pk"))
    assert submission.status == status == moves[-1].now
    assert [move.was for move in moves[1:]] == [move.now for move in moves[:-1]]
    assert submission.turn == len(moves) - 1


EDITORS = {
    "take_up": {},
    "request_changes": {"reason": "Why."},
    "accept": {},
    "decline": {"reason": "Why."},
    "reopen": {},
    "publish": {"override": "Why."},
    "unschedule": {},
    "unpublish": {"reason": "Why."},
    "send_galley": {},
}
AFTER = {
    "take_up": "in_review",
    "request_changes": "changes_requested",
    "accept": "accepted",
    "decline": "declined",
    "reopen": "in_review",
    "publish": "published",
    "unschedule": "accepted",
    "unpublish": "accepted",
}


@pytest.mark.parametrize("status", [*STATES, "withdrawn"])
@pytest.mark.parametrize("verb", EDITORS)
def test_an_impossible_move_changes_nothing(verb: str, status: str, second_editor: User):
    submission = make_submission(status=status)
    before = submission.moves.count()
    if status in BEFORE[verb].split():
        getattr(submission, verb)(by=second_editor, **EDITORS[verb])
        assert submission.status == AFTER.get(verb, status)
    else:
        with pytest.raises(ImpossibleMove):
            getattr(submission, verb)(by=second_editor, **EDITORS[verb])
        submission.refresh_from_db()
        assert (submission.status, submission.moves.count()) == (status, before)


@pytest.mark.parametrize("verb", EDITORS)
def test_what_is_an_editors_is_nobody_elses(verb: str, outsider: User, author: User):
    submission = make_submission(status="submitted")
    for by in (outsider, author, submission.guest, make_guest()):
        with pytest.raises(NotTheirs):
            getattr(submission, verb)(by=by, **EDITORS[verb])
    submission.refresh_from_db()
    assert submission.status == "submitted"


@pytest.mark.parametrize(
    ("verb", "status"),
    [("request_changes", "submitted"), ("decline", "submitted"), ("withdraw", "accepted"), ("unpublish", "published")],
)
def test_who_lets_somebody_down_says_why(verb: str, status: str, editor: User):
    submission = make_submission(status=status)
    with pytest.raises(NotReady):
        getattr(submission, verb)(by=editor, reason="  ")
    submission.refresh_from_db()
    assert submission.status == status
    getattr(submission, verb)(by=editor, reason="So.")
    assert (submission.let_down.verb, submission.let_down.reason) == (verb, "So.")


def test_what_guests_do_themselves_lets_nobody_down(editor: User):
    submission = make_submission(status="submitted")
    submission.withdraw(by=submission.guest, reason="It is not good yet.")
    assert submission.let_down is None


@pytest.mark.parametrize("verb", ["unpublish", "trash"])
def test_a_published_one_is_taken_back_where_it_is_said_why(verb: str, editor: User):
    submission = make_submission(status="published")
    with pytest.raises(NotReady, match="Its author is told why"):
        getattr(submission.post, verb)(by=editor)
    submission.refresh_from_db()
    assert (submission.status, Post.objects.get().status) == ("published", "published")


def test_a_long_reason_is_kept_whole(editor: User):
    submission, reason = make_submission(status="published"), "Because. " * 100
    submission.unpublish(by=editor, reason=reason)
    assert submission.let_down.reason == reason


def test_a_button_that_is_pressed_twice_moves_once(editor: User):
    submission = make_submission(status="submitted")
    submission.accept(by=editor, seen=submission.turn)
    submission.accept(by=editor, seen=submission.turn - 1)
    assert submission.moves.filter(verb="accept").count() == 1


def test_of_two_editors_one_wins_and_the_other_is_told(editor: User, second_editor: User):
    submission = make_submission(status="submitted")
    seen = submission.turn
    submission.accept(by=editor, seen=seen)
    with pytest.raises(Stale, match="Cleo Marsh was here before you: accepted"):
        submission.decline(by=second_editor, reason="No.", seen=seen)
    submission.refresh_from_db()
    assert submission.status == "accepted"


def test_without_essay_or_title_nothing_is_submitted():
    submission = make_submission(title="", body="")
    with pytest.raises(NotReady) as refused:
        submission.submit(by=submission.guest)
    assert refused.value.messages == [
        "Your essay has no title yet.",
        "There is no essay here yet.",
    ]


def test_without_their_agreement_nothing_is_submitted():
    submission = make_submission()
    with pytest.raises(NotReady, match="Please agree to the terms"):
        submission.submit(by=submission.guest)
    submission.refresh_from_db()
    assert (submission.status, submission.licence) == ("draft", None)


def test_an_editor_agrees_to_nothing_in_a_guests_name(editor: User):
    submission = make_submission()
    submission.submit(by=editor, agreed=True)
    submission.accept(by=editor)
    submission.send_galley(by=editor)
    assert submission.licence is None
    with pytest.raises(NotReady, match="Please agree to the terms"):
        submission.approve_galley(by=submission.guest, edition=submission.edition)
    submission.refresh_from_db()
    assert (submission.cleared, submission.galley.answer) == ("", "")
    submission.approve_galley(by=submission.guest, edition=submission.edition, agreed=True)
    assert submission.is_cleared
    assert submission.licence == Licence.current()


def test_the_licence_stays_as_it_was_agreed_to(editor: User):
    submission = make_submission(status="changes_requested")
    agreed = submission.licence
    from submissions.models import Terms

    Terms.current().reword_licence("Everything is ours.")
    submission.submit(by=submission.guest)
    assert submission.licence == agreed
    assert make_submission(status="submitted").licence.text == "Everything is ours."


def test_nothing_comes_out_without_approval_or_a_reason(editor: User):
    submission = make_submission(status="accepted")
    with pytest.raises(NotReady):
        submission.publish(by=editor)
    with pytest.raises(NotReady):
        submission.post.publish(by=editor)
    submission.refresh_from_db()
    assert (submission.status, submission.post.status) == ("accepted", "draft")
    submission.publish(by=editor, override="She said so on the telephone.")
    assert submission.status == submission.post.status == "published"
    assert submission.moves.get(verb="override").reason == "She said so on the telephone."


def test_an_approval_is_of_the_page_that_was_shown(editor: User):
    submission = make_submission(status="accepted")
    submission.send_galley(by=editor)
    shown = submission.edition
    submission.post.body = "<p>Wasps.</p>"
    submission.post.save()
    with pytest.raises(Stale):
        submission.approve_galley(by=submission.guest, edition=shown)
    submission.refresh_from_db()
    assert not submission.is_cleared
    assert submission.open_galley is None


def test_an_objection_takes_it_off_the_calendar(editor: User):
    submission = make_submission(status="scheduled")
    submission.send_galley(by=editor)
    submission.object_to_galley(by=submission.guest, edition=submission.edition, reason="Not so.")
    assert (submission.status, submission.post.status, submission.cleared) == ("accepted", "draft", "")
    assert [move.verb for move in submission.moves.all()[:2]] == ["object", "unschedule"]


def test_publishing_makes_byline_bio_and_book_public():
    known = {"bio": "Keeps *bees*.", "book_title": "Hives", "website": "https://example.org"}
    submission = make_submission(status="accepted", name="Amara Quill", **known)
    author = submission.author
    assert (author.is_public, author.bio) == (False, "Keeps *bees*.")
    submission = make_submission(guest=submission.guest, status="published")
    assert submission.author == author
    author.refresh_from_db()
    assert author.is_public
    assert [str(book) for book in author.books.all()] == ["Hives"]
    assert list(submission.post.bylines.values_list("author", flat=True)) == [author.pk]


def test_a_draft_is_its_guests_alone(editor: User):
    submission = make_submission()
    assert not Post.objects.editable_by(editor).exists()
    submission.submit(by=submission.guest, agreed=True)
    assert list(Post.objects.editable_by(editor)) == [submission.post]
    assert submission.post.slug == "on-bees"


def test_what_was_changed_after_its_approval_does_not_come_out(editor: User):
    from blog.models import publishing
    from submissions import clock

    submission = make_submission(status="scheduled")
    Post.objects.filter(pk=submission.post.pk).update(question="Really?", published_at=timezone.now())
    publishing.sweep(Post.objects.all())
    assert Post.objects.get().status == "scheduled"
    clock.hold_what_changed()
    submission.refresh_from_db()
    assert (submission.status, Post.objects.get().status) == ("accepted", "draft")


def test_moving_it_to_another_time_is_a_move_too(editor: User, second_editor: User):
    submission = make_submission(status="scheduled")
    seen, nine = submission.turn, timezone.now() + timedelta(days=3)
    submission.publish(by=editor, at=nine, seen=seen)
    submission.publish(by=editor, at=nine, seen=seen)
    assert submission.turn == seen + 1
    assert submission.moves.first().reason == date_format(timezone.localtime(nine), "DATETIME_FORMAT")
    with pytest.raises(Stale, match="was here before you: scheduled"):
        submission.publish(by=second_editor, at=nine + timedelta(days=1), seen=seen)
    assert Post.objects.get().published_at == nine


def test_what_is_no_turn_is_not_named_as_one(editor: User, second_editor: User):
    submission = make_submission(status="submitted")
    seen = submission.turn
    submission.accept(by=editor, seen=seen)
    submission.log("document", by=submission.guest)
    submission.accept(by=editor, seen=seen)
    with pytest.raises(Stale, match="Cleo Marsh was here before you: accepted"):
        submission.decline(by=second_editor, reason="No.", seen=seen)
