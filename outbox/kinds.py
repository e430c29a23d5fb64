"""The kinds of mail there are. The rooms above say theirs when they are ready.

A subject and a body are words with placeholders such as `{title}`. Whoever puts a mail gives their values, which
strangers may have typed. So a value is one line, in which no address is a link; unless the kind says that it is an
address of ours (`links`) or a longer text (`quoted`), of which each line is marked as a quote.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ALWAYS = ("site", "site_url")


@dataclass(frozen=True)
class Kind:
    """One kind of mail; label, subject, body and meanings are lazy translations."""

    key: str
    label: str
    subject: str
    body: str
    placeholders: tuple[str, ...]
    at_once: bool = False  # otherwise it can be stopped for a while
    links: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict, hash=False)  # of placeholders, for those who reword it

    @property
    def known(self) -> tuple[str, ...]:
        """Every placeholder that its words may hold."""
        return (*self.placeholders, *ALWAYS)

    def is_link(self, name: str) -> bool:
        return name == "site_url" or name in self.links


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Let there be these; registering one anew replaces it."""
    _kinds.update({kind.key: kind for kind in kinds})


def kind(key: str) -> Kind:
    """Raises KeyError where no room has said such a kind."""
    return _kinds[key]


def kinds() -> list[Kind]:
    return list(_kinds.values())
