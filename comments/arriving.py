"""What every button of the comment form needs before it does its own: the post, the form, and that it may be taken."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.reading import answers
from blog.models import Post
from comments.forms import BodyForm, CommentForm
from comments.models import HalfWritten
from comments.writers import Writer, forget_half_written, half_written_key
from safe import origin


class SeeOther(HttpResponseRedirect):
    status_code = 303  # RFC 9110 §15.4.4: look there for the answer, by GET


def from_the_form(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: `view(request, form, …)` gets the form that was sent, or its sender gets the words back."""

    @csrf_exempt
    @never_cache
    @answers("GET", "HEAD", "POST")
    @wraps(view)
    def arrived(request: HttpRequest, slug: str, **given: object) -> HttpResponse:
        post = Post.objects.published().by_slug(slug)
        try:
            sent = request.POST
        except (RequestDataTooBig, TooManyFieldsSent):
            return render(request, "comments/too_big.html", {"post": post}, status=413)
        if post is None:
            return render(request, "comments/gone.html", {"body": sent.get("body", "")}, status=404)
        if request.method != "POST":
            return redirect(f"{post.get_absolute_url()}#comments", permanent=False)
        form = CommentForm(sent, post=post, writer=Writer.of(request))
        refused = origin.refusal(request, view)
        return again(request, form, refused, 403) if refused else view(request, form, **given)

    return arrived


def again(
    request: HttpRequest, form: BodyForm, sentence: str = "", status: int = 400, **context: object
) -> HttpResponse:
    """The form once more, with what was typed and what is the matter with it."""
    form.is_valid()
    if sentence:
        form.add_error("body", sentence)
    form.put_cursor_on_first_error()
    context |= {"form": form, "post": form.post, "replying_to": form.cleaned_data.get("parent")}
    return render(request, "comments/respond.html", context, status=status)


def half_written(request: HttpRequest, post: Post, writer: Writer) -> HalfWritten | None:
    """What this reader had begun under this post, if this browser has begun anything."""
    key = half_written_key(request)
    if not key:
        return None
    return HalfWritten.objects.fresh().belonging_to(writer.user).filter(key=key, post=post).first()


def drop(half: HalfWritten | None, response: HttpResponse) -> None:
    """It has become a comment. The cookie goes with the last one that it found."""
    if half:
        half.delete()
        if not HalfWritten.objects.fresh().filter(key=half.key).exists():
            forget_half_written(response)
