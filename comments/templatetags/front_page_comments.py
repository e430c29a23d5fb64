"""What the admin's front page says of comments: which wait, and how many came on each day of the last week."""

from datetime import date, timedelta
from typing import NamedTuple

from django import template
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.template import Context
from django.utils import timezone

from comments.models import Comment
from comments.models.queries import CommentQuerySet

register = template.Library()
SHOWN = 3
DAYS = 7


class Day(NamedTuple):
    day: date
    number: int  # of comments, spam apart
    spam: int


@register.inclusion_tag("admin/comments/_waiting.html", takes_context=True)
def comments_waiting(context: Context) -> dict:
    """How many wait for this person, and the ones that have waited longest."""
    waiting = Comment.objects.moderated_by(context["request"].user).pending().order_by("pk")
    return {
        "number": waiting.count(),
        "oldest": waiting.select_related("post", "author", "user__avatar", "identity")[:SHOWN],
    }


@register.inclusion_tag("admin/comments/_week.html", takes_context=True)
def comments_of_the_week(context: Context) -> dict:
    days = _by_day(Comment.objects.moderated_by(context["request"].user))
    return {"days": days, "most": max(day.number for day in days), "spam": sum(day.spam for day in days)}


def _by_day(comments: CommentQuerySet) -> list[Day]:
    """The last seven days in the site's time zone, today last, in one query."""
    today = timezone.localdate()
    week = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    recent = comments.filter(created_at__gte=timezone.now() - timedelta(days=DAYS + 1)).exclude(status="removed")
    counted = (
        recent.order_by()
        .values(day=TruncDate("created_at"))
        .annotate(number=Count("pk", filter=~Q(status="spam")), spam=Count("pk", filter=Q(status="spam")))
    )
    by_day = {entry["day"]: entry for entry in counted}
    none = {"number": 0, "spam": 0}
    return [Day(day, by_day.get(day, none)["number"], by_day.get(day, none)["spam"]) for day in week]
