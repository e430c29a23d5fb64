"""Two versions of a text, word by word: what was taken out, what was put in.

Where a link leads, and which picture stands there, is a word too: it is shown where it was taken out or put in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from safe import html

PROSE = ("introduction", "body")  # in the other texts of a post, a < is a <

MOST_WORDS = 4000  # of one changed passage; difflib is quadratic, and a longer one is shown whole

# Pairs of the same word, one in each text, which difflib goes through: a novel of prose has fewer in all its passages,
# and "a b a b a" without end has millions in one.
MOST_PAIRS = 1_000_000

# Round what a link or a picture is known by, and within it: what nobody types.
OPENS, PARTS, SPACE, CLOSES = "\ue000", "\ue001", "\ue002", "\ue003"
MARK = re.compile(f"( ?){OPENS}([^{CLOSES}]*){CLOSES}")
NEVER_SHOWN = str.maketrans(dict.fromkeys((OPENS, PARTS, SPACE, CLOSES)))

LEAST_ALIKE = 0.3  # of the words of two passages; with fewer in common, they are two texts and not one changed


class Run(NamedTuple):
    """A stretch of words that were kept, taken out or put in."""

    kind: str  # "same", "out" or "in"
    text: str


type Paragraph = list[Run]


def compare(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of two sources, HTML or plain text, side by side; only links and pictures differ beside words."""
    return _compare(_paragraphs(before), _paragraphs(after))


def changed(before: dict[str, str], after: dict[str, str]) -> dict[str, list[Paragraph]]:
    """The same of each text that two versions do not share."""
    names = [name for name in after if before.get(name, "") != after[name]]
    return {name: _changed(name, before.get(name, ""), after[name]) for name in names}


def _changed(name: str, before: str, after: str) -> list[Paragraph]:
    return compare(before, after) if name in PROSE else _compare(_lines(before), _lines(after))


def _lines(text: str) -> list[str]:
    return text.translate(NEVER_SHOWN).splitlines()


def _paragraphs(source: str) -> list[str]:
    try:
        return html.paragraphs(source, _mark, without=NEVER_SHOWN)
    except ValidationError:
        return [source.translate(NEVER_SHOWN)]  # as it was sent, to be mended


def _mark(address: str, alt: str) -> str:
    """One word for a link, or a picture with its own words."""
    return f"{OPENS}{SPACE.join(address.split())}{PARTS}{SPACE.join(alt.split())}{CLOSES}"


def _shown(kind: str, text: str) -> str:
    return MARK.sub(lambda found: "" if kind == "same" else f"{found[1]}[{_named(found[2])}]", text)


def _named(mark: str) -> str:
    """A link by its address, a picture by its words."""
    address, _parts, alt = mark.partition(PARTS)
    if not html.is_picture(address):
        return address.replace(SPACE, " ")
    return _("picture: %s") % alt.replace(SPACE, " ") if alt else _("picture")


def _compare(old: list[str], new: list[str]) -> list[Paragraph]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    patience = Patience()
    found = (paragraph for step in matcher.get_opcodes() for paragraph in _passage(step, old, new, patience))
    return [[run._replace(text=_shown(run.kind, run.text)) for run in paragraph] for paragraph in found]


class Patience:
    """How much is left of what one comparison may cost."""

    def __init__(self) -> None:
        self.pairs = MOST_PAIRS

    def is_over(self, old: list[str], new: list[str]) -> bool:
        """Whether comparing these would be too much; if not, it is paid."""
        there = Counter(new)
        pairs = sum(number * there[word] for word, number in Counter(old).items())
        if len(old) + len(new) > MOST_WORDS or pairs > self.pairs:
            return True
        self.pairs -= pairs
        return False


def _passage(step: tuple, old: list[str], new: list[str], patience: Patience) -> Iterator[Paragraph]:
    kind, i, j, k, m = step
    if kind == "equal":
        yield from ([Run("same", text)] for text in old[i:j])
        return
    both = min(j - i, m - k)
    yield from (list(_words(a, b, patience)) for a, b in zip(old[i : i + both], new[k : k + both], strict=True))
    yield from ([Run("out", text)] for text in old[i + both : j])
    yield from ([Run("in", text)] for text in new[k + both : m])


def _words(before: str, after: str, patience: Patience) -> Iterator[Run]:
    old, new = (re.findall(r"\S+\s*", text) for text in (before, after))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if patience.is_over(old, new) or matcher.ratio() < LEAST_ALIKE:
        yield from (Run("out", before), Run("in", after))
        return
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(old[i:j]))
        else:
            yield from (run for run in (Run("out", "".join(old[i:j])), Run("in", "".join(new[k:m]))) if run.text)
