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

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except SocialApp.DoesNotExist as unknown:
            raise Http404 from unknown
        except Unreachable as failure:
            return render_authentication_error(request, self.adapter.get_provider(), exception=failure)


@login_not_required
def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return Callback.adapter_view(OpenIDConnectAdapter(request, provider_id))(request)
