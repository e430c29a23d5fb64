"""How much one network may say at a time.

Counted in the log of what was submitted and edited, which deleting takes nothing from, so that it is right over any
number of workers. A school or a train shares one network: above BUSY its comments are held for a moderator; only above
CEILING, which no conversation reaches, is one refused.
"""

from datetime import timedelta

from django.utils import timezone

from comments.models.moderation import Moderation
from comments.refusals import TooFast
from safe.networks import one_at_a_time

WINDOW = timedelta(minutes=5)
BUSY = 10
CEILING = 60


def refuse_too_fast(network: str) -> None:
    """Raise TooFast above the ceiling. Inside a transaction, the network's next comment waits for this one."""
    one_at_a_time(network)
    if _recently(network) >= CEILING:
        raise TooFast


def is_busy(network: str, *, apart_from: int | None = None) -> bool:
    """Whether so much was said that the next is to be looked at; `apart_from` is a comment being edited."""
    return _recently(network, apart_from) >= BUSY


def _recently(network: str, apart_from: int | None = None) -> int:
    if not network:
        return 0
    since = timezone.now() - WINDOW
    return Moderation.objects.filter(network=network, at__gt=since).exclude(number=apart_from).count()
