from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import Identity


class UserManager(BaseUserManager):
    def create_user(self, email: str | None, password: str | None = None, **extra: object) -> "User":
        user = self.model(email=email, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").lower())

    def nobody_owns_the_site_without(self, leaving: Iterable["User"]) -> bool:
        """Whether these are the last who may do everything here."""
        owners = self.filter(is_superuser=True, is_active=True)
        keys = [user.pk for user in leaving]
        return owners.filter(pk__in=keys).exists() and not owners.exclude(pk__in=keys).exists()


class User(AbstractUser):
    """Someone with an account: known by their e-mail address or by an identity, called by their name.

    An address here is one that the site's owner gave them or that they proved; who came without one has None.
    """

    username = first_name = last_name = None
    email = models.EmailField(_("e-mail address"), unique=True, null=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("Shown beside what they write."))
    commenting_as = models.ForeignKey(
        "accounts.Identity", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.email or str(_("Anonymous"))

    def clean(self) -> None:
        super().clean()
        self.email = self._address()

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self._address()
        super().save(*args, **kwargs)

    def _address(self) -> str | None:
        return self.email.lower() if self.email else None

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0]

    def has_proven_address(self) -> bool:
        """Whether the address of this account is theirs: by a link mailed to it, or by the word of a provider."""
        return EmailAddress.objects.filter(user=self, email=self.email, verified=True).exists()

    def can_come_in_without(self, identity: "Identity") -> bool:
        """Whether there is another way: a password or a mailed code, a passkey, another provider that is offered."""
        from accounts.providers import offered

        others = self.identities.exclude(pk=identity.pk).filter(provider__in=[one.key for one in offered()])
        passkeys = Authenticator.objects.filter(user=self, type=Authenticator.Type.WEBAUTHN)
        return bool(self.email) or others.exists() or passkeys.exists()

    @verb
    def leave(self, *, by: "User") -> None:
        """Delete the account. What they said stays without their name, and what they wrote stays under their byline.

        Raises leaving.LastOwner where nobody would be left who may do everything.
        """
        with transaction.atomic():
            if not self._lock():
                return
            if User.objects.nobody_owns_the_site_without([self]):
                raise leaving.LastOwner
            leaving.see_off(self, by=by)
            for session in UserSession.objects.filter(user=self):
                session.end()
            self._leave_no_picture()
            self.delete()

    def _leave_no_picture(self) -> None:
        """Once it is committed that they left: those of their identities, and the account's own."""
        for identity in self.identities.all():
            transaction.on_commit(identity.drop_pictures, robust=True)
        avatar = getattr(self, "avatar", None)
        if avatar:
            transaction.on_commit(partial(type(avatar).objects.drop_picture, avatar.picture.name), robust=True)

    def _lock(self) -> bool:
        """Hold this row and those of all owners, so that two cannot leave at once; False if it is gone."""
        held = User.objects.filter(models.Q(pk=self.pk) | models.Q(is_superuser=True)).order_by("pk")
        return self.pk is not None and self in held.select_for_update()
