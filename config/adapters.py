"""What allauth is told of the site: its name in mails, and where somebody was who comes back from a provider."""

from typing import Any

from django.core.mail import EmailMessage
from django.db.models import Q
from django.http import HttpRequest

from accounts.adapter import AccountAdapter
from accounts.social_adapter import SocialAdapter
from blog.models import Site
from comments.models import HalfWritten
from comments.writers import Writer, half_written_key


class SitesAccountAdapter(AccountAdapter):
    def get_from_email(self) -> str:
        return Site.current().sender

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: dict | None = None
    ) -> EmailMessage:
        """A subject is rendered without a request, and so without what every page knows."""
        return super().render_mail(template_prefix, email, {"site_name": Site.current().name} | context, headers)


class SitesSocialAdapter(SocialAdapter):
    def where_they_left(self, request: HttpRequest) -> str:
        """The comment that this browser half wrote last, where the answer was not for it or its session is over.

        Not what somebody else wrote in it while signed in: the way back would hand them the words.
        """
        key, user = half_written_key(request), Writer.of(request).user
        theirs = HalfWritten.objects.fresh().filter(Q(user=None) | Q(user=user), key=key)
        half = theirs.order_by("-kept_at").first() if key else None
        return half.way_back if half and half.trip else ""
