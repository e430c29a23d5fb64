"""What a guest would have otherwise in what readers have already."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from blog.prose import editors_words
from submissions.arriving import at_submission, because, refuse
from submissions.desks import Desk
from submissions.forms import CorrectionForm
from submissions.models import Correction, Submission
from submissions.refusals import NotTheirs


@at_submission
def correct(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    if why_not := Correction.why_not(submission):
        return refuse(request, why_not, 409, desk=desk, submission=submission)
    form = CorrectionForm(request.POST or None, desk=desk, submission=submission)
    if request.method != "POST":
        return _page(request, desk, submission, form)
    if not form.is_valid():
        form.put_cursor_on_first_error()
        return _page(request, desk, submission, form, [_("Please look at what is marked.")], 400)
    try:
        reason = form.cleaned_data["reason"]
        Correction.objects.propose(submission, form.texts(), by=desk.hand, reason=reason)
    except (ValidationError, NotTheirs) as refused:
        said, status = because(refused)
        return _page(request, desk, submission, form, said, status)
    return redirect("correct", desk.key, submission.pk)


def _page(
    request: HttpRequest,
    desk: Desk,
    submission: Submission,
    form: CorrectionForm,
    refused: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "desk": desk,
        "submission": submission,
        "form": form,
        "corrections": submission.corrections.select_related("answered_by"),
        "refused": refused,
        "editors_words": editors_words(),
    }
    return render(request, "submissions/correct.html", context, status=status)
