"""The pages for when something went wrong, in the site's own dress."""

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from config.context import site


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


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404
