from django.urls import path

from accounts import elsewhere, views

urlpatterns = [
    path("", views.account, name="account"),
    path("3rdparty/", elsewhere.socialaccount_connections, name="socialaccount_connections"),
    path("with/<slug:provider>/", elsewhere.sign_in_with, name="sign_in_with"),
    path("add/<slug:provider>/", elsewhere.add_identity, name="add_identity"),
    path("remove/<int:pk>/", elsewhere.remove_identity, name="remove_identity"),
    path("back/", elsewhere.come_back, name="come_back"),
    path("leave/", views.leave, name="leave"),
    path("email/", views.account_email, name="account_email"),  # before allauth's own
    path("2fa/webauthn/login/", views.mfa_login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", views.mfa_reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
