"""The second step of signing in: an app's code, or a key; and, where STAFF_MFA is on, nothing for staff without it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from blog.models import Site

if TYPE_CHECKING:
    from accounts.models import User

STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
PARTS_OF_A_PAGE = {"accent", "manifest", "media"}  # what the page that asks for it is made of
WHERE_IT_IS_TAKEN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout"}


class SitesMFAAdapter(DefaultMFAAdapter):
    """Apps and keys are told the site's name, not the address it runs under."""

    def _get_site_name(self) -> str:
        return Site.current().name


@receiver(authenticator_added)
def remember_what_was_set_up(
    request: HttpRequest, user: "User", authenticator: Authenticator, **kwargs: object
) -> None:
    """Whoever sets up an app or a key has just shown that they hold it: this session has taken the step."""
    if authenticator.type in STEPS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


class StaffNeedsIt:
    """Middleware: where STAFF_MFA is on, staff who have not taken a second step in this session get to take it.

    It asks the session, not how it came to be: the password, a mailed code, a provider and a session from before
    the setting was on are all the same to it. What they may reach meanwhile is their account, to set the step up or
    to sign out; with a step that this session has not taken, nothing but that step, or the old session would do to take
    the step away. Other pages are as closed as the admin, since what a page shows to staff is for the page to know.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        if not settings.STAFF_MFA or not _is_staff(request) or has_taken_it(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if is_mfa_enabled(request.user, STEPS):
            return None if name in PARTS_OF_A_PAGE | WHERE_IT_IS_TAKEN else _led_to_take_it(request)
        is_open = name in PARTS_OF_A_PAGE or request.path.startswith(reverse("account"))
        return None if is_open else _led_to_set_it_up(request)


def has_taken_it(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor of an account that still has one."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records) and is_mfa_enabled(request.user, STEPS)


def _is_staff(request: HttpRequest) -> bool:
    """Looks at the account only where there is a session, so that a page for strangers varies on nothing."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.is_authenticated and request.user.is_staff


def _led_to_set_it_up(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Those who work on this site need a second step to sign in. Set one up to go on."))
    return redirect("mfa_index")


def _led_to_take_it(request: HttpRequest) -> HttpResponse:
    """To the page that asks for the code or the key; the password alone would not do."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    page = next(method["url"] for method in methods if method["id"].startswith("mfa_reauthenticate"))
    return redirect_to_login(request.get_full_path(), page)
