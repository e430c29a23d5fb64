"""Pages of posts by key: the page after a post begins behind that post, however many came before it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from blog.models import Post, Site
from blog.models.queries import PostQuerySet


@dataclass
class PostPage:
    posts: list[Post]
    older: int | None = None  # the post that the next page begins behind
    is_first: bool = True


def page_of_posts(posts: PostQuerySet, request: HttpRequest) -> PostPage:
    """The newest posts, or those older than the post in `?before=`; raises Http404 where there is no such post."""
    key = request.GET.get("before", "")
    if key:
        posts = posts.before(_post(key))
    most = Site.current().posts_per_page
    found = list(posts.newest_first().for_listing()[: most + 1])
    shown = found[:most]
    return PostPage(shown, shown[-1].pk if len(found) > most else None, not key)


def _post(key: str) -> Post:
    usable = key.isascii() and key.isdecimal() and len(key) < 19
    post = Post.objects.filter(pk=key, published_at__isnull=False).first() if usable else None
    if post is None:
        raise Http404
    return post
