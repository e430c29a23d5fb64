import hashlib
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models.user import User
from safe import images
from safe.fetch import Refused, fetch
from safe.fields import PictureField, stored_under
from safe.verbs import verb

KEPT_FOR = timedelta(days=7)
SIDE = 192  # pixels: four times the size it is shown at
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif")


def avatar_path(avatar: "Avatar", name: str) -> str:
    return stored_under("avatars", name)


class AvatarQuerySet(models.QuerySet):
    def refresh_due(self) -> int:
        """Ask Gravatar for every proven address whose answer is missing or old; returns how many were asked for.

        An address that was only typed is never asked about: that would tell a third party who comments here.
        """
        if not settings.GRAVATAR:
            return 0
        due = self._people_due()[:50]
        for user in due:
            self.get_or_create(user=user)[0].refresh()
        return len(due)

    def _people_due(self) -> models.QuerySet[User]:
        proven = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
        fresh = self.filter(user=OuterRef("pk"), checked_at__gt=timezone.now() - KEPT_FOR)
        return User.objects.filter(Exists(proven), ~Exists(fresh)).order_by("pk")


class Avatar(models.Model):
    """The picture that somebody chose elsewhere, fetched by the server and kept here."""

    user = models.OneToOneField(User, models.CASCADE, related_name="avatar")
    picture = PictureField(upload_to=avatar_path, side=SIDE, blank=True)
    checked_at = models.DateTimeField(null=True)

    objects = AvatarQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user)

    @verb
    def refresh(self) -> None:
        """Fetch the picture anew; one that cannot be had leaves what was there until the next time."""
        try:
            sent = fetch(self._address(), hosts={urlsplit(settings.GRAVATAR_URL).netloc}, types=TYPES, most=1_000_000)
            picture = images.reencode(BytesIO(sent), side=SIDE) if sent else None
            self.picture = picture  # type: ignore[assignment]
        except (Refused, ValidationError):
            pass
        self.checked_at = timezone.now()
        self.save()

    def _address(self) -> str:
        """Gravatar's address for an e-mail address: the SHA-256 of it, trimmed and in lower case (its API, v3)."""
        key = hashlib.sha256(self.user.email.strip().lower().encode()).hexdigest()
        return f"{settings.GRAVATAR_URL}{key}?s={SIDE}&d=404&r=g"
