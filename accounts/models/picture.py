"""Pictures that people chose elsewhere, fetched by the server and kept here: no reader's browser asks there."""

from datetime import timedelta
from io import BytesIO

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from safe import images
from safe.fetch import Refused, fetch
from safe.verbs import verb

KEPT_FOR = timedelta(days=7)
SIDE = 192  # pixels: four times the size it is shown at
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")
HEAVIEST = 1_000_000  # bytes
A_ROUND = 50  # are asked for in one round of the clock


class FetchedPicture(models.Model):
    """What has a `picture` that stands at `address_elsewhere` on one of `hosts`."""

    checked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def address_elsewhere(self) -> str:
        raise NotImplementedError

    @property
    def hosts(self) -> set[str]:
        raise NotImplementedError

    @verb
    def refresh(self) -> None:
        """Fetch the picture anew; one that cannot be had leaves what was there until the next time."""
        try:
            sent = fetch(self.address_elsewhere, hosts=self.hosts, types=TYPES, most=HEAVIEST)
            self.picture = images.reencode(BytesIO(sent), side=SIDE) if sent else None
        except (Refused, ValidationError):
            pass
        self.checked_at = timezone.now()
        self.save(update_fields=["picture", "checked_at"])
