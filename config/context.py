"""What every template may say about the site. Nothing here looks into the reader's session."""

from django.conf import settings
from django.http import HttpRequest

from blog.models import Site


def site(request: HttpRequest) -> dict[str, object]:
    known = Site.current()
    return {
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,  # asks nothing of the session itself
        "publication": known,  # not "site", which views of allauth say something else with
        "site_name": known.name,
        "site_tagline": known.tagline,
        "site_url": settings.SITE_URL + "/",
        "canonical_url": settings.SITE_URL + request.path,
    }
