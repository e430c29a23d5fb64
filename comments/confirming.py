"""A guest proves the address that they typed: asked for under their comment, answered by the link in a mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.reading import WRITER_COOKIE, answers
from blog.models import Post
from comments.arriving import SeeOther
from comments.models import Comment, Confirmation
from comments.refusals import TooFast
from comments.writers import Writer, remember_writer
from safe import origin


@csrf_exempt
@never_cache
@answers("GET", "HEAD", "POST")
def comment_confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mail the link. The answer is the same whether one went there today, so that it tells nobody's doings."""
    comment = get_object_or_404(
        Comment.objects.select_related("post"), post=Post.objects.published().by_slug(slug), pk=pk
    )
    if request.method != "POST":
        return redirect(comment)
    refused = origin.refusal(request, comment_confirm)
    if refused or not comment.can_be_confirmed_by(Writer.of(request)):
        return _page(request, "refused", comment, 403)
    try:
        Confirmation.objects.ask(comment)
    except TooFast:
        return _page(request, "too_fast", comment, 429)
    return _page(request, "sent", comment)


@csrf_exempt
@never_cache
@answers("GET", "HEAD", "POST")
def comment_confirmed(request: HttpRequest, key: str) -> HttpResponse:
    """Where the mailed link leads. Looking at it changes nothing: mail programs look too."""
    asked = Confirmation.objects.open().select_related("comment__post").filter(key=key).first()
    if asked is None:
        return _page(request, "over", None, 404)
    if request.method != "POST":
        return _page(request, "question", asked.comment)
    if not origin.from_this_site(request):
        return _page(request, "refused", asked.comment, 403)
    if request.POST.get("answer") != "yes":
        asked.no()
        return _page(request, "disowned", None)
    asked.yes()
    response = SeeOther(asked.comment.get_absolute_url())
    if WRITER_COOKIE not in request.COOKIES:  # the telephone that the mail was read on is theirs too
        remember_writer(response, asked.comment.writer_key)
    return response


def _page(request: HttpRequest, what: str, comment: Comment | None, status: int = 200) -> HttpResponse:
    return render(request, "comments/confirm.html", {"what": what, "comment": comment}, status=status)
