"""What the admin's front page says of guests' submissions: which wait, and what else is to be done about them."""

from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.translation import ngettext

from submissions.models import Submission

register = template.Library()
SHOWN = 3


class ToDo(NamedTuple):
    words: str
    address: str
    is_urgent: bool = False


@register.inclusion_tag("admin/submissions/_waiting.html")
def submissions_waiting() -> dict:
    """How many wait for the editors, those that have waited longest, and what else there is to do; in five queries."""
    waiting = Submission.objects.waiting_for_editors()
    oldest = waiting.with_age().select_related("post", "editor").defer("post__body", "post__body_html")
    return {"number": waiting.count(), "oldest": oldest.order_by("since", "pk")[:SHOWN], "to_do": _to_do()}


def _to_do() -> list[ToDo]:
    queue, known = reverse("admin:submissions_submission_changelist"), Submission.objects
    overdue, answered, correct = known.overdue().count(), known.galley_answered().count(), known.to_correct().count()
    corrections = ngettext("%d correction is proposed", "%d corrections are proposed", correct)
    found = [
        (overdue, ngettext("%d is overdue", "%d are overdue", overdue), "?todo=overdue", True),
        (answered, ngettext("%d galley is answered", "%d galleys are answered", answered), "?todo=answered", False),
        (correct, corrections, "?todo=correct", False),
    ]
    return [ToDo(words % number, queue + view, is_urgent) for number, words, view, is_urgent in found if number]
