"""An editor stops a mail at the moment when the clock takes it: one of them has it, and both know who."""

from functools import partial
from threading import Barrier

import pytest

from accounts.models import User
from outbox.models import Mail
from outbox.refusals import TooLate
from tests.hands import together

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_same_moment(*acts) -> None:
    ready = Barrier(len(acts))

    def begin(act) -> None:
        ready.wait()
        act()

    together(*(partial(begin, act) for act in acts))


@pytest.mark.parametrize("attempt", range(5))
def test_a_mail_is_either_stopped_or_sent(mail_server, editor: User, attempt: int):
    mail, answers = Mail.objects.put("notice", to="rosa@example.org", what="closed"), []

    def stop() -> None:
        try:
            Mail.objects.get(pk=mail.pk).stop(by=editor)
            answers.append("stopped")
        except TooLate:
            answers.append("sent")

    at_the_same_moment(stop, Mail.objects.send_due)
    assert answers == [Mail.objects.get(pk=mail.pk).status]
    assert len(mail_server) == (answers == ["sent"])


def test_two_senders_send_each_mail_once(mail_server):
    for _each in range(6):
        Mail.objects.put("notice", to="rosa@example.org", what="closed")
    at_the_same_moment(Mail.objects.send_due, Mail.objects.send_due)
    assert set(Mail.objects.values_list("status", flat=True)) == {"sent"}
    assert len(mail_server) == 6
