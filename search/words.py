"""What somebody typed into the search field, understood. Any text is a query; there is no syntax to get wrong."""

import re
import unicodedata
from typing import NamedTuple

MOST = 12  # words and phrases looked for; the rest of a pasted page is passed over
LONGEST = 200  # characters of a query that are read
PART = re.compile(r'"([^"]*)"|([^\s"]+)')
WORD = re.compile(r"[^\W_]+")


class Term(NamedTuple):
    """Words that stand next to each other; with `is_prefix` the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_prefix: bool = False


def understand(query: str) -> list[Term]:
    """The terms of a query, all of which a hit has: words, and "phrases in quotes". The last word may be unfinished."""
    parts = PART.findall(folded(query[:LONGEST]))
    found = [term for quoted, loose in parts if (term := Term(tuple(WORD.findall(quoted or loose)))).words][:MOST]
    if found and not query.rstrip().endswith('"'):
        found[-1] = found[-1]._replace(is_prefix=True)
    return found


def parted(text: str) -> str:
    """A text as it is indexed: its words, folded, with a space between them."""
    return " ".join(WORD.findall(folded(text)))


def folded(text: str) -> str:
    """Text as it is compared: in lower case, letters without their marks."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
