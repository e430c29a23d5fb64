from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safe import html
from submissions.desks import Desk
from submissions.forms.texts import TextsForm, lines
from submissions.models import Submission
from submissions.models.correction import OF_ABOUT, OF_POST, Correction


class CorrectionForm(TextsForm):
    """What is published, as its author would have it otherwise."""

    reason = forms.CharField(
        label=_("Why? A word is enough."), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, desk: Desk, submission: Submission, **kwargs: Any) -> None:
        self.before = Correction.as_published(submission)
        super().__init__(*args, initial=self.before, desk=desk, submission=submission, about=OF_ABOUT, **kwargs)
        self.order_fields([*OF_POST, *OF_ABOUT, "reason"])

    def clean_title(self) -> str:
        return self._something("title")

    def clean_name(self) -> str:
        return self._something("name")

    def _something(self, name: str) -> str:
        if not self.cleaned_data[name]:
            raise ValidationError(_("This cannot be empty."))
        return self.cleaned_data[name]

    def texts(self) -> dict[str, str]:
        """All that can be corrected; what only browsers write otherwise is as it was."""
        said = {name: self.cleaned_data[name] for name in self.before}
        return {
            name: self.before[name] if _reads_as(name, self.before[name], text) else text for name, text in said.items()
        }


def _reads_as(name: str, before: str, after: str) -> bool:
    if name == "body":
        return html.article(before) == html.article(after)
    return lines(before.strip()) == after
