"""The editor that essays are written in. What it sends is a source like any other, and goes through `safe.html`."""

from typing import Any

from django.core.exceptions import ValidationError
from django_prose_editor.widgets import AdminProseEditorWidget

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
