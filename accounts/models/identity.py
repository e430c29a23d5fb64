import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from accounts.face import Face, face
from accounts.models.avatar import gravatar_of, gravatars_hosts
from accounts.models.picture import KEPT_FOR, SIDE, FetchedPicture, refresh_each
from accounts.providers.known import LONGEST_NAME, avatar_hosts
from safe.fields import PictureField, WebAddressField
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.providers import Profile

BY_EMAIL = "email"  # the provider of those who proved an address by a mailed link
LONGEST_PROFILE, LONGEST_ADDRESS = 200, 1000  # characters of web addresses: of a page, and of a picture


class LastWayIn(Exception):
    """Without this identity its owner has no way to sign in."""


def picture_path(identity: "Identity", name: str) -> str:
    """A folder for each, so that all pictures of somebody go when they do."""
    return f"{identity.folder}/{name}"


def _if_it_fits(address: str, most: int) -> str:
    """Half an address leads nowhere, or elsewhere."""
    return address if len(address) <= most else ""


class IdentityQuerySet(models.QuerySet):
    def meet(self, *, provider: str, uid: str, user: "User | None", profile: "Profile") -> "Identity":
        """Who signed in there is now known here by this, as that provider tells of them today."""
        link, avatar = _if_it_fits(profile.link, LONGEST_PROFILE), _if_it_fits(profile.avatar, LONGEST_ADDRESS)
        told = {"user": user, "name": profile.name, "profile": link, "seen_at": timezone.now()}
        identity, _is_new = self.get_or_create(provider=provider, uid=uid, defaults=told)
        if avatar != identity.picture_elsewhere:
            told |= {"picture_elsewhere": avatar, "checked_at": None}
        if not avatar:
            told |= {"picture": ""}
        for name, value in told.items():
            setattr(identity, name, value)
        identity.save(update_fields=[*told])
        return identity

    def refresh_due(self) -> int:
        """Fetch the pictures that are new or old; returns how many were asked for."""
        return refresh_each(self.filter(self._due()))

    def _due(self) -> Q:
        elsewhere = ~Q(picture_elsewhere="") if settings.AVATARS else Q(pk__in=[])
        with_gravatar = Q(provider=BY_EMAIL) if settings.GRAVATAR else Q(pk__in=[])
        old = Q(checked_at=None) | Q(checked_at__lt=timezone.now() - KEPT_FOR)
        return (elsewhere | with_gravatar) & old


class Identity(FetchedPicture):
    """As whom somebody may comment: who they are at a provider, or an address that they proved.

    `uid` is the provider's own and never changes; what is shown is refreshed with each sign-in.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="identities", verbose_name=_("account")
    )
    provider = models.CharField(_("provider"), max_length=50)
    uid = models.CharField(max_length=191)
    name = models.CharField(_("name"), max_length=LONGEST_NAME, blank=True)
    profile = WebAddressField(_("profile"), max_length=LONGEST_PROFILE, blank=True)
    picture = PictureField(upload_to=picture_path, side=SIDE, blank=True)
    picture_elsewhere = models.CharField(max_length=LONGEST_ADDRESS, blank=True)
    key = models.CharField(max_length=16, editable=False)  # names its folder; says nothing about them
    seen_at = models.DateTimeField(_("last signed in"), null=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("identity")
        verbose_name_plural = _("identities")
        constraints = [models.UniqueConstraint(fields=["provider", "uid"], name="one_identity_each")]

    def __str__(self) -> str:
        return f"{self.name} ({self.provider})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = self.key or secrets.token_hex(8)
        super().save(*args, **kwargs)

    @property
    def face(self) -> Face:
        return face(self.name, self.picture)

    @property
    def folder(self) -> str:
        return f"avatars/{self.key}"

    @property
    def address_elsewhere(self) -> str:
        return gravatar_of(self.uid) if self.provider == BY_EMAIL else self.picture_elsewhere

    @property
    def hosts(self) -> set[str]:
        return gravatars_hosts() if self.provider == BY_EMAIL else avatar_hosts(self.provider)

    @verb
    def remove(self, *, by: "User") -> None:
        """Take it away. What was said by it stays in its place, under nobody's name.

        Raises LastWayIn where its owner could not sign in any more.
        """
        with transaction.atomic():
            if not self._lock():
                return
            if not self.user.can_come_in_without(self):
                raise LastWayIn
            leaving.see_off(self.user, by=by, identity=self)
            SocialAccount.objects.filter(provider=self.provider, uid=self.uid).delete()
            self.delete()
            transaction.on_commit(self.drop_pictures, robust=True)

    def _lock(self) -> bool:
        """Hold the account, so that two of its identities do not go at once, each for the other's sake."""
        held = type(self.user).objects.select_for_update().filter(pk=self.user.pk)
        return held.first() is not None and type(self).objects.filter(pk=self.pk).exists()

    def drop_pictures(self) -> None:
        """Take every picture that was ever fetched for them off the disk."""
        with suppress(FileNotFoundError):  # they never had any; not every storage knows folders to ask about
            for name in default_storage.listdir(self.folder)[1]:
                default_storage.delete(f"{self.folder}/{name}")
