"""What an editor's browser sends from the form that posts are written in."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from blog.models import Post
from tests.safe.pictures import drawn, encoded

ADD = "/admin/blog/post/add/"
AUTOSAVE = "/admin/blog/post/autosave/"


def form_of(post: Post) -> str:
    return reverse("admin:blog_post_change", args=[post.pk])


def sent(post: Post, **changes: object) -> dict:
    """What the form of a post sends, as it was opened just now, with these changes."""
    post = Post.objects.get(pk=post.pk)
    texts = {name: getattr(post, name) for name in ("title", "subtitle", "introduction", "body", "question", "excerpt")}
    byline = ", ".join(author.name for author in post.byline_authors)
    date = {"published_at": f"{post.published_at:%Y-%m-%dT%H:%M}"} if post.published_at else {}
    rest = {"slug": post.slug, "byline": byline, "seen": post.version, "form_key": post.pk, "comments_open": "on"}
    return texts | rest | date | changes


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("hive.png", encoded(drawn(), "PNG"))
