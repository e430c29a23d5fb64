from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by those who run the site; readers comment without one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether it leads to this very site: not to its neighbour on another port, nor out of https.

        Browsers take out tabs and line ends and read a backslash as a slash, so neither has any business here.
        """
        if not url.isprintable() or "\\" in url or url != url.strip():
            return False
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_login_stages(self) -> list[str]:
        """An address that nobody has proven yet keeps nobody out: those who run the site typed it, mail or no mail."""
        return [stage for stage in super().get_login_stages() if not stage.endswith(".EmailVerificationStage")]

    def reauthenticate(self, user: User, password: str) -> bool:
        """Allauth's looks the account up by its address, and there are accounts without one."""
        if user.email:
            return super().reauthenticate(user, password)
        self.pre_authenticate(self.request, email=f"account {user.pk}")  # the limit of tries is theirs all the same
        return user.check_password(password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("account")
