"""Who signs in at a stand-in: people who do not exist."""

import hashlib
from dataclasses import dataclass

type Tint = tuple[int, int, int]


@dataclass(frozen=True)
class Person:
    """Somebody invented. Without `email` the account has none; without `tint` (red, green, blue) it has no picture."""

    handle: str
    name: str
    email: str | None = None
    verified: bool = True
    tint: Tint | None = None

    @property
    def given_name(self) -> str:
        return self.name.partition(" ")[0]

    @property
    def family_name(self) -> str:
        return self.name.partition(" ")[2]

    def id_at(self, provider: str) -> str:
        """Digits, as all four providers have them; the same each time and another one at each provider."""
        digest = hashlib.sha256(f"{provider} {self.handle}".encode()).hexdigest()
        return str(int(digest[:15], 16) + 10**17)


# X allows 15 characters in a handle: a link made of one of these cannot lead to somebody who exists.
PEOPLE = (
    Person("marta_who_is_invented", "Marta Hollis", "marta@people.example", tint=(38, 92, 130)),
    Person("tomas_who_is_invented", "Tomás Okafor", "tomas@people.example", tint=(140, 74, 42)),
    Person("eleni_who_is_invented", "Ελένη Βάρδα", "eleni@people.example"),
    Person("wren_who_is_invented", "Wren Halloway", "wren@people.example", verified=False, tint=(74, 108, 62)),
    Person("ines_who_is_invented", "Inês d’Almeida", tint=(112, 66, 120)),
)
