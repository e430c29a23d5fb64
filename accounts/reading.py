"""Pages for readers: the same for every stranger, and nobody else's business where the reader is known."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

WRITER_COOKIE = "byline_writer"
DETAILS_COOKIE = "byline_details"


def is_known(request: HttpRequest) -> bool:
    """Whether the browser brings anything that a page may answer to."""
    return any(name in request.COOKIES for name in (settings.SESSION_COOKIE_NAME, WRITER_COOKIE, DETAILS_COOKIE))


def reading_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell caches the truth: a stranger's page may be kept and asked about, a known reader's is theirs alone."""

    @wraps(view)
    def told(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache" if is_known(request) else "no-cache")
        return response

    return told
