"""One mail to try the way that mail takes, with the words that the mail server said to it."""

import smtplib
from email.policy import SMTP
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, mailers
from django.core.mail.backends.smtp import EmailBackend
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from blog.models import Site


class Failed(Exception):
    """The mail was not taken; the text is what the server, or the way to it, said."""


def send(*, to: str, site: Site) -> str:
    """Mail a line to this address and return the server's answer, such as "250 2.0.0 Ok: queued". Raises Failed."""
    subject = _("A test mail from %s") % site.name
    known = {"site_name": site.name, "site_tagline": site.tagline, "site_url": f"{settings.SITE_URL}/"}
    message = EmailMultiAlternatives(subject, render_to_string("email/test.txt", known), site.sender, [to])
    message.attach_alternative(render_to_string("email/test.html", known), "text/html")
    mailer = mailers.default
    try:
        return _by_smtp(mailer, message) if isinstance(mailer, EmailBackend) else _otherwise(mailer, message)
    except (OSError, smtplib.SMTPException) as failed:
        raise Failed(_words(failed)) from failed


def _by_smtp(mailer: EmailBackend, message: EmailMessage) -> str:
    """Each step by hand, because Django's own sending drops what the server answers."""
    mailer.open()
    try:
        server = mailer.connection
        server.ehlo_or_helo_if_needed()
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        _taken(server.mail(sender))
        _taken(server.rcpt(message.to[0]))
        return _taken(server.data(message.message(policy=SMTP).as_bytes()))
    finally:
        mailer.close()


def _taken(reply: tuple[int, bytes]) -> str:
    code, said = reply
    answer = f"{code} {said.decode(errors='replace')}"
    if code >= 400:  # RFC 5321 §4.2.1
        raise Failed(answer)
    return answer


def _otherwise(mailer: object, message: EmailMessage) -> str:
    mailer.send_messages([message])  # type: ignore[attr-defined]
    return _("nothing, since it did not go to a mail server but to %s") % type(mailer).__module__.rpartition(".")[2]


def _words(failed: Exception) -> str:
    if isinstance(failed, smtplib.SMTPResponseException):
        return f"{failed.smtp_code} {failed.smtp_error.decode(errors='replace')}"  # type: ignore[union-attr]
    return str(failed) or type(failed).__name__
