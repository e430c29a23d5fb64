"""Words with placeholders, and what is put in their place.

Values are put in once and never looked at again, so that one which holds `{link}` stays text. What strangers typed
cannot leave its line, nor begin a header; and where it is not quoted, its addresses lose their `https://`, so that
it can make neither a link nor what looks like a button (`outbox.paragraphs`).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping

from outbox.kinds import Kind

PLACEHOLDER = re.compile(r"\{(\w+)\}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
SCHEME = re.compile(r"https?://", re.IGNORECASE)
LONGEST_SUBJECT = 200
# Controls, what turns the direction of writing, and halves of characters, which no mail can carry:
UNSEEN = {"Cc", "Cs"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def subject(words: str, values: Mapping[str, str]) -> str:
    """A subject, in one line."""
    filled = PLACEHOLDER.sub(lambda match: one_line(values[match[1]]), one_line(words))
    return filled[:LONGEST_SUBJECT]


def body(words: str, kind: Kind, values: Mapping[str, str]) -> str:
    """A body: lines parted by newlines, paragraphs by one empty line."""
    return settled(PLACEHOLDER.sub(_put_in(kind, values), settled(words)))


def _put_in(kind: Kind, values: Mapping[str, str]) -> Callable[[re.Match], str]:
    def put(match: re.Match) -> str:
        name = match[1]
        value = str(values[name])
        if name in kind.quoted:
            return f"\n\n{quote(value)}\n\n"
        return value if kind.is_link(name) and ADDRESS.fullmatch(value) else without_links(value)

    return put


def one_line(text: str) -> str:
    return _seen(" ".join(str(text).split()))


def without_links(text: str) -> str:
    """One line in which nothing is an address that could be followed."""
    return re.sub(r":/+", " ", SCHEME.sub("", one_line(text)))


def quote(text: str) -> str:
    """Each line marked, also the empty ones, so that what is quoted cannot end before its end."""
    return "\n".join(f"> {_seen(line)}".rstrip() for line in str(text).strip().splitlines())


def settled(text: str) -> str:
    """As a browser's form sends it or a translation has it: newlines alone, and never two empty lines."""
    lines = (_seen(line).rstrip() for line in str(text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def unknown(words: str, kind: Kind) -> list[str]:
    """The placeholders in these words that the kind does not have."""
    return sorted(set(PLACEHOLDER.findall(str(words))) - set(kind.known))


def has_stray_braces(words: str) -> bool:
    return bool(re.search(r"[{}]", PLACEHOLDER.sub("", str(words))))


def _seen(text: str) -> str:
    """Without what cannot be seen and does something all the same."""
    return "".join(c for c in text if unicodedata.category(c) not in UNSEEN and c not in TURNING)
