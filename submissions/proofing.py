"""The galley: the final page, what was changed since it was sent in, and the guest's word on it."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from blog.compare import changed
from blog.models import Post
from submissions.arriving import agreement_in, at_submission, because, words_in
from submissions.desks import Desk
from submissions.models import Licence, Submission
from submissions.models.correction import OF_ABOUT
from submissions.previewing import as_if_published
from submissions.refusals import NotReady, NotTheirs


@at_submission
def galley(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    if request.method != "POST":
        return _page(request, desk, submission)
    try:
        _answer(request, desk, submission)
    except (ValidationError, NotTheirs) as refused:
        said, status = because(refused)
        return _page(request, desk, desk.submissions.get(pk=submission.pk), said, status)
    return redirect("submission", desk.key, submission.pk)


def _answer(request: HttpRequest, desk: Desk, submission: Submission) -> None:
    edition = request.POST.get("edition", "")
    answer = request.POST.get("answer")
    if answer == "approve":
        agreed, terms = agreement_in(request)
        submission.approve_galley(by=desk.hand, edition=edition, agreed=agreed, terms=terms)
    elif answer == "object":
        submission.object_to_galley(by=desk.hand, edition=edition, reason=words_in(request))
    else:
        raise NotReady("")


def _page(
    request: HttpRequest, desk: Desk, submission: Submission, refused: list[str] | None = None, status: int = 200
) -> HttpResponse:
    waiting = submission.open_galley
    context = {
        "desk": desk,
        "submission": submission,
        "galley": waiting,
        "last": submission.galley,
        "licence": submission.licence or Licence.as_shown(),
        "changes": _changes(submission) if waiting else [],
        "page": as_if_published(submission, _article) if waiting else "",
        "refused": refused,
        "words": request.POST.get("words", ""),
    }
    return render(request, "submissions/galley.html", context, status=status)


def _article(post: Post) -> str:
    return render_to_string("blog/_article.html", {"post": post})


def _changes(submission: Submission) -> list[tuple[str, list]]:
    """What the editors did to it, and to what is said of its author, by the names of the texts."""
    before = submission.submitted_as.texts if submission.submitted_as else submission.texts()
    about = {name: submission.about[name] for name in OF_ABOUT if name in submission.submitted_about}
    return [*_named(Post, before, submission.texts()), *_named(Submission, submission.submitted_about, about)]


def _named(model: type[Model], before: dict[str, str], after: dict[str, str]) -> list[tuple[str, list]]:
    return [(model._meta.get_field(name).verbose_name, said) for name, said in changed(before, after).items()]
