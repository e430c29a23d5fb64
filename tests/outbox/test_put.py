"""A mail is a row, written in the transaction of what it tells of."""

from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.utils import timezone

from outbox.models import Mail, Wording
from tests.factories import set_site
from tests.hands import together

pytestmark = pytest.mark.django_db

LINK = "http://localhost:8000/here/"


def invite(**values: str) -> Mail | None:
    given = {"to": "rosa@example.org", "name": "Rosa", "words": "Come!", "link": LINK} | values
    return Mail.objects.put("invitation", **given)


def test_a_mail_is_written_and_not_sent(time_machine_at_noon):
    set_site(name="The Slipway")
    written = invite(topic="submission:12")
    assert (written.kind, written.to, written.topic) == ("invitation", "rosa@example.org", "submission:12")
    assert written.subject == "Rosa invites you to The Slipway"
    assert written.body == (
        "Hello Rosa,\n\nsomebody wrote:\n\n> Come!\n\n"
        "Read it: http://localhost:8000/here/\n\nSee also http://localhost:8000/."
    )
    assert (written.status, written.tries) == ("waiting", 0)
    assert mail.outbox == []


def test_one_that_may_be_thought_over_waits_ten_minutes_and_the_other_leaves_at_once(time_machine_at_noon):
    at_once = Mail.objects.put("notice", to="rosa@example.org", what="closed")
    assert invite().leaves_at == timezone.now() + timedelta(minutes=10)
    assert at_once.leaves_at == timezone.now()
    assert list(Mail.objects.due()) == [at_once]


def test_each_has_a_message_id_of_its_own_that_stays():
    one, other = invite(), invite()
    assert one.message_id != other.message_id
    assert one.message_id == Mail.objects.get(pk=one.pk).message_id
    assert one.message_id.endswith("@localhost>")


def test_values_are_exactly_those_of_the_kind():
    with pytest.raises(ValueError, match="'link', 'words'"):
        Mail.objects.put("invitation", to="rosa@example.org", name="Rosa")
    with pytest.raises(ValueError, match="'more'"):
        invite(more="of it")
    with pytest.raises(KeyError):
        Mail.objects.put("nothing", to="rosa@example.org")


def test_the_second_with_the_same_key_is_not_written():
    assert invite(once="submission:12:received") is not None
    assert invite(once="submission:12:received") is None
    assert invite() is not None
    assert Mail.objects.count() == 2


def test_it_goes_with_the_transaction_that_is_rolled_back():
    with transaction.atomic():
        invite(once="once")
        transaction.set_rollback(True)
    assert not Mail.objects.exists()
    assert invite(once="once") is not None


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_is_written():
    ready, written = Barrier(6), []

    def put() -> None:
        ready.wait()
        with transaction.atomic():
            written.append(invite(once="the same"))

    together(*[put] * 6)
    assert len(written) == 6
    assert len([each for each in written if each]) == Mail.objects.count() == 1


def test_an_editors_words_hold():
    Wording.objects.create(kind="invitation", subject="Dear {name}", body="{words}\n\nAt {site}.")
    written = invite()
    assert (written.subject, written.body) == ("Dear Rosa", "> Come!\n\nAt Byline.")


def test_words_that_fit_the_kind_no_more_give_way_to_ours():
    Wording.objects.create(kind="invitation", subject="Dear {name}", body="{gone}")
    assert invite().subject == "Rosa invites you to Byline"


@pytest.fixture
def time_machine_at_noon():
    with time_machine.travel("2026-03-01T12:00Z", tick=False):
        yield
