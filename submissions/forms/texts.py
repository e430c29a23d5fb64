"""What the forms for the essay and its author share: on the writing page, and in a correction."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models import Post
from blog.prose import ESSAY, GuestsProse, pasting_to
from safe import addresses, html, pasted
from safe.typed import visible
from submissions.desks import Desk
from submissions.models import Submission
from submissions.models.about import ABOUT
from submissions.models.correction import OF_POST

LABELS = {"title": _("Title"), "body": _("Essay"), "question": _("Closing question")}
HELP = {
    "title": "",
    "body": "",
    "question": _("One question that you put to your readers. They can answer it beneath the essay."),
}
AN_ADDRESS = _("Please check this address: it should look like https://example.org")
PLAIN = {"website", "book_link"}  # not type=url: what is half typed comes back as it is, which HTML forbids there


class TextsForm(forms.Form):
    """The essay's texts and what is said of its author: empty, or half an address, while they are being written."""

    data: Any

    def __init__(
        self,
        data: Any = None,
        *args: Any,
        desk: Desk,
        submission: Submission,
        about: tuple[str, ...] = ABOUT,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, *args, **kwargs)
        self.desk, self.submission = desk, submission
        pastes = pasting_to(reverse("submission-paste", args=[desk.key, submission.pk]))
        widgets = {
            "title": forms.TextInput(),
            "body": GuestsProse(ESSAY, attrs={"rows": 24} | pastes),
            "question": forms.TextInput(),
        }
        known = {"labels": LABELS, "help_texts": HELP, "widgets": widgets}
        self.fields |= fields_for_model(Post, OF_POST, **known) | fields_for_model(Submission, about)
        for name, field in self.fields.items():
            _let_be_half_written(name, field)
        if self.is_bound:
            self.data = visible(self.data, self.fields)

    def put_cursor_on_first_error(self) -> None:
        """Also without JavaScript."""
        wrong = next((name for name in self.fields if name in self.errors), None)
        if wrong:
            self.fields[wrong].widget.attrs["autofocus"] = True

    def clean_body(self) -> str:
        body = pasted.clean(self.cleaned_data["body"])
        html.article(body)
        return body

    def clean_bio(self) -> str:
        html.line(self.cleaned_data["bio"])
        return self.cleaned_data["bio"]

    def clean_link_lines(self) -> str:
        addresses.refuse_other_than_links(self.cleaned_data["link_lines"])
        return self.cleaned_data["link_lines"]

    def clean(self) -> dict[str, Any]:
        """Lines end as they are stored, whichever way the browser sends them."""
        said = super().clean() or self.cleaned_data
        return {name: lines(text) if isinstance(text, str) else text for name, text in said.items()}


def _let_be_half_written(name: str, field: forms.Field) -> None:
    field.required = False
    field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing
    field.widget.attrs["autocomplete"] = "off"  # or a reload would put what was typed over what is saved
    if name in PLAIN:
        field.error_messages["invalid"] = AN_ADDRESS
        field.widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"})


def lines(text: str) -> str:
    """As they are stored: browsers send them with a carriage return."""
    return text.replace("\r\n", "\n")
