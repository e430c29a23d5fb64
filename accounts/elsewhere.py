"""Who somebody is elsewhere, on the pages about their account: signing in by it, adding it, taking it away."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts import connecting
from accounts.models.identity import LastWayIn
from accounts.providers import NotOffered, Unreachable, offer
from accounts.reading import answers
from accounts.social_adapter import TROUBLES


@answers("GET", "HEAD")
@login_required
def socialaccount_connections(request: HttpRequest) -> HttpResponse:
    """Allauth's name for the page; those that a person has here, and those that they may add."""
    known = {"identities": request.user.identities.all(), "trouble": TROUBLES.get(request.GET.get("trouble", ""))}
    return render(request, "accounts/identities.html", known)


@answers("POST")
def sign_in_with(request: HttpRequest, provider: str) -> HttpResponse:
    """From the sign-in page to a provider, and on to where somebody was going."""
    wanted = request.POST.get("next", "")
    back = f"{reverse('come_back')}?{urlencode({'next': wanted} if _is_ours(wanted) else {})}"
    return _to(request, provider, back, process="login")


@answers("GET", "HEAD", "POST")
@login_required
@reauthentication_required()
def add_identity(request: HttpRequest, provider: str) -> HttpResponse:
    """To a provider, to add who one is there to one's account."""
    if request.method != "POST":  # led here again by the page that asked for the password
        return redirect("socialaccount_connections")
    return _to(request, provider, reverse("socialaccount_connections"), process="connect")


@answers("GET", "HEAD", "POST")
@login_required
@reauthentication_required()
def remove_identity(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one away, after saying what becomes of what was said by it."""
    identity = get_object_or_404(request.user.identities, pk=pk)
    if request.method != "POST":
        return render(request, "accounts/remove_identity.html", {"identity": identity})
    try:
        identity.remove(by=request.user)
    except LastWayIn:
        messages.error(request, _("You could not sign in any more without it. Prove an address first, or add another."))
    return redirect("socialaccount_connections")


@answers("GET", "HEAD")
def come_back(request: HttpRequest) -> HttpResponse:
    """Back from a provider, on to where they were going; or to the sign-in page, which says what was the matter."""
    wanted = request.GET.get("next", "")
    onwards = wanted if _is_ours(wanted) else ""
    trouble = request.GET.get("trouble")
    if trouble in TROUBLES:
        messages.error(request, TROUBLES[trouble])
        return redirect(f"{reverse('account_login')}?{urlencode({'next': onwards} if onwards else {})}")
    if not onwards and not request.user.is_authenticated:
        return redirect("account_login")
    return redirect(onwards or get_adapter(request).get_login_redirect_url(request))


def _to(request: HttpRequest, provider: str, back: str, *, process: str) -> HttpResponse:
    try:
        return connecting.to(request, offer(provider), next_url=back, process=process)
    except NotOffered as unknown:
        raise Http404 from unknown
    except Unreachable as failure:
        messages.error(request, _("%s cannot be reached just now.") % failure.provider)
        return redirect("account_login" if process == "login" else "socialaccount_connections")


def _is_ours(address: str) -> bool:
    return bool(address) and get_adapter().is_safe_url(address)
