"""Mails about accounts, in the name of the site as its settings say it."""

from typing import Any

from django.core.mail import EmailMessage

from accounts.adapter import AccountAdapter
from blog.models import Site


class SitesAccountAdapter(AccountAdapter):
    def get_from_email(self) -> str:
        return Site.current().sender

    def render_mail(
        self, template_prefix: str, email: str | list[str], context: dict[str, Any], headers: dict | None = None
    ) -> EmailMessage:
        """A subject is rendered without a request, and so without what every page knows."""
        return super().render_mail(template_prefix, email, {"site_name": Site.current().name} | context, headers)
