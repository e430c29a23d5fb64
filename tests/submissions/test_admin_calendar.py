"""The calendar in the admin: what comes out and what is due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.factories import make_author, make_draft, make_guest, make_submission, set_site
from tests.submissions.reviewing import HOSTILE, page_of

pytestmark = pytest.mark.django_db
CALENDAR = "/admin/submissions/submission/calendar/"


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def days(client: Client, month: str) -> dict[date, list[tuple[str, str]]]:
    weeks = client.get(f"{CALENDAR}?month={month}").context["weeks"]
    found = {day.day: [(entry.kind, entry.title) for entry in day.entries] for week in weeks for day in week}
    return {day: entries for day, entries in found.items() if entries}


def test_posts_and_what_is_due_stand_on_their_days(client: Client):
    own = make_draft(title="Our own", authors=[make_author()])
    own.publish(by=None, at=datetime(2031, 5, 4, 9, tzinfo=ZoneInfo("UTC")))
    make_submission(title="A guest's", due_on=date(2031, 5, 4))
    make_submission(title="Next month", due_on=date(2031, 6, 20))
    make_submission(guest=make_guest(), status="declined", title="Put away", due_on=date(2031, 5, 5))
    make_draft(title="No date")
    assert days(client, "2031-05") == {date(2031, 5, 4): [("scheduled", "Our own"), ("due", "A guest's")]}


@pytest.mark.parametrize(
    ("status", "is_due"),
    [
        ("draft", True),
        ("changes_requested", True),
        ("submitted", True),
        ("in_review", True),
        ("accepted", False),
        ("scheduled", False),
        ("published", False),
        ("withdrawn", False),
    ],
)
def test_what_is_accepted_is_due_no_more(status: str, is_due: bool, client: Client):
    make_submission(status=status, due_on=date(2031, 5, 4))
    assert days(client, "2031-05") == ({date(2031, 5, 4): [("due", "On bees")]} if is_due else {})


def test_a_day_is_one_of_the_site(client: Client):
    set_site(time_zone="Pacific/Auckland")
    post = make_draft(title="Late")
    post.publish(by=None, at=datetime(2031, 5, 31, 20, tzinfo=ZoneInfo("UTC")))
    assert days(client, "2031-06") == {date(2031, 6, 1): [("scheduled", "Late")]}
    assert "08:00" in client.get(f"{CALENDAR}?month=2031-06").text


def test_today_is_marked_and_the_way_leads_from_month_to_month(client: Client):
    page = client.get(CALENDAR)
    assert page.text.count('aria-current="date"') == 1
    context = page.context
    today = timezone.localdate()
    assert context["month"] == today.replace(day=1)
    assert context["before"] == context["month"] - timedelta(days=1)
    for month, before, after in [("2031-01", "2030-12", "2031-02"), ("2031-12", "2031-11", "2032-01")]:
        page = client.get(f"{CALENDAR}?month={month}").text
        assert f'href="?month={before}"' in page
        assert f'href="?month={after}"' in page


def test_a_guests_post_leads_to_its_submission_and_an_own_one_to_its_form(client: Client):
    guests = make_submission(status="scheduled")
    own = make_draft(title="Our own")
    own.publish(by=None, at=guests.post.published_at)
    page = client.get(f"{CALENDAR}?month={timezone.localtime(guests.post.published_at):%Y-%m}").text
    assert f'href="{page_of(guests)}"' in page
    assert f'href="/admin/blog/post/{own.pk}/change/"' in page


@pytest.mark.parametrize("month", ["", "x", "2031-13", "0000-01", "9999-12", "2031-05-04", "\0"])
def test_what_is_no_month_is_this_one(month: str, client: Client):
    assert client.get(CALENDAR, {"month": month}).context["is_now"] is True


def test_it_costs_the_same_with_one_and_with_fifty(client: Client, django_assert_num_queries):
    make_submission(due_on=date(2031, 5, 4))
    make_draft().publish(by=None, at=datetime(2031, 5, 4, 9, tzinfo=ZoneInfo("UTC")))
    client.get(CALENDAR)
    with django_assert_num_queries(7):
        days(client, "2031-05")
    for number in range(25):
        make_submission(guest=make_guest(), title=HOSTILE, due_on=date(2031, 5, 1 + number))
        make_draft(title=f"{number}").publish(by=None, at=datetime(2031, 5, 1 + number, 9, tzinfo=ZoneInfo("UTC")))
    with django_assert_num_queries(7):
        assert len(days(client, "2031-05")) == 25
    assert "<script>alert" not in client.get(f"{CALENDAR}?month=2031-05").text
