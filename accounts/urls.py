from django.urls import path

from accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("leave/", views.leave, name="leave"),
    path("email/", views.account_email, name="account_email"),  # before allauth's own
    path("2fa/webauthn/login/", views.mfa_login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", views.mfa_reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
