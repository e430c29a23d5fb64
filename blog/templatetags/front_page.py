"""What the admin's front page says of posts: which are being written, which have a date, which came out last week."""

from datetime import timedelta

from django import template
from django.template import Context
from django.utils import timezone

from blog.models import Post

register = template.Library()
SHOWN = 5


@register.inclusion_tag("admin/blog/_at_work.html", takes_context=True)
def posts_at_work(context: Context) -> dict:
    """The posts that this person may go on with: drafts, the last touched first, and what is scheduled. What guests
    handed in waits in a queue of its own."""
    posts = Post.objects.editable_by(context["request"].user).with_bylines()
    return {
        "drafts": posts.filter(status="draft", link_rels__isnull=True).order_by("-updated_at")[:SHOWN],
        "scheduled": posts.filter(status="scheduled").order_by("published_at")[:SHOWN],
    }


@register.inclusion_tag("admin/blog/_published.html")
def posts_of_the_week() -> dict:
    """What was published in the last seven days, and what was said under it."""
    since = timezone.now() - timedelta(days=7)
    return {
        "posts": Post.objects.published().filter(published_at__gte=since).newest_first().with_bylines()[: 2 * SHOWN]
    }
