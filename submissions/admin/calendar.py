from calendar import Calendar as Weeks
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from submissions.admin.reviewers import ForReviewers
from submissions.models import Submission

YEARS = range(1001, 2999)  # those that a date has room for, with the months beside it
KINDS = {"scheduled": _("comes out"), "published": _("came out"), "due": _("due")}


class Entry(NamedTuple):
    """What is on a day: a post that comes out or came out, or a submission that is due."""

    kind: str  # a key of KINDS
    at: datetime | None  # in the site's time zone
    title: str
    who: str
    address: str
    is_overdue: bool = False

    @property
    def said(self) -> str:
        return str(KINDS[self.kind])


class Day(NamedTuple):
    day: date
    entries: list[Entry]
    is_of_month: bool
    is_today: bool


class Calendar(ForReviewers):
    """What comes out and what is due, month by month, in the site's time zone."""

    def calendar(self, request: HttpRequest) -> HttpResponse:
        self.let_in(request)
        today = timezone.localdate()
        month = _asked_for(request.GET.get("month", "")) or today.replace(day=1)
        weeks = weeks_of(month, today)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Calendar"),
            "opts": self.opts,
            "month": month,
            "before": month - timedelta(days=1),
            "after": month + timedelta(days=31),
            "weeks": weeks,
            "is_empty": not any(day.entries for week in weeks for day in week if day.is_of_month),
            "is_now": month == today.replace(day=1),
            "zone": timezone.get_current_timezone_name(),
        }
        return render(request, "admin/submissions/submission/calendar.html", context)


def _asked_for(text: str) -> date | None:
    """The first day of "2026-11"; None for what is no month."""
    try:
        month = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        return None
    return month if month.year in YEARS else None


def weeks_of(month: date, today: date) -> list[list[Day]]:
    """Whole weeks, which begin as the site's language has it; in four queries."""
    weeks = Weeks((get_format("FIRST_DAY_OF_WEEK") - 1) % 7).monthdatescalendar(month.year, month.month)
    entries = _entries(weeks[0][0], weeks[-1][-1])
    return [[Day(day, entries[day], day.month == month.month, day == today) for day in week] for week in weeks]


def _entries(first: date, last: date) -> dict[date, list[Entry]]:
    by_day = defaultdict(list)
    for post in _posts(first, last):
        by_day[localtime(post.published_at).date()].append(_of_post(post))
    due = Submission.objects.still_due().filter(due_on__range=(first, last)).order_by("due_on", "pk")
    for submission in due.select_related("post").defer("post__body", "post__body_html"):
        by_day[submission.due_on].append(_of_due(submission))
    return by_day


def _posts(first: date, last: date) -> list[Post]:
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    on_it = Post.objects.filter(status__in=("scheduled", "published"), published_at__gte=start, published_at__lt=end)
    return list(on_it.select_related("submission").with_bylines().defer("body", "body_html").order_by("published_at"))


def _of_post(post: Post) -> Entry:
    submission = getattr(post, "submission", None)
    address = submission.get_absolute_url() if submission else reverse("admin:blog_post_change", args=[post.pk])
    who = ", ".join(author.name for author in post.byline_authors)
    return Entry(post.status, localtime(post.published_at), post.title, who, address)


def _of_due(submission: Submission) -> Entry:
    return Entry("due", None, submission.title, submission.name, submission.get_absolute_url(), submission.is_overdue)
