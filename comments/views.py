from datetime import timedelta

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.reading import answers
from blog.models import Post
from comments.arriving import SeeOther, again, drop, from_the_form, half_written
from comments.forms import BodyForm, CommentForm
from comments.models import Comment
from comments.models.queries import CommentQuerySet
from comments.refusals import Closed, Duplicate, Gone, TooFast, TooLate
from comments.writers import Writer, new_key, remember_details, remember_writer
from safe import origin
from safe.networks import network_of

TOO_LATE = gettext_lazy(
    "The time to change this comment is over, or it is not yours. Your words are still here to copy."
)
CLOSED = gettext_lazy("Comments on this post have closed. Your words are still here to copy.")
TOO_FAST = gettext_lazy(
    "A great many comments came from your network just now. Please wait a few minutes and send this again."
)
BUSY = gettext_lazy("The site is very busy just now. Please send this again in a moment.")
SAID_ALREADY = gettext_lazy("You have said this already.")
DOUBLE_CLICK = timedelta(minutes=1)
SENT_WITH_IT = ("name", "website", "identity_id", "author_id", "is_answer")  # what is sent with the words, and is kept


@from_the_form
def comments(request: HttpRequest, form: CommentForm) -> HttpResponse:
    """Where the form under a post is sent to. Whatever is wrong, the words come back with a sentence."""
    if not form.is_valid():
        return again(request, form)
    return _submit(request, form, form.writer)


def _submit(request: HttpRequest, form: CommentForm, writer: Writer) -> HttpResponse:
    comment = form.comment()
    comment.writer_key = "" if writer.user else writer.key or new_key()
    address = request.META.get("REMOTE_ADDR", "")
    comment.network = network_of(address)
    comment.address = address if comment.network else None
    try:
        Comment.objects.submit(comment, writer)
    except Closed:
        return again(request, form, CLOSED, 403)
    except Gone:
        return again(request, CommentForm(request.POST, post=form.post, writer=form.account), status=400)
    except TooFast:
        return again(request, form, TOO_FAST, 429)
    except OperationalError:
        return again(request, form, BUSY, 503)
    except Duplicate as duplicate:
        return _said_already(request, form, writer, comment, duplicate.comment)
    response = _lead_to(comment, comment.writer_key, form)
    drop(half_written(request, form.post, form.account), response)
    return response


def _said_already(
    request: HttpRequest, form: CommentForm, writer: Writer, repeated: Comment, earlier: Comment
) -> HttpResponse:
    """The second press of a button is led to what the first one stored; a later repetition is told.

    The first answer's cookie may come before the second press, though its page has not, or be dropped together with
    the answer. A browser without it, at the same address and while nobody has approved the comment, is given the key
    again, if that key opens nothing else.
    """
    if not _is_second_press(repeated, earlier):
        return again(request, form, SAID_ALREADY, 409, earlier=earlier)
    if writer.wrote(earlier):
        return _lead_to(earlier, "", form)
    hers_alone = not Comment.objects.filter(writer_key=earlier.writer_key).exclude(pk=earlier.pk).exists()
    same_hand = earlier.is_pending and earlier.address == repeated.address and hers_alone
    return _lead_to(earlier, earlier.writer_key if same_hand else "", form)


def _is_second_press(repeated: Comment, earlier: Comment) -> bool:
    """Whether it adds nothing to what was stored a moment ago, and that is where its writer would find it."""
    is_soon = timezone.now() - earlier.created_at <= DOUBLE_CLICK
    is_same = all(getattr(repeated, name) == getattr(earlier, name) for name in SENT_WITH_IT)
    return is_soon and is_same and (earlier.is_pending or earlier.is_visible)


def _lead_to(comment: Comment, key: str, form: CommentForm) -> HttpResponse:
    response = SeeOther(comment.get_absolute_url())
    if key:
        remember_writer(response, key)
    if "save" in form.fields:
        remember_details(response, form.details())
    return response


@answers("GET", "HEAD")
def comment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A comment's own address: leads to the page of the conversation that holds it now."""
    found = get_object_or_404(_under_public_posts(slug).visible_to(Writer.of(request)), pk=pk)
    return redirect(found)


@csrf_exempt
@never_cache
@answers("GET", "HEAD", "POST")
def comment_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A writer changes their own words, for a quarter of an hour."""
    comment = get_object_or_404(_under_public_posts(slug), pk=pk)
    writer = Writer.of(request)
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        initial={"body": comment.body if writer.wrote(comment) else ""},
    )
    refused = origin.refusal(request, comment_edit) if request.method == "POST" else ""
    if not comment.can_be_edited_by(writer):
        refused = TOO_LATE
    if form.is_bound and form.is_valid() and not refused:
        refused = _edit(comment, form, writer)
        if not refused:
            return SeeOther(comment.get_absolute_url())
    if refused and form.is_bound:
        form.add_error("body", refused)
    form.put_cursor_on_first_error()
    status = 403 if refused else 400 if form.errors else 200
    return render(request, "comments/edit.html", {"comment": comment, "form": form, "refused": refused}, status=status)


def _edit(comment: Comment, form: BodyForm, writer: Writer) -> str:
    try:
        comment.edit(body=form.cleaned_data["body"], writer=writer)
    except Duplicate:
        return SAID_ALREADY
    except TooLate:
        return TOO_LATE
    except TooFast:
        return TOO_FAST
    return ""


@csrf_exempt
@answers("GET", "HEAD", "POST")
def comment_delete(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A writer takes their own comment back, within the same quarter of an hour."""
    comment = get_object_or_404(_under_public_posts(slug), pk=pk)
    if request.method != "POST":
        return redirect(comment.edit_url)
    writer = Writer.of(request)
    refused = origin.refusal(request, comment_delete)
    if refused or not comment.can_be_edited_by(writer):
        refused = refused or gettext("The time to delete this comment is over, or it is not yours.")
        return render(request, "comments/edit.html", {"comment": comment, "refused": refused}, status=403)
    comment.erase(by=writer.user, by_writer=True)
    return SeeOther(f"{comment.post.get_absolute_url()}#comments")


def _under_public_posts(slug: str) -> CommentQuerySet:
    """The comments of the post that has, or had, this slug."""
    post = Post.objects.published().by_slug(slug)
    return Comment.objects.select_related("post").filter(post=post) if post else Comment.objects.none()
