"""What happens by itself, because its time has come. Each room says what; here it is only set going."""

import logging

from django.db import close_old_connections

from accounts.models import Avatar, Identity
from blog.models import Image, Post, cards, publishing
from comments.models import Confirmation, HalfWritten
from config.speaking import in_the_sites_language
from outbox.models import Mail
from submissions import clock as submissions

log = logging.getLogger(__name__)


def sweep() -> None:
    """One round. Running it twice, or on two machines at once, does nothing twice."""
    close_old_connections()
    with in_the_sites_language():
        submissions.hold_what_changed()
        publishing.sweep(Post.objects.all())
        Image.objects.render_due()
        cards.sweep(Post.objects.published())
        Avatar.objects.refresh_due()
        Identity.objects.refresh_due()
        HalfWritten.objects.forget_old()
        Confirmation.objects.forget_old()
        submissions.sweep()
        _send_mails()


def _send_mails() -> None:
    """Last, and whatever comes of it: a mail server that is slow or gone must not keep a post from being published."""
    try:
        Mail.objects.send_due()
        Mail.objects.forget_old()
    except Exception:
        log.exception("Mails could not be sent in this round of the clock.")
