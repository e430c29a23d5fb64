from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from blog.models import Site
from blog.models.site import first_of
from safe.typed import INVISIBLE, TypedForm, has_something_to_see, no_controls, on_one_line
from submissions.forms.texts import AN_ADDRESS
from submissions.models import Pitch


class PitchForm(TypedForm, forms.ModelForm):
    """An idea, from somebody whom nobody here knows yet."""

    class Meta:
        model = Pitch
        fields = ["name", "email", "website", "title", "idea"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "website": forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url"}),
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "idea": forms.Textarea(attrs={"rows": 6}),
        }
        error_messages = {
            "name": {"required": _("Please say what to call you.")},
            "email": {
                "required": _("Please give an e-mail address. It is never shown."),
                "invalid": _("Please check this address: it should look like name@example.org"),
            },
            "website": {"invalid": AN_ADDRESS},
            "title": {"required": _("Give it a title. It may change later.")},
            "idea": {"required": _("There is nothing written here yet.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "title", "idea"):
            field = self.fields[name]
            field.validators += [no_controls if name == "idea" else on_one_line, has_something_to_see]
            field.error_messages["null_characters_not_allowed"] = INVISIBLE
            field.widget.attrs["aria-required"] = "true"
        self.fields["email"].widget.attrs["aria-required"] = "true"

    def clean(self) -> dict[str, Any]:
        """The editors' words of spam hold here as they do for comments; whoever means no harm can say it otherwise."""
        said = super().clean()
        word = first_of(Site.current().spam_words, "\n".join(f"{value}" for value in said.values()))
        if word:
            raise ValidationError(_("“%s” is a word that this site takes for spam. Please say it otherwise.") % word)
        return said
