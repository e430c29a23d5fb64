"""How somebody looks on a page: their picture, or their initials on a tint that their name decides."""

from dataclasses import dataclass
from zlib import crc32

TINTS = 5


@dataclass(frozen=True, slots=True)
class Face:
    initials: str
    tint: int  # 1 to TINTS
    picture: str = ""  # its address on this site; empty for initials


def face(name: str, picture: object = None) -> Face:
    """The face of `name`, with the stored `picture` where there is one."""
    return Face(initials(name), crc32(name.casefold().encode()) % TINTS + 1, picture.url if picture else "")  # type: ignore[attr-defined]


def initials(name: str) -> str:
    """The first letters of the first and the last word that begin with one: "Inga van den Berg" is IB."""
    letters = [word[0].upper() for word in name.split() if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]) or "?"
