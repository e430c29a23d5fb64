from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        help_texts = {"name": _("Shown beside what you write.")}


@contextmanager
def refusing_what_no_key_says() -> Iterator[None]:
    """What reads the words of keys trips over what lacks a part of them; to people that is a wrong key, no error."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as unreadable:
        raise get_adapter().validation_error("incorrect_code") from unreadable


class PasskeyForm(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        with refusing_what_no_key_says():
            return super().clean_credential()


class PasskeyLoginForm(PasskeyForm, LoginWebAuthnForm):
    pass


class PasskeyReauthenticateForm(PasskeyForm, ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(AddWebAuthnForm):
    """Allauth's, with fields that say what they are."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Its name")
        self.fields["name"].help_text = _("So that you know it from others: “my phone”.")
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Sign in with it alone")
        passwordless.help_text = _(
            "Then it takes the place of password and code. It asks for your finger, your face or its PIN."
        )

    def clean(self) -> dict:
        with refusing_what_no_key_says():
            return super().clean()
