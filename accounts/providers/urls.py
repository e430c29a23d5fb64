"""The addresses that providers send people back to. Sign-ins are begun by the site's own pages, and by nothing here."""

from django.urls import path

from accounts.providers.facebook import FacebookAdapter
from accounts.providers.google import GoogleAdapter
from accounts.providers.views import Callback, openid_callback
from accounts.providers.x import XAdapter

urlpatterns = [
    path("google/login/callback/", Callback.adapter_view(GoogleAdapter), name="google_callback"),
    path("x/login/callback/", Callback.adapter_view(XAdapter), name="x_callback"),
    path("facebook/login/callback/", Callback.adapter_view(FacebookAdapter), name="facebook_callback"),
    path("<slug:provider_id>/login/callback/", openid_callback, name="openid_connect_callback"),
]
