"""What every page of a desk needs before it does its own: whose desk it is, and that the form may be taken."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.reading import answers
from safe import origin
from safe.html import CONTROLS
from submissions.desks import Desk, SignInFirst, sign_in
from submissions.models import Link, Submission
from submissions.models.message import LONGEST
from submissions.refusals import (
    LinkExpired,
    LinkReplaced,
    LinkRevoked,
    NoDesk,
    NoSuchLink,
    NotReady,
    NotTheirs,
    TooMuch,
)

TOO_MUCH = _("This is more than the site can take at once. Go back: what you wrote is still there. Please shorten it.")
NOT_YOURS = _("This is not for you to do.")
SIGN_IN_AGAIN = _("You are not signed in any more. Sign in again, and put your words back in.")
STATUS: dict[type[NoDesk], int] = {LinkExpired: 410, LinkReplaced: 410, LinkRevoked: 403, NoSuchLink: 404}
TYPED = ("title", "body", "question", "bio", "link_lines", "words", "reason", "idea")  # worth giving back

type View = Callable[..., HttpResponse]


def nobody_keeps(view: View) -> View:
    """Decorator: no cache keeps it, not even the browser's own, and no search engine lists it."""

    @never_cache
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "404.html", status=404)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return told


def at_desk(view: View) -> View:
    """Decorator: `view(request, desk, …)` gets the desk that the address opens, or its visitor hears why not."""

    @csrf_exempt
    @nobody_keeps
    @answers("GET", "HEAD", "POST")
    @wraps(view)
    def arrived(request: HttpRequest, key: str, **given: Any) -> HttpResponse:
        try:
            _sent = request.POST
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return refuse(request, TOO_MUCH, 413)
        refused = origin.refusal(request, view) if request.method == "POST" else ""
        if refused:
            return refuse(request, refused, 403)
        try:
            desk = Desk.opened_by(request, key)
        except SignInFirst:
            return refuse(request, SIGN_IN_AGAIN, 403) if request.method == "POST" else sign_in(request)
        except NotTheirs:
            return refuse(request, NOT_YOURS, 403)
        except NoDesk as reason:
            return _no_desk(request, key, reason)
        return view(request, desk, **given)

    return arrived


def at_submission(view: View) -> View:
    """Decorator: the same with a submission that lies on that desk; `view(request, desk, submission, …)`."""

    @at_desk
    @wraps(view)
    def found(request: HttpRequest, desk: Desk, pk: int, **given: Any) -> HttpResponse:
        return view(request, desk, get_object_or_404(desk.submissions, pk=pk), **given)

    return found


def words_in(request: HttpRequest) -> str:
    """What was typed beside a button. Raises NotReady where it is too long."""
    words = CONTROLS.sub("", request.POST.get("words", "")).strip()
    if len(words) > LONGEST:
        raise NotReady(_now("This is longer than %d characters. Please shorten it.") % LONGEST)
    return words


def number_in(request: HttpRequest, name: str) -> int | None:
    """Such as which move the page had seen; None for what is no number."""
    said = request.POST.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None


def agreement_in(request: HttpRequest) -> tuple[bool, int | None]:
    """Whether the terms were agreed to, and which were shown."""
    return "agreed" in request.POST, number_in(request, "terms")


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def refuse(
    request: HttpRequest,
    sentence: object,
    status: int,
    *,
    desk: Desk | None = None,
    submission: Submission | None = None,
) -> HttpResponse:
    """Say why not, and lead back; what was typed comes back too, to be copied."""
    if wants_json(request):
        return JsonResponse({"refused": str(sentence)}, status=status)
    context = {"sentence": sentence, "words": "" if status == 413 else _typed(request), "desk": desk}
    context |= {"submission": submission}
    return render(request, "submissions/refused.html", context, status=status)


def because(refused: ValidationError | NotTheirs) -> tuple[list[str], int]:
    """What a verb's refusal says, and with which status: something is missing, it is not theirs, or it has moved."""
    if isinstance(refused, NotTheirs):
        return [str(NOT_YOURS)], 403
    status = {NotReady: 400, TooMuch: 429}.get(type(refused), 409)
    return refused.messages, status


def _typed(request: HttpRequest) -> str:
    return "\n\n".join(request.POST[name] for name in TYPED if request.POST.get(name))


def _no_desk(request: HttpRequest, key: str, reason: NoDesk) -> HttpResponse:
    """The sentence of each; an expired link may be sent anew, with the same answer whatever comes of it."""
    is_asking = request.method == "POST" and "renew" in request.POST
    if is_asking:
        Link.objects.mail_anew(key)
    if wants_json(request):
        return refuse(request, _("Your link does not open this desk any more."), STATUS[type(reason)])
    what = "asked" if is_asking else type(reason).__name__
    context = {"what": what, "words": _typed(request), "has_mailbox": bool(reason.guest and reason.guest.mailbox)}
    return render(request, "submissions/no_desk.html", context, status=410 if is_asking else STATUS[type(reason)])
