"""The public door: what is looked for, the form for an idea, and the link that proves whose it is."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from accounts.reading import answers, reading_page
from safe import origin
from safe.networks import network_of
from submissions.arriving import TOO_MUCH, nobody_keeps, refuse
from submissions.forms import PitchForm
from submissions.models import Licence, Pitch, Terms
from submissions.models.pitch import TooMany
from submissions.refusals import LinkRevoked

OVER = gettext_lazy("This link was good for three days, which are over. Please send your idea again.")
CLOSED = gettext_lazy("An editor has closed this desk. Write to the editors if you think that is wrong.")


@reading_page
def write_for_us(request: HttpRequest) -> HttpResponse:
    """What editors say to those who would write here; the same for every stranger."""
    return _door(request, PitchForm())


@csrf_exempt
@nobody_keeps
@answers("GET", "HEAD", "POST")
def pitch(request: HttpRequest) -> HttpResponse:
    """Where the form is sent to. Whatever is wrong, the words come back with a sentence."""
    try:
        form = PitchForm(request.POST)
    except (RequestDataTooBig, TooManyFieldsSent):
        return refuse(request, TOO_MUCH, 413)
    if request.method != "POST":
        return redirect("write-for-us")
    refused = origin.refusal(request, pitch)
    if refused:
        return _again(request, form, refused, 403)
    if not Terms.current().takes_pitches:
        return refuse(request, _("Guests come by invitation alone just now."), 403)
    return _send(request, form) if form.is_valid() else _again(request, form)


def _send(request: HttpRequest, form: PitchForm) -> HttpResponse:
    form.instance.network = network_of(request.META.get("REMOTE_ADDR", ""))
    try:
        Pitch.objects.send(form.instance)
    except TooMany:
        sentence = _("A great many ideas came from your network today. Please send this again tomorrow.")
        return _again(request, form, sentence, 429)
    return redirect("pitch-sent")


def _again(request: HttpRequest, form: PitchForm, sentence: str = "", status: int = 400) -> HttpResponse:
    form.is_valid()
    if sentence:
        form.add_error(None, sentence)
    form.put_cursor_on_first_error()
    return _door(request, form, status)


def _door(request: HttpRequest, form: PitchForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "terms": Terms.current(), "licence": Licence.as_shown()}
    return render(request, "submissions/write_for_us.html", context, status=status)


@nobody_keeps
@answers("GET", "HEAD")
def pitch_sent(request: HttpRequest) -> HttpResponse:
    """What is said after every idea, so that it tells nobody's doings."""
    return render(request, "submissions/pitch_sent.html")


@csrf_exempt
@nobody_keeps
@answers("GET", "HEAD", "POST")
def pitch_confirmed(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads. Looking at it changes nothing: mail programs look too."""
    sent = Pitch.objects.opened_by(token)
    if sent is None:
        return refuse(request, _("There is no such link. Perhaps a part of it was lost on its way."), 404)
    if sent.is_over:
        return refuse(request, OVER, 410)
    refused = origin.refusal(request, pitch_confirmed) if request.method == "POST" else ""
    if request.method != "POST" or refused:
        context = {"pitch": sent, "refused": refused}
        return render(request, "submissions/pitch_confirmed.html", context, status=403 if refused else 200)
    return _open_desk(request, sent)


def _open_desk(request: HttpRequest, sent: Pitch) -> HttpResponse:
    try:
        key = sent.confirm()
    except LinkRevoked:
        return refuse(request, CLOSED, 403)
    return redirect("submission", key, sent.submission.pk)
