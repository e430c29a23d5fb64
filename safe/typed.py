"""Forms that anybody may fill in: what nobody can see is refused, and taken out before the form is shown again."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from safe.html import CONTROLS

INVISIBLE = _("There were invisible characters here, which have been taken out. Please look it over and send it again.")
ONE_LINE = re.compile(r"[\x01-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # controls, and what turns writing round
no_controls = RegexValidator(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]", INVISIBLE, code="controls", inverse_match=True)
on_one_line = RegexValidator(ONE_LINE, INVISIBLE, code="controls", inverse_match=True)


def has_something_to_see(text: str) -> None:
    """Refuse what is made of invisible characters alone (Unicode categories C and Z)."""
    if all(unicodedata.category(letter)[0] in "CZ" for letter in text):
        raise ValidationError(_("There is nothing to be seen in this."), code="invisible")


def visible(data: Any, fields: dict[str, forms.Field]) -> Any:
    """What was sent of these fields, without what nobody can see."""
    data = data.copy()
    for name in fields.keys() & data.keys():
        text = CONTROLS.sub("", data[name])
        data[name] = text if isinstance(fields[name].widget, forms.Textarea) else ONE_LINE.sub("", text)
    return data


class TypedForm(forms.BaseForm):
    """Shows again what was typed without what cannot be seen, with the cursor on what is wrong."""

    data: Any
    use_required_attribute = False
    first: str = ""  # the field that has the cursor where none to be seen is wrong

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, and say nothing

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self._take_out_invisible()

    def _take_out_invisible(self) -> None:
        """What is shown again after an error is what can be sent: nobody can delete what they cannot see."""
        self.data = visible(self.data, self.fields)

    def put_cursor_on_first_error(self) -> None:
        """Also without JavaScript."""
        wrong = [name for name in self.fields if name in self.errors and not self.fields[name].widget.is_hidden]
        self.fields[next(iter(wrong), self.first or next(iter(self.fields)))].widget.attrs["autofocus"] = True
