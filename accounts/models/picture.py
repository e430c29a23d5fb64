"""Pictures that people chose elsewhere, fetched by the server and kept here: no reader's browser asks there."""

import time
from abc import abstractmethod
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from safe import images
from safe.fetch import Refused, fetch
from safe.verbs import verb

KEPT_FOR = timedelta(days=7)
SIDE = 192  # pixels: four times the size it is shown at
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
HEAVIEST = 1_000_000  # bytes
A_ROUND = 50  # are asked for in one round of the clock,
SECONDS_A_ROUND = 15  # or as many as this allows: what else the clock does must not wait for slow servers


def refresh_each(due: Iterable["FetchedPicture"]) -> int:
    """Refresh them, as far as one round goes; returns how many."""
    end = time.monotonic() + SECONDS_A_ROUND
    number = 0
    for picture in islice(due, A_ROUND):
        if time.monotonic() > end:
            break
        picture.refresh()
        number += 1
    return number


class FetchedPicture(models.Model):
    """What has a `picture` that stands at `address_elsewhere` on one of `hosts`."""

    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    @abstractmethod
    def address_elsewhere(self) -> str: ...

    @property
    @abstractmethod
    def hosts(self) -> set[str]: ...

    @verb
    def refresh(self) -> None:
        """Fetch the picture anew; one that cannot be had leaves what was there until the next time."""
        asked = self.address_elsewhere
        try:
            sent = fetch(asked, hosts=self.hosts, types=TYPES, most=HEAVIEST)
            self.picture = images.reencode(BytesIO(sent), side=SIDE) if sent else None
        except (Refused, ValidationError):
            pass
        self.checked_at = timezone.now()
        self._keep(asked)

    def _keep(self, asked: str) -> None:
        """Not where its owner has gone meanwhile, or has another picture: this one is nobody's then."""
        with transaction.atomic():
            now = type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
            if now and now.address_elsewhere == asked:
                self.save(update_fields=["picture", "checked_at"])
