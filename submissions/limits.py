"""How much one guest may do in a while. Each is a mail to the editors, and anybody may become a guest by a pitch."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from submissions.refusals import TooMuch

if TYPE_CHECKING:
    from submissions.models import Guest

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
MOST_AN_HOUR = 30  # messages; or times that something is handed in or taken up again; or corrections
MOST_BEGUN_A_DAY = 10
MOST_DOCUMENTS = 20  # an hour, whether they can be read or not: each may cost the site two seconds
MOST_PASTES = 60  # an hour: each may cost the site two seconds
MOST_PICTURES = 100  # that were ever uploaded to one submission


def refuse_more(done: QuerySet, *, most: int = MOST_AN_HOUR, within: timedelta = AN_HOUR) -> None:
    """Raises TooMuch where so many of these, by when they were done (`at`), are younger than that."""
    if done.filter(at__gt=timezone.now() - within).count() >= most:
        raise _too_much()


def refuse_more_pastes(guest: "Guest") -> None:
    """Count one more, in the cache, since a paste leaves nothing behind. Raises TooMuch where there were so many."""
    kept, now = f"pastes-{guest.pk}", timezone.now()
    done = [at for at in cache.get(kept, []) if at > now - AN_HOUR]
    if len(done) >= MOST_PASTES:
        raise _too_much()
    cache.set(kept, [*done, now], AN_HOUR.total_seconds())


def _too_much() -> TooMuch:
    return TooMuch(_("That is a great deal for so short a time. Nothing was changed; please go on later."))
