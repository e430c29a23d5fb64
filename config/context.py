"""What every template may say about the site. Nothing here looks into the reader's session."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str | bool]:
    return {
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,  # asks nothing of the session itself
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "canonical_url": settings.SITE_URL + request.path,
    }
