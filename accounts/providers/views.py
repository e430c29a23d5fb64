from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse

from accounts.providers.care import Unreachable
from accounts.providers.openid import OpenIDConnectAdapter


class Callback(OAuth2CallbackView):
    """Allauth's, where also a provider that has gone meanwhile, or has no keys any more, is answered with a page."""

    state: dict[str, Any] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except SocialApp.DoesNotExist as unknown:
            raise Http404 from unknown
        except Unreachable as failure:
            known = {"state": self.state}
            return render_authentication_error(request, self.adapter.get_provider(), None, failure, known)

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple:
        """Kept, since allauth takes it from the session before it asks the provider anything."""
        state, response = super()._get_state(request, provider)
        self.state = state or {}
        return state, response


@login_not_required
def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return Callback.adapter_view(OpenIDConnectAdapter(request, provider_id))(request)
