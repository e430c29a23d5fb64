"""Word documents from people, read without opening anything else.

A .docx is an archive of XML. Its parts are unpacked with a limit of our own, walked over once, and written anew in the
few elements that an essay needs (`bare.py`); mammoth reads only that. The walk is what a document costs. Measured on
one core: 288,000 elements in 7 MB of XML, which come to 299,000 characters, take 1.5 seconds and 20 MB beside what the
site has; mammoth, given that document as it is, takes 7 seconds and 330 MB. Hence MOST_ELEMENTS and MOST_XML.
"""

from collections.abc import Callable
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from safe.html import article
from safe.word import refused
from safe.word.draft import Draft
from safe.word.essay import Essay
from safe.word.lost import sentences
from safe.word.pictures import Pictures
from safe.word.refused import Refused

__all__ = ["Read", "Refused", "read"]


class Read(NamedTuple):
    """What is taken of a document."""

    title: str  # of its first paragraph, where that is a title or a heading of the first level; else ""
    body: str  # HTML that `safe.html.article` takes
    lost: list[str]  # a sentence for each kind of thing that is not as it was


def read(file: IO[bytes], *, keep: Callable[[bytes, str], str]) -> Read:
    """The draft that a .docx holds. `file` can be sought in.

    `keep` is given each picture with its description in the document, and returns the address that it is shown from,
    or raises ValidationError; then the picture is among what is lost. Raises Refused, with a sentence for the writer.
    """
    essay = Essay(file)
    pictures = Pictures(essay, keep)
    draft = Draft(essay.html, pictures.show, _("Notes"))
    if not draft.title and not draft.body:
        raise Refused(refused.EMPTY, code="empty")
    _refuse_what_is_no_article(draft.body)
    return Read(draft.title, draft.body, [*sentences(essay.lost), *pictures.sentences()])


def _refuse_what_is_no_article(body: str) -> None:
    try:
        article(body)
    except ValidationError as error:
        say = refused.TOO_LONG if error.code == "long" else refused.TOO_FORMATTED
        raise Refused(say, code=error.code) from error
