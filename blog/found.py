"""What an address leads to: the thing at its slug, the way to where that thing is now, or nothing."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from slugs.models import Slugged


def at_slug[Thing: Slugged](
    request: HttpRequest, slug: str, found: Thing | None, show: Callable[[Thing], HttpResponse]
) -> HttpResponse:
    """What `show` makes of what `by_slug(slug)` found; a redirect where it has another slug now; else Http404."""
    if found is None:
        raise Http404
    return show(found) if found.slug == slug else _moved(request, found)


def _moved(request: HttpRequest, to: Slugged) -> HttpResponse:
    here = request.resolver_match
    path = reverse(here.view_name, kwargs=here.kwargs | {"slug": to.slug})
    query = request.META.get("QUERY_STRING", "")
    return redirect(path + (f"?{query}" if query else ""), permanent=True)
