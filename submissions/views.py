"""The desk: what its guest has with us, and a way to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from submissions.ahead import ahead_of
from submissions.arriving import at_desk, refuse
from submissions.desks import Desk
from submissions.refusals import NotTheirs, TooMuch


@at_desk
def desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        return _join(request, desk) if "join" in request.POST else _begin(request, desk)
    lying = [(submission, ahead_of(submission)) for submission in desk.submissions.with_galleys()]
    lying.sort(key=lambda pair: not pair[1].is_theirs)
    context = {
        "desk": desk,
        "open": [pair for pair in lying if pair[0].place != "closed"],
        "closed": [pair for pair in lying if pair[0].place == "closed"],
    }
    return render(request, "submissions/desk.html", context)


def _begin(request: HttpRequest, desk: Desk) -> HttpResponse:
    try:
        return redirect("submission-write", desk.key, desk.begin().pk)
    except TooMuch as refused:
        return refuse(request, " ".join(refused.messages), 429, desk=desk)
    except NotTheirs:
        return refuse(request, _("Guests come by invitation alone just now."), 403, desk=desk)


def _join(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What was written as a guest becomes the account's."""
    number = request.POST["join"]
    if number.isdecimal() and len(number) < 19 and desk.claimable:
        get_object_or_404(desk.claimable, pk=number).join(desk.guest.user)
    return redirect("desk", desk.key)
