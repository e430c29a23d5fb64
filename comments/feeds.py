"""What can be followed of the conversation: all of it, or what is said under one post."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.reading import reading_page
from blog.found import at_slug
from blog.models import Post, Site
from blog.syndication import MOST, Entry, Person, feed
from comments.models import Comment
from comments.models.queries import CommentQuerySet


@reading_page
def comments_feed(request: HttpRequest, form: str) -> HttpResponse:
    title = _("Comments on %s") % Site.current().name
    said = Comment.objects.visible().filter(post__in=Post.objects.published())
    return _feed(request, form, title=title, path="/", said=said)


@reading_page
def post_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    def show(post: Post) -> HttpResponse:
        said = Comment.objects.visible().filter(post=post)
        return _feed(request, form, title=_("Comments on %s") % post.title, path=post.get_absolute_url(), said=said)

    return at_slug(request, slug, Post.objects.published().by_slug(slug), show)


def _feed(request: HttpRequest, form: str, *, title: str, path: str, said: CommentQuerySet) -> HttpResponse:
    newest = said.select_related("post").order_by("-pk")[:MOST]
    entries = [_entry(comment) for comment in newest]
    return feed(form, title=title, path=path, here=request.path, entries=entries)


def _entry(comment: Comment) -> Entry:
    said = {"name": comment.name, "title": comment.post.title}
    return Entry(
        key=f"?c={comment.pk}",
        path=comment.permalink,
        title=_("%(name)s on “%(title)s”") % said,
        html=comment.body_html,
        published=comment.created_at,
        updated=comment.edited_at or comment.created_at,
        authors=[Person(comment.name, comment.website)],
    )
