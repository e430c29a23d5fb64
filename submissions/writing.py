"""Where a guest writes. What is typed is saved while it is typed, and again by every button."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from blog.pasting import made_plain
from blog.picturing import ImageForm, taken
from blog.prose import editors_words
from safe import images
from submissions import documents
from submissions.arriving import at_submission, because, refuse
from submissions.desks import Desk
from submissions.forms import FILES, WritingForm
from submissions.limits import refuse_more_pastes
from submissions.models import Submission, Terms
from submissions.refusals import NotTheirs, Stale, TooMuch

LEADS_TO = {"preview": "submission-preview", "hand-in": "submission"}  # by the button that was pressed


@at_submission
def submission_write(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    if not submission.is_writable:
        return _closed(request, desk, submission)
    form = _form(request, desk, submission)
    if request.method != "POST":
        return _page(request, form)
    try:
        _save(form)
    except Stale as stale:
        form.show_newer(desk.submissions.get(pk=submission.pk))
        return _page(request, form, stale.messages, 409)
    except (ValidationError, NotTheirs) as refused:
        return refuse(request, " ".join(because(refused)[0]), because(refused)[1], desk=desk)
    return _lead_on(request, form)


def _form(request: HttpRequest, desk: Desk, submission: Submission) -> WritingForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return WritingForm(*sent, desk=desk, submission=submission)


def _save(form: WritingForm) -> Submission:
    """What of the form is right. Raises what `Submission.write` does."""
    form.is_valid()
    form.submission.write(form.said(), by=form.desk.hand, seen=form.cleaned_data.get("seen", ""))
    form.show_again(seen=form.submission.seen)
    return form.submission


def _lead_on(request: HttpRequest, form: WritingForm) -> HttpResponse:
    then = request.POST.get("then", "")
    if then.startswith("word"):
        return _with_document(request, form, then)
    if form.errors:
        return _page(request, form, _marked(form), 400)
    return redirect(LEADS_TO.get(then, "submission-write"), form.desk.key, form.submission.pk)


def _with_document(request: HttpRequest, form: WritingForm, then: str) -> HttpResponse:
    """The page with the document's text in it, with what of that was lost on the way, and with what else is wrong."""
    try:
        form.refuse_to_lose_text()
        lost = documents.take_in(request.FILES.get("document"), form.desk, form.submission, then)
    except (ValidationError, NotTheirs) as refused:
        said, status = because(refused)
        status = 400 if status == 409 else status
        return _page(request, form.as_saved(), [*said, *_marked(form)], status)
    return _page(request, form.as_saved(), _marked(form), 400 if form.errors else 200, lost)


def _marked(form: WritingForm) -> list[str]:
    return [_("The rest is saved. Please look at what is marked.")] if form.errors else []


def _page(
    request: HttpRequest,
    form: WritingForm,
    refused: list[str] | None = None,
    status: int = 200,
    lost: list[str] | None = None,
) -> HttpResponse:
    if form.is_bound:
        form.put_cursor_on_first_error()
    context = {
        "desk": form.desk,
        "submission": form.submission,
        "form": form,
        "refused": refused,
        "lost": lost,
        "pictures": _pictures(form.submission),
        "terms": Terms.current(),
        "editors_words": editors_words(),
        "picture_types": images.ACCEPT,
    }
    return render(request, "submissions/write.html", context, status=status)


def _closed(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    """It is not theirs to write now; what was typed is given back."""
    status = 409 if request.method == "POST" else 200
    return refuse(request, submission.why_not_writable, status, desk=desk, submission=submission)


@at_submission
def submission_save(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    """Take what is being typed. Answers with JSON: when it was saved, over what the next save goes, what is wrong."""
    if request.method != "POST":
        return redirect("submission-write", desk.key, submission.pk)
    form = _form(request, desk, submission)
    try:
        saved = _save(form)
    except (ValidationError, NotTheirs) as refused:
        said, status = because(refused)
        return JsonResponse({"refused": " ".join(said), "stale": isinstance(refused, Stale)}, status=status)
    errors = {name: " ".join(sentences) for name, sentences in form.errors.items()}
    at = time_format(timezone.localtime())
    return JsonResponse({"at": at, "seen": saved.seen, "errors": errors, "pictures": _pictures(saved)})


def _pictures(submission: Submission) -> dict[str, str]:
    """Where each picture is now, to be shown in its place."""
    files = {name: getattr(submission, name) for name in FILES}
    picture = submission.post.picture
    return {name: file.url if file else "" for name, file in files.items()} | {
        "new_picture": picture.small if picture else ""
    }


@at_submission
def submission_picture(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    """Take a picture from the essay's editor. Answers with JSON; a refusal has sentences."""
    if request.method != "POST":
        return redirect("submission-write", desk.key, submission.pk)
    if not submission.is_writable:
        return JsonResponse({"errors": {"__all__": submission.why_not_writable}}, status=409)
    try:
        submission.make_room_for_picture()
    except TooMuch as refused:
        return JsonResponse({"errors": {"__all__": " ".join(refused.messages)}}, status=429)
    return taken(ImageForm(request.POST, request.FILES), by=desk.editor or desk.guest.user)


@at_submission
def submission_paste(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    """Make plain what was copied in a word processor, for an essay or for a correction. Answers with JSON; a refusal
    has a sentence."""
    if request.method != "POST":
        return redirect("submission-write", desk.key, submission.pk)
    if not (submission.is_writable or submission.status == "published"):
        return JsonResponse({"refused": submission.why_not_writable}, status=409)
    try:
        refuse_more_pastes(desk.guest)
    except TooMuch as refused:
        return JsonResponse({"refused": " ".join(refused.messages)}, status=429)
    return made_plain(request)
