from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.compare import changed
from submissions.admin.acts import Sentence
from submissions.admin.shown import TO_MEND
from submissions.forms.texts import lines
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
        said = {name: lines(value) if name in TEXTS else value for name, value in super().clean().items()}
        self.stored = Submission.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)
        if self.stored.status not in TO_MEND:
            raise forms.ValidationError(
                _("It is “%s” now, so what is said of its author is not changed here any more.")
                % self.stored.get_status_display()
            )
        if said.get("seen") not in (None, self.stored.version) and self._otherwise(said):
            self.newer = self.stored
            raise forms.ValidationError(
                _(
                    "Somebody else saved this while you were writing, and nothing of yours is saved yet. Below is "
                    "what you have otherwise. Take over what you need, and save again: what stands here then takes its "
                    "place."
                )
            )
        return said

    def _otherwise(self, said: dict[str, Any]) -> list[str]:
        """The names of the texts that are not as they are stored."""
        return [name for name in TEXTS if said.get(name, "") != getattr(self.stored, name)]

    def typed(self) -> list[tuple[str, str]]:
        """The texts that it would have otherwise, to be copied where they cannot be saved any more."""
        typed = {name: lines(self.data.get(name, "").strip()) for name in TEXTS}
        return [(str(self.fields[name].label), typed[name]) for name in self._otherwise(typed) if typed[name]]

    def differences(self) -> list[tuple[str, list]]:
        """From theirs to what is typed here."""
        theirs = {name: getattr(self.newer, name) for name in TEXTS}
        said = changed(theirs, {name: self.data.get(name, "") for name in TEXTS})
        return [(str(self.fields[name].label), paragraphs) for name, paragraphs in said.items()]

    def carry_out(self, by: User) -> Sentence:
        changed = [name for name in ABOUT if name in self._otherwise(self.cleaned_data) or self._is_new_file(name)]
        if changed:
            self.instance.version = F("version") + 1
            self.instance.save(update_fields=[*ABOUT, "version"])
            self.stored.log("about", by=by, reason=", ".join(str(self.fields[name].label) for name in changed))
        return _("What is said of the author is saved.")

    def _is_new_file(self, name: str) -> bool:
        return name not in TEXTS and name in self.changed_data
