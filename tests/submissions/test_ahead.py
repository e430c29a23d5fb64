"""What the desk says of a submission after something was done with it."""

import pytest

from accounts.models import User
from submissions.models import Submission
from tests.factories import make_submission
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db


def sent_to(submission: Submission, editor: User) -> Submission:
    submission.send_galley(by=editor)
    return submission


AFTERWARDS = {
    "approved": (
        "accepted",
        lambda one, by: sent_to(one, by).approve_galley(by=one.guest, edition=one.edition),
        "You have approved the final page. It comes out when the editors say so.",
        "",
    ),
    "objected": (
        "accepted",
        lambda one, by: sent_to(one, by).object_to_galley(by=one.guest, edition=one.edition, reason="No wasps."),
        "You have told the editors what is not right. They look into it, and show you the page again.",
        "",
    ),
    "taken back": (
        "published",
        lambda one, by: one.unpublish(by=by, reason="A quote is wrong."),
        "The editors have taken it back from its readers.",
        "A quote is wrong.",
    ),
    "withdrawn for them": (
        "submitted",
        lambda one, by: one.withdraw(by=by, reason="As you asked on the telephone."),
        "An editor has withdrawn it for you.",
        "As you asked on the telephone.",
    ),
    "withdrawn by them": (
        "submitted",
        lambda one, by: one.withdraw(by=one.guest, reason="It is not good yet."),
        "You have taken it back.",
        "",
    ),
}


@pytest.mark.parametrize("what", AFTERWARDS)
def test_the_desk_says_what_became_of_it_and_why(at: AtDesk, editor: User, what: str):
    status, happens, sentence, why = AFTERWARDS[what]
    submission = make_submission(guest=at.guest, status=status)
    happens(submission, editor)
    assert sentence in at.get().text
    page = at.get(f"{submission.pk}/").text
    assert sentence in page
    assert (f"{editor.name} says" in page, why in page) == (bool(why), True)


def test_after_another_galley_it_is_not_as_it_was_taken_back(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest, status="published")
    submission.unpublish(by=editor, reason="A quote is wrong.")
    submission.post.question = "Do you?"
    submission.post.save()
    submission.send_galley(by=editor)
    assert "The final page waits for your word." in at.get().text
    submission.approve_galley(by=at.guest, edition=submission.edition)
    assert "You have approved the final page." in at.get().text
