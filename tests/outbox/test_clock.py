"""The clock sends mails last, and goes on whatever comes of it."""

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from blog.models import Post
from config.clock import sweep
from outbox.models import Mail
from outbox.models.mail import KEPT
from tests.factories import make_draft, set_site
from tests.outbox.test_send import fresh, note, received

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def due() -> Post:
    """A post whose hour has come, and which the clock has not published yet."""
    now, post = timezone.now(), make_draft()
    with time_machine.travel(now - timedelta(hours=2)):
        post.publish(by=None, at=now - timedelta(hours=1))
    return post


def test_a_round_sends_what_is_due(mail_server):
    mail = note()
    sweep()
    assert fresh(mail).status == "sent"


def test_mail_that_cannot_be_set_up_keeps_nothing_else_from_happening(due: Post, settings):
    settings.MAILERS = {"default": {"BACKEND": "nowhere.to.be.found"}}
    mail = note()
    sweep()
    due.refresh_from_db()
    assert (due.status, fresh(mail).status) == ("published", "waiting")


def test_a_mail_speaks_the_sites_language(mail_server):
    set_site(language="de")
    note()
    sweep()
    assert '<html lang="de">' in received(mail_server[0]).get_body(["html"]).get_content()


def test_what_left_or_was_stopped_long_ago_is_forgotten(mail_server):
    hour = timedelta(hours=1)
    for status in ("sent", "stopped", "failed", "waiting"):
        for age in (KEPT - hour, KEPT + hour):
            now = timezone.now()
            Mail.objects.filter(pk=note().pk).update(status=status, created_at=now - age, leaves_at=now + hour)
    sweep()
    assert Counter(Mail.objects.values_list("status", flat=True)) == {
        "sent": 1,
        "stopped": 1,
        "failed": 2,
        "waiting": 2,
    }
