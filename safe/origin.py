"""Which site a form was sent from, where there is no token to tell.

A kept page holds no CSRF token, and a signed-out reader has no authority that another site could borrow. What is
left to keep out is other sites' forms, and the browser says where those come from: Sec-Fetch-Site (W3C Fetch
Metadata), else Origin (RFC 6454). Both are absent from curl and its kin, which borrow nobody's cookies.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _


def from_this_site(request: HttpRequest) -> bool:
    """Whether the browser says that this request came from our own pages; without a word, it passes."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def refusal(request: HttpRequest, view: Callable[..., HttpResponse]) -> str:
    """Why this form is not taken, in a sentence for its sender; empty where it is.

    For views that are `csrf_exempt` because strangers send to them from kept pages. Where there is a session, there is
    an authority to borrow, and Django's token is asked for as everywhere else.
    """
    if not from_this_site(request):
        return _("This came from another site's page. If it was you who wrote it, please send it again from here.")
    if settings.SESSION_COOKIE_NAME in request.COOKIES and _token_fails(request, view):
        return _("Your sign-in has changed since this page was opened. Please look it over and send it again.")
    return ""


def _token_fails(request: HttpRequest, view: Callable[..., HttpResponse]) -> bool:
    return CsrfViewMiddleware(view).process_view(request, lambda: None, (), {}) is not None
