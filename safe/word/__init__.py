"""Word documents from people, read without opening anything else.

A .docx is an archive of XML. Its parts are unpacked with a limit of our own, walked over once, and written anew in the
few elements that an essay needs (`bare.py`); mammoth reads only that. The walk is what a document costs. Measured on
one core: 288,000 elements in 7 MB of XML, which come to 299,000 characters, take 1.5 seconds and 20 MB beside what the
site has; mammoth, given that document as it is, takes 7 seconds and 330 MB. Hence MOST_ELEMENTS and MOST_XML.
Pictures cost more than words. They are decoded once it is sure that the words are taken, each once, and while words and
pictures together stay under MOST_WORK (`pictures.py`), so that no document takes two seconds, or 300 MB in all.
"""

from collections import Counter
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from safe.html import article
from safe.word import refused
from safe.word.draft import Draft, Show
from safe.word.essay import Essay
from safe.word.lost import sentences
from safe.word.pictures import Keep, Pictures
from safe.word.refused import Refused

__all__ = ["Read", "Refused", "read"]


class Read(NamedTuple):
    """What is taken of a document."""

    title: str  # of its first paragraph, where that is a title or a heading of the first level; else ""
    body: str  # HTML that `safe.html.article` takes
    lost: list[str]  # a sentence for each kind of thing that is not as it was


def read(file: IO[bytes], *, keep: Keep, side: int, after: str = "") -> Read:
    """The draft that a .docx holds. `file` can be sought in; `after` is the text that its own is to stand after.

    `keep` is given each picture, no edge longer than `side` pixels, with its description in the document, and returns
    the address that it is shown from, or raises ValidationError; then the picture is among what is lost. Nothing is
    kept of a document that is not taken. Raises Refused, with a sentence for the writer.
    """
    essay = Essay(file)
    pictures = Pictures(essay, keep, side)
    _refuse_what_is_no_article(f"{after}\n{_draft(essay, pictures.hear_of).body}")
    pictures.keep_all()
    draft = _draft(essay, pictures.show)
    lost = essay.lost + Counter(levels=draft.flattened)
    return Read(draft.title, draft.body, [*sentences(lost), *pictures.sentences()])


def _draft(essay: Essay, show: Show) -> Draft:
    draft = Draft(essay.html, show, _("Notes"))
    if not draft.title and not draft.body:
        raise Refused(refused.EMPTY, code="empty")
    return draft


def _refuse_what_is_no_article(body: str) -> None:
    try:
        article(body)
    except ValidationError as error:
        say = refused.TOO_LONG if error.code == "long" else refused.TOO_FORMATTED
        raise Refused(say, code=error.code) from error
