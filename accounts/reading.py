"""Pages for readers: the same for every stranger, and nobody else's business where the reader is known."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

WRITER_COOKIE = "byline_writer"
DETAILS_COOKIE = "byline_details"
HALF_WRITTEN_COOKIE = "byline_half_written"
AUTHOR_COOKIE = "byline_author"
KNOWN_BY = (settings.SESSION_COOKIE_NAME, WRITER_COOKIE, DETAILS_COOKIE, HALF_WRITTEN_COOKIE, AUTHOR_COOKIE)


def is_known(request: HttpRequest) -> bool:
    """Whether the browser brings anything that a page may answer to."""
    return any(name in request.COOKIES for name in KNOWN_BY)


def answers(*methods: str) -> Callable:
    """Decorator: any other method gets a page of the site's that says so (405), not an empty one."""

    def decorator(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def judged(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method in methods:
                return view(request, *args, **kwargs)
            refusal = render(request, "405.html", status=405)
            refusal.headers["Allow"] = ", ".join(methods)
            return refusal

        return judged

    return decorator


def reading_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell caches the truth: a stranger's page may be kept and asked about, a known reader's is theirs alone."""

    @answers("GET", "HEAD")
    @wraps(view)
    def told(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-cache" if is_known(request) else "no-cache")
        return response

    return told
