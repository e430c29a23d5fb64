"""What happens when somebody comes back from a provider: whose account that is, and as whom they comment now."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import Identity, User
from accounts.providers import profile
from accounts.providers.keys import KeysAdapter

TROUBLES = {  # why somebody who went to a provider is not signed in
    "cancelled": _("You came back without signing in."),
    "failed": _(
        "The provider’s answer was too late, was used before or was not for this browser. Nothing has changed."
    ),
    "ours": _(
        "The address that you are known by there belongs to somebody who works on this site. "
        "If that is you, sign in to your account first and add the identity there."
    ),
    "closed": _("That account was closed by those who run this site."),
}


class SocialAdapter(KeysAdapter):
    """Everybody may come in by a provider; nobody comes into another's account that way.

    An address counts where the provider says that it is proven, and only then. Where it is that of an account which
    proved it too, both are one person's; but an account that may do more than comment is joined by its owner alone,
    who signs in to it and adds the identity there.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return True  # a form that asks for an address would take an unproven one

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        """The address is for `pre_social_login` to give: here nobody has looked whether it is proven and free."""
        user = sociallogin.user
        user.name, user.email = profile(sociallogin.account).name, None
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.email_addresses = [address for address in sociallogin.email_addresses if address.verified]
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if not sociallogin.is_existing:
            self._join_or_begin(request, sociallogin)
        elif not sociallogin.user.is_active:
            raise ImmediateHttpResponse(self.trouble(request, "closed", sociallogin.state))
        else:
            meet(sociallogin)

    def _join_or_begin(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Into the account that proved the same address, if it may be joined; else into a new one."""
        free = []
        for address in sociallogin.email_addresses:
            owners = _owners_of(address.email)
            if any(may_do_more_than_comment(owner) for owner in owners):
                raise ImmediateHttpResponse(self.trouble(request, "ours", sociallogin.state))
            for owner in owners:
                if owner.is_active and _proved(owner, address.email):
                    return sociallogin.connect(request, owner)
            if not owners:
                free.append(address)
        sociallogin.email_addresses = free
        sociallogin.user.email = free[0].email if free else None
        return None

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> User:
        """All of it or nothing. Of two that come at once for the same person the second is asked to come again."""
        try:
            with transaction.atomic():
                user = super().save_user(request, sociallogin, form)
                meet(sociallogin)
        except IntegrityError as taken:
            raise ImmediateHttpResponse(self.trouble(request, "failed", sociallogin.state)) from taken
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict | None = None,
    ) -> None:
        """Back to where they came from, with what they had written; never to a dead end."""
        what = "cancelled" if error == AuthError.CANCELLED else "failed"
        raise ImmediateHttpResponse(self.trouble(request, what, (extra_context or {}).get("state") or {}))

    def trouble(self, request: HttpRequest, what: str, state: dict) -> HttpResponse:
        """Where to go on, which says what was the matter. `what` is one of TROUBLES."""
        back = state.get("next") or self.where_they_left(request)
        if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
            return HttpResponseRedirect(f"{back}{'&' if '?' in back else '?'}{urlencode({'trouble': what})}")
        return render(request, "socialaccount/trouble.html", {"trouble": TROUBLES[what]}, status=401)

    def where_they_left(self, request: HttpRequest) -> str:
        """The address of what they were at, where the way back has lost it."""
        return ""


def meet(sociallogin: SocialLogin) -> None:
    """Know them by this identity, and let it be the one that they comment as."""
    account = sociallogin.account
    account.user.commenting_as = Identity.objects.meet(
        provider=account.provider, uid=account.uid, user=account.user, profile=profile(account)
    )
    account.user.save(update_fields=["commenting_as"])
    SocialAccount.objects.filter(pk=account.pk).update(extra_data={})  # all else that was told is nobody's business


def added(sender: type, request: HttpRequest, sociallogin: SocialLogin, **kwargs: object) -> None:
    """Allauth says by a signal that an identity was added to an account that there was."""
    meet(sociallogin)


def may_do_more_than_comment(user: User) -> bool:
    return user.is_staff or user.is_superuser or hasattr(user, "author")


def _owners_of(email: str) -> list[User]:
    """Whose address this is here, proven or only typed: one may have it typed that another proved."""
    address = email.lower()
    return list(User.objects.filter(Q(email=address) | Q(emailaddress__email=address)).order_by("pk").distinct())


def _proved(user: User, email: str) -> bool:
    return user.emailaddress_set.filter(email=email.lower(), verified=True).exists()
