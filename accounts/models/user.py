from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


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
