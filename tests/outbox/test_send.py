"""What is due leaves by a real mail server, one by one, whatever becomes of the others."""

import email
from datetime import timedelta
from email.policy import default

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from outbox.models.mail import PAUSES
from outbox.refusals import TooLate
from tests.factories import set_site
from tests.outbox.test_put import LINK, invite

pytestmark = pytest.mark.django_db


def note(to: str = "rosa@example.org", what: str = "closed") -> Mail:
    return Mail.objects.put("notice", to=to, what=what)


def fresh(mail: Mail) -> Mail:
    return Mail.objects.get(pk=mail.pk)


def received(envelope: object) -> email.message.EmailMessage:
    return email.message_from_bytes(envelope.content, policy=default)


def test_what_is_due_leaves_and_what_is_not_waits(mail_server):
    now, later = note(), invite()
    Mail.objects.send_due()
    assert [envelope.rcpt_tos for envelope in mail_server] == [["rosa@example.org"]]
    assert (fresh(now).status, fresh(later).status) == ("sent", "waiting")
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        Mail.objects.send_due()
        Mail.objects.send_due()
    assert len(mail_server) == 2
    assert fresh(later).sent_at is not None


def test_it_says_who_writes_and_that_nobody_is_to_answer(mail_server):
    set_site(name="The Slipway, Ltd", tagline="on work")
    sent = note()
    Mail.objects.send_due()
    mail = received(mail_server[0])
    assert mail["Subject"] == "Notice"
    assert mail["From"] == '"The Slipway, Ltd" <no-reply@localhost>'
    assert (mail["To"], mail["Message-ID"]) == ("rosa@example.org", sent.message_id)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime is not None
    text, html = (mail.get_body([part]).get_content().replace("\r\n", "\n") for part in ("plain", "html"))
    assert text == "It is so: closed\n\n-- \nThe Slipway, Ltd, on work\nhttp://localhost:8000/\n\n"
    assert "<p>It is so: closed</p>" in html


def test_its_html_has_a_button_and_a_quote_and_takes_no_tags(mail_server, editor: User):
    invite(words="<script>alert(1)</script>\n& more").send_now(by=editor)
    Mail.objects.send_due()
    html = received(mail_server[0]).get_body(["html"]).get_content().replace("\r\n", "\n")
    assert f'<p class="act"><a href="{LINK}">Read it</a></p>\n    <p class="address">{LINK}</p>' in html
    assert "<blockquote>&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; more</blockquote>" in html
    assert '<p>See also <a href="http://localhost:8000/">http://localhost:8000/</a>.</p>' in html


def test_a_refused_address_does_not_stop_the_others(mail_server):
    one, refused, other = note(), note(to="refused@example.org"), note()
    Mail.objects.send_due()
    assert [fresh(mail).status for mail in (one, refused, other)] == ["sent", "waiting", "sent"]
    assert fresh(refused).last_error == "550 5.1.1 no such person here"
    assert (fresh(refused).tries, list(Mail.objects.stuck())) == (1, [refused])


def test_an_address_that_is_none_does_not_stop_the_others(mail_server):
    wrong, other = note(to="rosa@example.org\nBcc: all@example.org"), note()
    Mail.objects.send_due()
    assert (fresh(wrong).tries, fresh(other).status, len(mail_server)) == (1, "sent", 1)


def test_one_connection_serves_a_round(mail_server):
    for _each in range(3):
        note()
    Mail.objects.send_due()
    assert len({envelope.peer for envelope in mail_server}) == 1


def test_without_a_server_only_the_one_that_was_tried_counts_it(no_mail_server):
    first, second = note(), note()
    Mail.objects.send_due()
    assert (fresh(first).tries, fresh(second).tries) == (1, 0)
    assert "refused" in fresh(first).last_error
    assert (fresh(second).status, fresh(second).last_error) == ("waiting", "")


def test_the_pauses_grow_until_it_is_given_up(no_mail_server):
    mail, paused = note(), []
    with time_machine.travel(timezone.now(), tick=False) as clock:
        while fresh(mail).status == "waiting":
            clock.move_to(fresh(mail).leaves_at + timedelta(seconds=1))
            Mail.objects.send_due()
            paused.append(fresh(mail).leaves_at - timezone.now())
    assert paused == [*PAUSES, timedelta(0)]
    assert (fresh(mail).status, fresh(mail).tries) == ("failed", len(PAUSES) + 1)
    assert list(Mail.objects.stuck()) == [mail]


def test_what_was_given_up_may_be_tried_again(mail_server, editor: User):
    mail = note()
    Mail.objects.update(status="failed", tries=8, last_error="421 no", failing_since=timezone.now())
    mail.try_again(by=editor)
    assert not Mail.objects.stuck().exists()
    Mail.objects.send_due()
    assert fresh(mail).status == "sent"
    with pytest.raises(TooLate):
        mail.try_again(by=editor)


def test_success_takes_the_trouble_away(mail_server):
    mail = note()
    Mail.objects.update(tries=2, last_error="421 no", failing_since=timezone.now())
    Mail.objects.send_due()
    assert (fresh(mail).last_error, fresh(mail).failing_since) == ("", None)
    assert not Mail.objects.stuck().exists()


def test_what_a_killed_sender_left_is_taken_over(mail_server, settings):
    mail = note()
    assert Mail.objects.claim() == mail  # and then it is killed
    Mail.objects.send_due()
    assert mail_server == []
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS + 1)):
        Mail.objects.send_due()
        Mail.objects.send_due()
    assert (fresh(mail).status, len(mail_server)) == ("sent", 1)
    assert received(mail_server[0])["Message-ID"] == mail.message_id


def test_a_sender_that_lost_its_claim_marks_nothing(settings):
    note()
    slow = Mail.objects.claim()
    with time_machine.travel(timezone.now() + timedelta(seconds=settings.MAIL_LEASE_SECONDS + 1)):
        quick = Mail.objects.claim()
        slow.has_failed("timed out")
        assert (fresh(quick).status, fresh(quick).tries) == ("sending", 0)
        quick.has_left()
        slow.has_failed("timed out")
    assert fresh(quick).status == "sent"


def test_what_is_stopped_does_not_leave(mail_server, editor: User):
    mail = invite()
    mail.stop(by=editor)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        Mail.objects.send_due()
    assert mail_server == []
    assert (fresh(mail).status, fresh(mail).stopped_by) == ("stopped", editor)


def test_what_is_leaving_can_be_neither_stopped_nor_changed(editor: User):
    mail = note()
    Mail.objects.claim()
    for act in (
        lambda: mail.stop(by=editor),
        lambda: mail.send_now(by=editor),
        lambda: mail.amend(by=editor, subject="Other", body="Other"),
        lambda: mail.try_again(by=editor),
    ):
        with pytest.raises(TooLate):
            act()
    assert (fresh(mail).status, fresh(mail).subject) == ("sending", "Notice")


def test_it_leaves_in_the_words_it_was_amended_to(mail_server, editor: User):
    mail = invite()
    mail.amend(by=editor, subject="Come\r\nBcc: all@example.org", body="Dear {name},\r\n\r\n\r\nplease!")
    mail.send_now(by=editor)
    Mail.objects.send_due()
    (sent,) = mail_server
    assert (received(sent)["Subject"], received(sent)["Bcc"]) == ("Come Bcc: all@example.org", None)
    assert fresh(mail).body == "Dear {name},\n\nplease!"
    assert fresh(mail).amended_by == editor


def test_a_round_ends_after_fifty(mail_server):
    for _each in range(51):
        note()
    Mail.objects.send_due()
    assert len(mail_server) == 50
    Mail.objects.send_due()
    assert len(mail_server) == 51
