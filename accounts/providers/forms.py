from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialApp
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models.identity import BY_EMAIL
from accounts.providers.keys import from_environment, key_of
from accounts.providers.known import NAMES, OPENID, WORDPRESS

ANOTHER = OPENID
TAKEN = {*NAMES, OPENID, "oidc", BY_EMAIL}  # keys that mean something already


class KeysForm(forms.ModelForm):
    """A provider's keys, as a publisher got them there."""

    which = forms.ChoiceField(
        label=_("provider"), choices=[*NAMES.items(), (ANOTHER, _("Another server, by OpenID Connect"))]
    )
    name = forms.CharField(
        label=_("its name"), max_length=40, required=False, help_text=_("As readers know it. For another server only.")
    )
    server = forms.URLField(
        label=_("its address"),
        required=False,
        assume_scheme="https",
        help_text=_("Such as https://id.example.org. For another server only."),
    )
    trusts_email = forms.BooleanField(
        label=_("takes its word for e-mail addresses"),
        required=False,
        help_text=_("An address that it calls verified counts as proven. Only for a server that you know well."),
    )
    secret = forms.CharField(
        label=_("client secret"),
        max_length=191,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("It is not shown again. Leave it empty to keep the one that is stored."),
    )

    class Meta:
        model = SocialApp
        fields = ["which", "name", "server", "client_id", "secret", "trusts_email"]
        labels = {"client_id": _("client ID")}
        help_texts = {"client_id": _("The provider gives it to your site, together with the secret.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["which"]  # the accounts of those who came by it are stored under its key
            self.initial |= {"server": self.instance.settings.get("server_url", ""), "secret": ""}
            self.initial |= {"trusts_email": self.instance.settings.get("trusts_email", False)}

    @property
    def key(self) -> str:
        """Of one of the four; empty for another server."""
        chosen = key_of(self.instance) if self.instance.pk else self.cleaned_data.get("which", "")
        return chosen if chosen in NAMES else ""

    def clean_secret(self) -> str:
        secret = self.cleaned_data["secret"].strip()
        if not secret and not self.instance.pk:
            raise ValidationError(_("Without the secret nobody can sign in there."))
        return secret or self.instance.secret

    def clean_server(self) -> str:
        server = self.cleaned_data["server"].rstrip("/")
        if server and settings.PRODUCTION and urlsplit(server).scheme != "https":
            raise ValidationError(_("Passwords and names travel there: the address must begin with https://."))
        return server

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.key and not self.instance.pk:
            self._refuse_a_second_pair()
        for name in ("name", "server"):
            if not self.key and not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Another server needs a name and an address."))
        return cleaned

    def _refuse_a_second_pair(self) -> None:
        if self.key in from_environment():
            raise ValidationError(_("The environment has keys of this provider, and they would go before these."))
        if any(key_of(app) == self.key for app in SocialApp.objects.all()):
            raise ValidationError(_("There are keys of this provider already. Change those."))

    def save(self, commit: bool = True) -> SocialApp:
        app = self.instance
        app.secret = self.cleaned_data["secret"]
        if self.key:
            app.provider, app.name, app.settings = self.key, NAMES[self.key], {}
            if self.key == WORDPRESS:
                app.provider, app.provider_id = OPENID, WORDPRESS
        else:
            app.provider, app.name = OPENID, self.cleaned_data["name"]
            app.provider_id = app.provider_id or free_key(app.name)
            app.settings = {
                "server_url": self.cleaned_data["server"],
                "trusts_email": self.cleaned_data["trusts_email"],
            }
        return super().save(commit)


def free_key(name: str) -> str:
    """What a server of that name is known by from now on."""
    taken = TAKEN | {key_of(app) for app in SocialApp.objects.all()}
    start = slugify(name) or "server"
    return next(key for key in (start, *(f"{start}-{number}" for number in range(2, 10000))) if key not in taken)
