"""What the admin's front page says of mails: only what is in trouble, and in a line how many wait."""

from datetime import datetime

from django import template
from django.db.models import Min

from outbox.models import Mail
from outbox.models.mail import MailQuerySet

register = template.Library()


@register.inclusion_tag("admin/outbox/_stuck.html")
def mails_stuck() -> dict:
    """How many a mail server did not take, since when, and what it said to the last one."""
    stuck = Mail.objects.stuck()
    number = stuck.count()
    return {"number": number, "since": _since(stuck), "said": _said(stuck)} if number else {}


def _since(stuck: MailQuerySet) -> datetime | None:
    return stuck.order_by().aggregate(since=Min("failing_since"))["since"]


def _said(stuck: MailQuerySet) -> str:
    last = stuck.exclude(last_error="").order_by("-claimed_at").first()
    return last.last_error if last else ""


@register.simple_tag
def mails_waiting() -> int:
    return Mail.objects.waiting().count()
