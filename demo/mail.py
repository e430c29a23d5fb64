"""The mails of the demo, to be read without a mail server: what was sent, and at once what still waits."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.reading import answers
from config.environment import is_loopback
from outbox.models import Mail
from outbox.paragraphs import Paragraph, paragraphs

SHOWN = 50


class Letter(NamedTuple):
    mail: Mail
    paragraphs: Iterator[Paragraph]


@never_cache
@answers("GET", "HEAD")
def mails(request: HttpRequest) -> HttpResponse:
    """Everybody's mails, the newest first. In a demo, and to who sits before it, there is nothing to hide in them."""
    if settings.PRODUCTION or not settings.DEMO or not is_loopback(request.META.get("REMOTE_ADDR", "")):
        raise Http404
    letters = [Letter(mail, paragraphs(mail.body)) for mail in Mail.objects.order_by("-pk")[:SHOWN]]
    response = render(request, "demo/mail.html", {"letters": letters})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
