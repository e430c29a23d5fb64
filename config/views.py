"""The pages for when something went wrong, in the site's own dress."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def nothing_here(request: HttpRequest) -> HttpResponse:
    raise Http404
