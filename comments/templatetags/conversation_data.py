"""`{% conversation_data post page %}`: what is said under a post as search engines read it (schema.org Comment).

It adds to the post that blog's `{% structured_data %}` describes: both name it by the same `@id`.
"""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from blog.models import Post
from comments.models import Comment
from comments.threads import ThreadPage
from safe import html

MOST = 50  # comments
LONGEST = 500  # characters of each: the whole text is on the page already

register = template.Library()


@register.simple_tag
def conversation_data(post: Post, page: ThreadPage) -> SafeString | str:
    """The comments on this page that everybody sees; empty where there are none. Asks nothing of the database."""
    shown = [row.comment for row in page.rows if not row.is_stub and row.comment.is_visible][:MOST]
    said = [_comment(comment, post) for comment in shown]
    under = {"@type": "BlogPosting", "@id": f"{settings.SITE_URL}{post.get_absolute_url()}#post"}
    return html.data_block({"@context": "https://schema.org", **under, "comment": said}) if said else ""


def _comment(comment: Comment, post: Post) -> dict:
    return {
        "@type": "Comment",
        "url": settings.SITE_URL + reverse("comment", args=[post.slug, comment.pk]),
        "author": {"@type": "Person", "name": comment.name},
        "dateCreated": comment.created_at.isoformat(timespec="seconds"),
        "text": Truncator(html.words(comment.body_html)).chars(LONGEST),
    }
