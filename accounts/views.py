"""Somebody's own account: the page that leads to all of it, and how it ends."""

from allauth.account import views as allauth_views
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.forms import NameForm
from accounts.leaving import LastOwner
from accounts.models import User
from accounts.reading import answers


@answers("GET", "HEAD", "POST")
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What there is to look after; the name is changed here."""
    form = NameForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("account")
    return render(request, "accounts/account.html", {"form": form} | _in_short(request))


def _in_short(request: HttpRequest) -> dict[str, object]:
    UserSession.objects.create_from_request(request)  # one from before they were listed is listed from now on
    held = Authenticator.objects.filter(user=request.user).values_list("type", flat=True)
    return {
        "is_proven": request.user.has_proven_address(),
        "has_app": Authenticator.Type.TOTP in held,
        "keys": sum(kind == Authenticator.Type.WEBAUTHN for kind in held),
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }


@answers("GET", "HEAD", "POST")
@login_required
@reauthentication_required()
def leave(request: HttpRequest) -> HttpResponse:
    """Delete one's own account, after saying what goes and what stays."""
    if request.method == "POST":
        return _left(request)
    is_last = User.objects.nobody_owns_the_site_without([request.user])
    return render(request, "accounts/leave.html", {"is_last": is_last})


def _left(request: HttpRequest) -> HttpResponse:
    user = User.objects.get(pk=request.user.pk)
    try:
        user.leave(by=user)
    except LastOwner:
        return redirect("leave")  # which says so
    logout(request)
    return render(request, "accounts/left.html", {"has_session": False})


class AddressView(allauth_views.EmailView):
    """Allauth's, without the ways to keep several addresses: there is one, and a code proves the next."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        wanted = {"action_add", "action_send"} & request.POST.keys()
        return super().post(request, *args, **kwargs) if wanted else redirect("account_email")

    def get_context_data(self, **kwargs: object) -> dict:
        return super().get_context_data(**kwargs) | {"is_proven": self.request.user.has_proven_address()}


class KeepsTheWay:
    """For allauth's views of keys, which forget where somebody was going when the key was not the right one."""

    request: HttpRequest
    page: str

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for message in form.errors.get("credential", []):
            get_adapter().add_message(self.request, messages.ERROR, message=message)
        return redirect(passthrough_next_redirect_url(self.request, reverse(self.page), REDIRECT_FIELD_NAME))


class PasskeyLoginView(KeepsTheWay, LoginWebAuthnView):
    page = "account_login"


class PasskeyReauthenticateView(KeepsTheWay, ReauthenticateWebAuthnView):
    page = "mfa_reauthenticate_webauthn"


account_email = AddressView.as_view()
mfa_login_webauthn = PasskeyLoginView.as_view()
mfa_reauthenticate_webauthn = PasskeyReauthenticateView.as_view()
