"""`{% conversation post %}`: what a post's page shows below the essay, so that blog need not know of comments."""

from django import template
from django.http import HttpRequest
from django.template import Context

from blog.models import Post, Site
from comments import threads
from comments.arriving import half_written
from comments.forms import CommentForm
from comments.models import Comment, HalfWritten
from comments.writers import Writer, remembered_details

register = template.Library()


@register.inclusion_tag("comments/_conversation.html", takes_context=True)
def conversation(context: Context, post: Post) -> dict:
    request = context["request"]
    writer = Writer.of(request)
    page = threads.read(post, writer, start=_key(request, "from"), until=_key(request, "until"))
    half = half_written(request, post, writer)
    replying_to = _replying_to(request, post, writer, page, half)
    initial = _initial(request, replying_to, half)
    form = CommentForm(initial=initial, post=post, writer=writer, as_whom=request.GET.get("as", ""))
    authors = {author.pk for author in post.byline_authors}
    return {
        "request": request,
        "has_session": context.get("has_session"),
        "publication": Site.current(),
        "csrf_token": context.get("csrf_token"),
        "post": post,
        "page": page,
        "start": _key(request, "from"),
        "form": form,
        "replying_to": replying_to,
        "writer": writer,
        "half": half,
        "author_keys": authors,
    }


@register.filter
def is_mine(comment: Comment, writer: Writer) -> bool:
    return writer.wrote(comment)


@register.filter
def may_still_change(writer: Writer, comment: Comment) -> bool:
    return writer.is_known and comment.can_be_edited_by(writer)


@register.filter
def may_confirm(writer: Writer, comment: Comment) -> bool:
    return writer.is_known and comment.can_be_confirmed_by(writer)


def _key(request: HttpRequest, name: str) -> int | None:
    return _number(request.GET.get(name, ""))


def _number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else None


def _replying_to(
    request: HttpRequest, post: Post, writer: Writer, page: threads.ThreadPage, half: HalfWritten | None
) -> Comment | None:
    """WordPress's `?replytocom=12`, or what was being answered: the comment, if this reader may see it."""
    key = _key(request, "replytocom") or _number(half.said.get("parent", "") if half else "")
    on_page = [row.comment for row in page.rows if row.comment.pk == key and not row.is_stub]
    if on_page or not key:
        return next(iter(on_page), None)
    return Comment.objects.visible_to(writer).filter(post=post, pk=key).first()


def _initial(request: HttpRequest, replying_to: Comment | None, half: HalfWritten | None) -> dict:
    details = remembered_details(request)
    known = {**details, "save": bool(details)} | (half.said if half else {})
    return known | {"parent": replying_to.pk if replying_to else ""}
