from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts import leaving
from safe.verbs import verb


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **extra: object) -> "User":
        user = self.model(email=email.lower(), **extra)
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
    """Someone with an account: known by their e-mail address, called by their name."""

    username = first_name = last_name = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100, help_text=_("Shown beside what they write."))

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()

    def save(self, *args: object, **kwargs: object) -> None:
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0]

    def has_proven_address(self) -> bool:
        """Whether they followed a link that was mailed to the address of this account."""
        return EmailAddress.objects.filter(user=self, email=self.email, verified=True).exists()

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
            self.delete()

    def _lock(self) -> bool:
        """Hold this row and those of all owners, so that two cannot leave at once; False if it is gone."""
        held = User.objects.filter(models.Q(pk=self.pk) | models.Q(is_superuser=True)).order_by("pk")
        return self.pk is not None and self in held.select_for_update()
