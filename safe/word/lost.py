"""What became of the things that an essay here has no place for, in sentences for its writer."""

from collections import Counter

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from safe.word.bare import MOST_PICTURES

COUNTED = {
    "changes": ngettext_lazy("%d tracked change was accepted.", "%d tracked changes were accepted."),
    "comments": ngettext_lazy("%d comment was left out.", "%d comments were left out."),
    "tables": ngettext_lazy(
        "%d table became paragraphs, one for each row.", "%d tables became paragraphs, one for each row."
    ),
    "boxes": ngettext_lazy("%d text box became paragraphs.", "%d text boxes became paragraphs."),
    "equations": ngettext_lazy(
        "%d equation was left out. Please write it in words, or add it as a picture.",
        "%d equations were left out. Please write them in words, or add them as pictures.",
    ),
    "objects": ngettext_lazy(
        "%d embedded object or chart was left out.", "%d embedded objects or charts were left out."
    ),
    "links": ngettext_lazy(
        "%d link to a file, or to a place in the document itself, became plain words.",
        "%d links to files, or to places in the document itself, became plain words.",
    ),
    "levels": ngettext_lazy(
        "%d heading below the third level became a heading of the third level.",
        "%d headings below the third level became headings of the third level.",
    ),
}
WHOLE = {
    "contents": _("The table of contents was left out."),
    "hidden": _("Words that were hidden in it were left out."),
    "margins": _("Headers and footers were left out."),
}


def sentences(lost: Counter[str]) -> list[str]:
    """One for each kind of thing, with its number where that says something."""
    told = [str(sentence % lost[name]) for name, sentence in COUNTED.items() if lost[name]]
    if pictures := lost["pictures"]:
        say = ngettext(
            "%(number)d picture was left out: we take %(most)d from a document.",
            "%(number)d pictures were left out: we take %(most)d from a document.",
            pictures,
        )
        told.append(say % {"number": pictures, "most": MOST_PICTURES})
    return told + [str(sentence) for name, sentence in WHOLE.items() if lost[name]]
