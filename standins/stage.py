"""What all stand-ins share: who may sign in, where to, with which key, and what a test lets go wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Event

from standins.people import Person
from standins.signing import SigningKey


@dataclass(frozen=True)
class Faults:
    """What goes wrong. Set by the process that runs the server; nothing that comes over HTTP reaches it."""

    token_fails: bool = False  # 500
    token_hangs: float = 0  # seconds before the answer
    token_is_garbled: bool = False  # 200 and no JSON
    userinfo_fails: bool = False  # 500
    signature_is_forged: bool = False
    issuer: str = ""  # these three stand in the id_token in place of the right ones
    audience: str = ""
    nonce: str = ""
    id_token_is_expired: bool = False
    avatar_leads_to: str = ""  # the address that a picture's answer redirects to
    avatar_bytes: int = 0  # a picture of that many, at least
    email_is_unverified: bool = False
    email_is_missing: bool = False
    name: str = ""  # everybody's

    def seen(self, person: Person) -> Person:
        """The person as a provider tells of them now."""
        email = None if self.email_is_missing else person.email
        verified = person.verified and not self.email_is_unverified
        return replace(person, name=self.name or person.name, email=email, verified=verified)


@dataclass
class Stage:
    """`url` is the server's own. `is_registered` says whether a redirect_uri is one of the site's."""

    url: str
    people: Sequence[Person]
    is_registered: Callable[[str], bool]
    code_seconds: float
    token_seconds: float
    faults: Faults = field(default_factory=Faults)
    closing: Event = field(default_factory=Event)

    @cached_property
    def key(self) -> SigningKey:
        return SigningKey()

    def person(self, handle: str) -> Person | None:
        return next((person for person in self.people if person.handle == handle), None)

    def avatar_of(self, person: Person) -> str | None:
        """The address of their picture, where they have one."""
        return f"{self.url}/avatars/{person.handle}.png" if person.tint else None

    def profile_of(self, person: Person) -> str:
        return f"{self.url}/people/{person.handle}"
