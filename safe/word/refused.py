"""Why a document is not taken, in sentences for its writer."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class Refused(ValidationError):
    """A file that is not read at all."""


NOT_WORD = _("This is not a Word document. Please save your text as .docx and send that.")
EMPTY = _("There are no words in this document.")
BROKEN = _("This document is broken, so we cannot read it. Please save it anew as .docx and send that.")
TOO_LARGE = _("This document is over %d MB. Please make its pictures smaller, or add them here one by one.")
TOO_LONG = _("This document is longer than we can take. Please part it.")
TOO_FORMATTED = _("This document has more paragraphs and formatting than we can take. Please part it, or use less.")
LOCKED = _("This document is locked with a password. Please save it without one and send that.")
MACROS = _("This document holds macros, which we do not take. Please save it as .docx, the kind without macros.")
OUTSIDE = _(
    "This document reaches for something outside itself: a linked picture, a template or another file. "
    "Please copy your text into a new document, with its pictures, and send that."
)
OLD_WORD = _("This is an older Word document (.doc). Please save it as .docx and send that.")
OPEN_DOCUMENT = _("This is an OpenDocument text (.odt). Please save it as .docx and send that.")
PAGES = _("This is a Pages document. Please export it as Word (.docx) and send that.")
PDF = _("This is a PDF. Please send the document that it was made from, saved as .docx.")
RICH_TEXT = _("This is a rich text document (.rtf). Please save it as .docx and send that.")
OTHER_OFFICE = _("This is a spreadsheet or a presentation. Please save your text as a Word document (.docx).")
