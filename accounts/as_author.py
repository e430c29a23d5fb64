"""The cookie by which a browser speaks for an author who has no account; their desk hands it out."""

from django.conf import settings
from django.http import HttpResponse

from accounts.models import AuthorPass
from accounts.reading import AUTHOR_COOKIE

YEAR = 365 * 24 * 3600  # seconds


def remember(response: HttpResponse, author_pass: AuthorPass) -> None:
    """Let this browser answer as the author; the cookie holds a random number and no name."""
    how = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax", "max_age": YEAR}
    response.set_signed_cookie(AUTHOR_COOKIE, author_pass.key, salt=AUTHOR_COOKIE, **how)


def forget(response: HttpResponse) -> None:
    response.delete_cookie(AUTHOR_COOKIE, samesite="Lax")
