"""What was copied in a word processor, on its way into an editor: the browser sends it here, and gets it back plain."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from safe import html, pasted

MOST = 1_000_000  # characters, which take two seconds at worst; Word writes ten for each that it shows


def made_plain(request: HttpRequest) -> JsonResponse:
    """The HTML that the editor is to take, as JSON; a refusal has a sentence. Nothing is stored."""
    copied = request.POST.get("html", "")
    if len(copied) > MOST:
        say = _("This is more than can be made plain at once, so it was pasted as it came. Please look it over.")
        return JsonResponse({"refused": say}, status=413)
    try:
        return JsonResponse({"html": html.article(pasted.clean(copied))})
    except ValidationError as refused:
        return JsonResponse({"refused": " ".join(refused.messages)}, status=400)
