from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.compare import changed
from submissions.admin.acts import Sentence
from submissions.models import Submission
from submissions.models.about import ABOUT

TEXTS = [name for name in ABOUT if name not in ("photo", "book_cover")]


class AboutForm(forms.ModelForm):
    """What is said of the author, as an editor mends it. It saves over the version that it showed.

    To be checked and saved within one transaction.
    """

    seen = forms.IntegerField(required=False)  # the version that the page showed

    class Meta:
        model = Submission
        fields = ABOUT
        labels = {"name": _("Name"), "book_title": _("Title of the book")}
        help_texts = {"name": ""}
        widgets = {
            "bio": forms.Textarea(attrs={"rows": 3}),
            "link_lines": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, submission: Submission, name: str, **kwargs: Any) -> None:
        super().__init__(*args, instance=submission, auto_id=f"{name}-%s", **kwargs)
        self.submission, self.name = submission, name
        self.newer: Submission | None = None  # what somebody else saved while this form was open

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        stored = Submission.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if said.get("seen") not in (None, stored.version) and self._says_otherwise(stored):
            self.newer = stored
            raise forms.ValidationError(
                _(
                    "Somebody else saved this while you were writing, and nothing of yours is saved yet. Below is "
                    "what you have otherwise. Take over what you need, and save again: what stands here then takes its "
                    "place."
                )
            )
        return said

    def _says_otherwise(self, stored: Submission) -> bool:
        return any(self.cleaned_data.get(name, "") != getattr(stored, name) for name in TEXTS)

    def differences(self) -> list[tuple[str, list]]:
        """From theirs to what is typed here."""
        theirs = {name: getattr(self.newer, name) for name in TEXTS}
        said = changed(theirs, {name: self.data.get(name, "") for name in TEXTS})
        return [(str(self.fields[name].label), paragraphs) for name, paragraphs in said.items()]

    def carry_out(self, by: User) -> Sentence:
        self.instance.version = F("version") + 1
        self.instance.save(update_fields=[*ABOUT, "version"])
        return _("What is said of the author is saved.")
