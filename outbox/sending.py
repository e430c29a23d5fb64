"""How mails leave: claimed one by one, sent, and marked. What must happen is the row; this only carries it out.

A sender that is killed between the mail server's yes and the mark leaves a claim, which another takes over after
`MAIL_LEASE_SECONDS`. So a mail leaves at least once, and once more at most for each kill.
"""

import logging
import smtplib
import time
from contextlib import suppress

from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from outbox import letterhead
from outbox.models.mail import Mail, MailQuerySet
from outbox.paragraphs import paragraphs

log = logging.getLogger(__name__)

SECONDS = 15  # a round's; the clock has other duties
MOST = 50


class Unreachable(Exception):
    """There is no way to the mail server now, so the next mail need not be tried."""


def a_round(mails: MailQuerySet) -> None:
    """Send what is due over one connection. It is opened anew after a failure, since who knows in which state it is."""
    mailer, until = mailers.default, time.monotonic() + SECONDS
    try:
        for _number in range(MOST):
            mail = mails.claim() if time.monotonic() < until else None
            if mail is None:
                return
            _send(mail, mailer)
    except Unreachable as trouble:
        log.warning("Mails wait: %s", trouble)
    finally:
        _close(mailer)


def _send(mail: Mail, mailer: BaseEmailBackend) -> None:
    try:
        _open(mailer)
        mailer.send_messages([message(mail)])
    except Unreachable as trouble:
        mail.has_failed(str(trouble))
        raise
    except Exception as failed:  # whatever is wrong with one mail, the others leave
        log.warning("Mail %s was not taken: %s", mail.pk, what_it_said(failed))
        mail.has_failed(what_it_said(failed))
        _close(mailer)
    else:
        mail.has_left()


def _open(mailer: BaseEmailBackend) -> None:
    try:
        mailer.open()
    except OSError as failed:
        raise Unreachable(what_it_said(failed)) from failed


def _close(mailer: BaseEmailBackend) -> None:
    with suppress(OSError):  # a server that has hung up already
        mailer.close()


def message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as it is handed to the mail server."""
    paper = letterhead.current()
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}  # RFC 3834: nobody is to answer it
    made = EmailMultiAlternatives(mail.subject, as_text(mail), paper.sender, [mail.to], headers=headers)
    made.attach_alternative(as_html(mail), "text/html")
    return made


def as_text(mail: Mail) -> str:
    return render_to_string("outbox/mail.txt", _known(mail))


def as_html(mail: Mail) -> str:
    return render_to_string("outbox/mail.html", _known(mail) | {"paragraphs": paragraphs(mail.body)})


def _known(mail: Mail) -> dict:
    paper = letterhead.current()
    return {"mail": mail, "site_name": paper.name, "site_tagline": paper.tagline, "site_url": paper.url}


def what_it_said(failed: Exception) -> str:
    """The mail server's own words where there are any, such as "550 5.1.1 no such person here"."""
    if isinstance(failed, smtplib.SMTPRecipientsRefused):
        return " ".join(_answer(*answer) for answer in failed.recipients.values())
    if isinstance(failed, smtplib.SMTPResponseException):
        return _answer(failed.smtp_code, failed.smtp_error)
    return str(failed) or type(failed).__name__


def _answer(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
