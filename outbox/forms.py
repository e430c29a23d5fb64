from django import forms

from outbox import words
from outbox.models import Mail, Wording


class LetterForm(forms.ModelForm):
    """A subject and a body."""

    class Meta:
        fields = ["subject", "body"]
        widgets = {
            "subject": forms.TextInput(attrs={"class": "vTextField"}),
            "body": forms.Textarea(attrs={"class": "vLargeTextField", "rows": 16}),
        }


class WordingForm(LetterForm):
    class Meta(LetterForm.Meta):
        model = Wording


class AmendForm(LetterForm):
    class Meta(LetterForm.Meta):
        model = Mail

    def clean_subject(self) -> str:
        return words.one_line(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        return words.settled(self.cleaned_data["body"])
