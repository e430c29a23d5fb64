import hashlib
from functools import partial
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models.picture import A_ROUND, KEPT_FOR, SIDE, FetchedPicture, refresh_each
from accounts.models.user import User
from safe.fields import PictureField, stored_under
from safe.verbs import verb


def avatar_path(avatar: "Avatar", name: str) -> str:
    return stored_under("avatars", name)


def gravatar_of(email: str) -> str:
    """Gravatar's address for an e-mail address: the SHA-256 of it, trimmed and in lower case (its API, v3)."""
    key = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    return f"{settings.GRAVATAR_URL}{key}?s={SIDE}&d=404&r=g"


def gravatars_hosts() -> set[str]:
    return {urlsplit(settings.GRAVATAR_URL).netloc}


class AvatarQuerySet(models.QuerySet):
    def refresh_due(self) -> int:
        """Ask Gravatar for every proven address whose answer is missing or old; returns how many were asked for.

        An address that was only typed is never asked about: that would tell a third party who comments here.
        """
        if not settings.GRAVATAR:
            return 0
        return refresh_each(self.get_or_create(user=user)[0] for user in self._people_due()[:A_ROUND])

    def drop_picture(self, name: str) -> None:
        """Take it off the disk, unless somebody else has the very same: its name is made of its content."""
        if name and not self.filter(picture=name).exists():
            default_storage.delete(name)

    def _people_due(self) -> models.QuerySet[User]:
        proven = EmailAddress.objects.filter(user=OuterRef("pk"), email=OuterRef("email"), verified=True)
        fresh = self.filter(user=OuterRef("pk"), checked_at__gt=timezone.now() - KEPT_FOR)
        return User.objects.filter(Exists(proven), ~Exists(fresh)).order_by("pk")


class Avatar(FetchedPicture):
    """The picture that Gravatar has for the address of an account."""

    user = models.OneToOneField(User, models.CASCADE, related_name="avatar")
    picture = PictureField(upload_to=avatar_path, side=SIDE, blank=True)

    objects = AvatarQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.user)

    @property
    def address_elsewhere(self) -> str:
        return gravatar_of(self.user.email)

    @verb
    def refresh(self) -> None:
        before = self.picture.name
        super().refresh()
        if before != self.picture.name:
            transaction.on_commit(partial(Avatar.objects.drop_picture, before), robust=True)

    @property
    def hosts(self) -> set[str]:
        return gravatars_hosts()
