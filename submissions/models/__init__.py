from submissions.models.correction import Correction
from submissions.models.galley import Galley
from submissions.models.guest import Guest
from submissions.models.invitation import Invitation
from submissions.models.link import Link
from submissions.models.message import Message
from submissions.models.move import Move
from submissions.models.pitch import Pitch
from submissions.models.submission import Submission
from submissions.models.terms import Licence, Terms

__all__ = [
    "Correction",
    "Galley",
    "Guest",
    "Invitation",
    "Licence",
    "Link",
    "Message",
    "Move",
    "Pitch",
    "Submission",
    "Terms",
]
