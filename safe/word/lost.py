"""What became of the things that an essay here has no place for, in sentences for its writer."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe.word.bare import MOST_PICTURES


def sentences(lost: Counter[str]) -> list[str]:
    """One for each kind of thing, with its number."""
    changes, comments, tables = lost["changes"], lost["comments"], lost["tables"]
    boxes, equations, objects = lost["boxes"], lost["equations"], lost["objects"]
    said = [
        (changes, ngettext("%d tracked change was accepted.", "%d tracked changes were accepted.", changes)),
        (comments, ngettext("%d comment was left out.", "%d comments were left out.", comments)),
        (
            tables,
            ngettext(
                "%d table became paragraphs, one for each row.",
                "%d tables became paragraphs, one for each row.",
                tables,
            ),
        ),
        (boxes, ngettext("%d text box became paragraphs.", "%d text boxes became paragraphs.", boxes)),
        (
            equations,
            ngettext(
                "%d equation was left out. Please write it in words, or add it as a picture.",
                "%d equations were left out. Please write them in words, or add them as pictures.",
                equations,
            ),
        ),
        (
            objects,
            ngettext(
                "%d embedded object or chart was left out.", "%d embedded objects or charts were left out.", objects
            ),
        ),
    ]
    told = [sentence % number for number, sentence in said if number]
    if pictures := lost["pictures"]:
        say = ngettext(
            "%(number)d picture was left out: we take %(most)d from a document.",
            "%(number)d pictures were left out: we take %(most)d from a document.",
            pictures,
        )
        told.append(say % {"number": pictures, "most": MOST_PICTURES})
    if lost["margins"]:
        told.append(_("Headers and footers were left out."))
    return told
