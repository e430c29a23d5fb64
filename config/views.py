"""What the site as a whole answers: pages for when something went wrong, in its own dress, and its icons."""

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import get_language

from accounts.reading import reading_page
from config.context import site

PAPER = "#fbfaf6"  # as in tokens.css
SHORT = 12  # letters of a name that fit under an icon


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _without_the_reader(request, "400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return _without_the_reader(request, "500.html", 500)


def _without_the_reader(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that asks nothing of the session or the database, which may be what broke."""
    return HttpResponse(render_to_string(template, _kept_of_the_site(request)), status=status)


def _kept_of_the_site(request: HttpRequest) -> dict:
    try:
        return site(request) | {"has_session": False, "canonical_url": ""}
    except DatabaseError:
        return {"site_name": settings.SITE_NAME}


@reading_page
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone asks for where somebody puts the site among their apps (W3C Web Application Manifest)."""
    known = site(request)
    said = {
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",  # with a way back: a blog leads elsewhere
        "name": known["site_name"],
        "short_name": str(known["site_name"])[:SHORT].strip(),
        "description": known["site_tagline"],
        "lang": get_language(),
        "theme_color": PAPER,  # the dark one is said on each page: here the format has room for one
        "background_color": PAPER,
        "icons": [_icon(side, purpose) for purpose in ("any", "maskable") for side in (192, 512)],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _icon(side: int, purpose: str) -> dict[str, str]:
    name = f"img/icon-{side}.png" if purpose == "any" else f"img/icon-{purpose}-{side}.png"
    return {"src": static(name), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


@reading_page
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look that have read no page yet."""
    return redirect(static("img/favicon.ico"))


@admin.site.admin_view
def on_site(request: HttpRequest, kind: int, key: str) -> HttpResponse:
    """The admin's way from a thing to its page, for those whom it shows the thing: Django's own asks nobody."""
    model = get_object_or_404(ContentType, pk=kind).model_class()
    if model is None or not admin.site.is_registered(model):
        raise Http404
    desk = admin.site.get_model_admin(model)
    thing = desk.get_object(request, unquote(key))
    if thing is None or not desk.has_view_permission(request, thing):
        raise Http404
    return redirect(thing)


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404
