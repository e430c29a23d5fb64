"""On the way to a provider: a page of ours that goes on by itself, or by its link.

The form's own answer cannot be the redirect: under `form-action 'self'` Chromium stops it at the site's border.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.providers import Offer, begin


def to(
    request: HttpRequest, provider: Offer, *, next_url: str, process: str = "login", words_wait: bool = False
) -> HttpResponse:
    """The page that says "Connecting to …", and where `words_wait` that they do.

    Raises Unreachable where the provider does not say where to go.
    """
    address = begin(request, provider.key, next_url, process=process)
    return render(
        request, "accounts/connecting.html", {"provider": provider, "address": address, "words_wait": words_wait}
    )
