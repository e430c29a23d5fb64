"""Who vouches for a link, and over which marks: each decision is logged, and none is taken back unseen."""

import pytest

from accounts.models import User
from submissions.models import Guest, Submission
from submissions.refusals import Stale
from tests.factories import make_author, make_submission

pytestmark = pytest.mark.django_db
A, B = "https://example.org/a", "https://example.org/b"
BODY = f'<p><a href="{A}">one</a> <a href="{B}">two</a></p>'


def mark(submission: Submission, by: User, rels: dict[str, str] | None = None, **said: object) -> None:
    submission.mark_links(by=by, **{"rels": rels or {}, "of_author": "nofollow"} | said)


def decided(submission: Submission) -> list[str]:
    return list(submission.moves.filter(verb="mark").values_list("reason", flat=True))


def test_the_log_says_what_became_of_which(editor: User):
    submission = make_submission(status="submitted", body=BODY)
    mark(submission, editor, {A: "", B: "sponsored nofollow"}, of_author="")
    mark(submission, editor, {A: "nofollow", B: "sponsored"}, of_author="")
    assert decided(submission) == [
        f"not followed: {A}\nsponsored, and followed: {B}",
        f"followed: {A}, those of the author\nsponsored, and not followed: {B}",
    ]
    assert {move.who for move in submission.moves.filter(verb="mark")} == {"Cleo Marsh"}


def test_it_is_no_turn(editor: User):
    submission = make_submission(status="submitted", body=BODY)
    turn = submission.turn
    mark(submission, editor, {A: ""})
    move = submission.moves.first()
    assert (submission.turn, move.was, move.now) == (turn, "submitted", "submitted")


def test_what_is_marked_so_already_is_not_logged(editor: User, second_editor: User):
    submission = make_submission(status="submitted", body=BODY)
    seen = submission.marks
    for by in (editor, editor, second_editor):
        mark(submission, by, {A: "", B: "nofollow"}, seen=seen)
    assert decided(submission) == [f"followed: {A}"]


def test_of_two_editors_one_wins_and_the_other_is_told(editor: User, second_editor: User):
    submission = make_submission(status="submitted", body=BODY)
    seen = submission.marks
    mark(submission, editor, {A: ""}, seen=seen)
    with pytest.raises(Stale):
        mark(submission, second_editor, {A: "nofollow", B: ""}, seen=seen)
    assert submission.post.link_rels == {A: ""}
    assert decided(submission) == [f"followed: {A}"]


def test_a_page_from_before_a_move_marks_nothing(editor: User, second_editor: User):
    submission = make_submission(status="submitted", body=BODY)
    seen = submission.marks
    submission.take_up(by=second_editor)
    with pytest.raises(Stale):
        mark(submission, editor, {A: ""}, seen=seen)
    assert decided(submission) == []


def test_the_authors_are_marked_alike_wherever_they_stand(editor: User, outsider: User):
    guest = Guest.objects.of(outsider)
    guest.author = make_author(name="Eli Frost", links_followed=False)
    guest.save()
    first, second = (make_submission(guest=guest, status="submitted", body=BODY) for _each in range(2))
    seen = second.marks
    mark(first, editor, of_author="")
    with pytest.raises(Stale):
        mark(second, editor, {A: ""}, seen=seen)
    assert Submission.objects.get(pk=second.pk).rel_of_author == ""
