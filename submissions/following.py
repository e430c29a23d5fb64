"""One submission, as its guest follows it: where it is, what was said, and what can be done."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from submissions.ahead import ahead_of
from submissions.arriving import agreement_in, at_submission, because, number_in, words_in
from submissions.desks import Desk
from submissions.models import Licence, Message, Submission
from submissions.models.steps import STEPS
from submissions.refusals import NotReady, NotTheirs


@at_submission
def submission(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    if request.method != "POST":
        return _page(request, desk, submission)
    try:
        DOES.get(request.POST.get("do", ""), _nothing)(request, desk, submission)
    except (ValidationError, NotTheirs) as refused:
        said, status = because(refused)
        submission = desk.submissions.get(pk=submission.pk)
        return _page(request, desk, submission, said, status)
    return redirect("submission", desk.key, submission.pk)


def _page(
    request: HttpRequest, desk: Desk, submission: Submission, refused: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "desk": desk,
        "submission": submission,
        "ahead": ahead_of(submission),
        "why": submission.let_down,
        "said": submission.messages.for_guest().select_related("by")[::-1],
        "licence": submission.licence or Licence.as_shown(),
        "may_withdraw": submission.status in STEPS["withdraw"].before,
        "refused": refused,
        "words": request.POST.get("words", ""),
    }
    return render(request, "submissions/submission.html", context, status=status)


def _submit(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    agreed, terms = agreement_in(request)
    submission.submit(by=desk.hand, agreed=agreed, terms=terms, seen=number_in(request, "seen"))


def _withdraw(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    submission.withdraw(by=desk.hand, reason=words_in(request), seen=number_in(request, "seen"))


def _resume(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    submission.resume(by=desk.hand, seen=number_in(request, "seen"))


def _say(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    words = words_in(request)
    if not words:
        raise NotReady(_("There is nothing written here yet."))
    Message.objects.say(submission, words, by=desk.hand)


def _nothing(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    raise NotReady(_("Nothing was asked for. Please press one of the buttons."))


DOES: dict[str, Callable[[HttpRequest, Desk, Submission], None]] = {
    "submit": _submit,
    "withdraw": _withdraw,
    "resume": _resume,
    "say": _say,
}
