"""The editor that essays are written in. What it sends is a source like any other, and goes through `safe.html`."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget, prose_editor_media

from safe import html

WORDS = {"Bold": True, "Italic": True, "Link": {"enableTarget": False}, "HardBreak": True, "SpecialCharacters": True}
LISTS = {"BulletList": True, "OrderedList": True, "ListItem": True}
ESSAY = {
    **WORDS,
    **LISTS,
    "Heading": {"levels": [2, 3, 4]},
    "Blockquote": True,
    "HorizontalRule": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Code": True,
    "CodeBlock": True,
    "Image": True,
    "Figure": True,
    "Caption": True,
    "HTML": True,
}


def pasting_to(address: object) -> dict[str, object]:
    """What an editor is told, as attributes: where what was copied in a word processor is made plain (`pasting.py`)."""
    failed = _("The site did not answer, so this was pasted as it came. Please look it over.")
    return {"data-paste": address, "data-paste-failed": failed}


class Prose(AdminProseEditorWidget):
    """A textarea that becomes an editor where scripts run. `extensions` are those of django-prose-editor."""

    def __init__(self, extensions: dict, **kwargs: Any) -> None:
        super().__init__(config={"extensions": extensions}, preset="configurable", **kwargs)

    def format_value(self, value: str | None) -> str | None:
        """Paragraphs that were typed as plain text would run together in the editor: it is given them as HTML."""
        try:
            return html.article(value) if value else value
        except ValidationError:
            return value  # as it was sent, to be mended


class GuestsProse(Prose):
    """The same outside of the admin, whose style sheet would have the last word over ours."""

    @property
    def media(self) -> Any:
        return prose_editor_media(preset=self.preset)


# What the editor calls its buttons and asks in its dialogs, in English, and how that is said here.
EDITORS_WORDS = {
    "paragraph": _("Kind of paragraph"),
    "Paragraph": _("Paragraph"),
    "Heading 2": _("Heading"),
    "Heading 3": _("Smaller heading"),
    "Heading 4": _("Smallest heading"),
    "Code block": _("Code block"),
    "unordered list": _("List"),
    "ordered list": _("Numbered list"),
    "List properties": _("How the list is numbered"),
    "blockquote": _("Quote"),
    "horizontal rule": _("Rule"),
    "figure": _("Picture"),
    "bold": _("Bold"),
    "italic": _("Italic"),
    "strike": _("Struck through"),
    "subscript": _("Subscript"),
    "superscript": _("Superscript"),
    "Code": _("Code"),
    "insert link": _("Link"),
    "remove link": _("Remove the link"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "edit HTML": _("Edit the HTML"),
    "Edit Link": _("Edit the link"),
    "Edit HTML": _("Edit the HTML"),
    "Prettify": _("Indent"),
    "Edit Figure": _("Edit the picture"),
    "Image URL": _("Address of the picture"),
    "Alternative Text": _("What it shows"),
    "Caption": _("Caption"),
    "Add caption": _("Add a caption"),
    "Remove caption": _("Remove the caption"),
    "URL": _("Address"),
    "Title": _("Title"),
    "Insert": _("Insert"),
    "Update": _("Update"),
    "Cancel": _("Cancel"),
}


def editors_words() -> str:
    """The same as JSON, in the language of the page."""
    return json.dumps({theirs: str(ours) for theirs, ours in EDITORS_WORDS.items()})
