"""What pages of the admin say of guests' submissions."""

from datetime import datetime

from django import template
from django.utils import timezone

from blog.models import Post
from submissions.models import Submission

register = template.Library()


@register.simple_tag
def days_since(moment: datetime) -> int:
    """Days by the calendar of the site."""
    return (timezone.localdate() - timezone.localdate(moment)).days


@register.simple_tag
def submission_of(post: Post | None) -> Submission | None:
    """The submission that this post is, if it is one."""
    return Submission.objects.filter(post=post).first() if post and post.pk else None
