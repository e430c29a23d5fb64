"""What a guest is told of each submission: what comes next in a sentence, and the one button that leads there."""

from typing import NamedTuple

from django.template.defaultfilters import date
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from submissions.models import Submission


class Ahead(NamedTuple):
    sentence: object
    label: object
    page: str  # the name of its address
    is_theirs: bool = False  # to do something, and not to wait


BEGIN = Ahead(_("Write here, or drop in your Word document."), _("Begin writing"), "submission-write", is_theirs=True)
GO_ON = Ahead(
    _("Go on writing. When it is done, send it to the editors."), _("Go on writing"), "submission-write", is_theirs=True
)
GALLEY = Ahead(_("The final page waits for your word."), _("Look at the final page"), "galley", is_theirs=True)
SCHEDULED = _("It comes out on %s.")
LOOK = _("See where it is")
SAID = {
    "changes_requested": Ahead(
        _("The editors ask for some changes."), _("See what they ask"), "submission", is_theirs=True
    ),
    "submitted": Ahead(_("It has arrived, and an editor will read it. You need do nothing now."), LOOK, "submission"),
    "in_review": Ahead(_("An editor is reading it. You need do nothing now."), LOOK, "submission"),
    "accepted": Ahead(_("It is accepted. Before it appears you are shown the final page."), LOOK, "submission"),
    "approved": Ahead(_("You have approved the final page. It comes out when the editors say so."), LOOK, "submission"),
    "objected": Ahead(
        _("You have told the editors what is not right. They look into it, and show you the page again."),
        LOOK,
        "submission",
    ),
    "taken_back": Ahead(_("The editors have taken it back from its readers."), _("See what was said"), "submission"),
    "published": Ahead(_("Readers have it, under your name."), _("Answer or correct"), "submission"),
    "declined": Ahead(_("We will not publish it. It stays yours."), _("See what was said"), "submission"),
    "withdrawn": Ahead(_("You have taken it back."), _("Look at it"), "submission"),
    "withdrawn_for_guest": Ahead(_("An editor has withdrawn it for you."), _("See what was said"), "submission"),
}


def ahead_of(submission: Submission) -> Ahead:
    """What comes next for its guest."""
    if submission.status == "draft":
        return GO_ON if submission.post.body else BEGIN
    if submission.place == "yours" and not submission.is_writable:
        return GALLEY
    if submission.status == "scheduled":
        at = date(localtime(submission.post.published_at), "DATETIME_FORMAT")
        return Ahead(SCHEDULED % at, LOOK, "submission")
    return SAID[_in_short(submission)]


def _in_short(submission: Submission) -> str:
    """A key of SAID: the state, and what its guest or an editor did to bring it about."""
    if submission.status == "withdrawn" and submission.let_down:
        return "withdrawn_for_guest"
    if submission.status != "accepted":
        return submission.status
    galley, let_down = submission.galley, submission.let_down
    if let_down and not (galley and galley.sent_at > let_down.at):
        return "taken_back"
    answer = galley.answer if galley else ""
    if answer == "approved" and submission.is_cleared:
        return "approved"
    return "objected" if answer == "objected" else "accepted"
