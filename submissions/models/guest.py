from typing import TYPE_CHECKING, Self

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, AuthorPass
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User


class GuestQuerySet(models.QuerySet):
    def at(self, email: str, *, name: str) -> "Guest":
        """Whoever writes from this address: known already, or from now on by this name."""
        email = email.strip().lower()
        if not email:  # who gave none is nobody we know
            return self.create(name=name)
        account = self.filter(user__email=email, user__is_active=True).first()  # by the address that it has now
        return account or self.get_or_create(email=email, user=None, defaults={"name": name})[0]

    def of(self, user: "User") -> "Guest":
        """The same for somebody with an account, under the name and the byline that they have here."""
        author = Author.objects.filter(user=user, guest=None).first()
        known = {"name": str(user), "email": user.email or "", "author": author}
        return self.get_or_create(user=user, defaults=known)[0]

    def claimable_by(self, user: "User") -> Self:
        """Those without an account whose address this account has proven."""
        proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
        return self.filter(user=None, email__in=[address.lower() for address in proven])


class Guest(models.Model):
    """Somebody who writes for the publication. They need no account; one may later claim what they wrote."""

    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="guest",
        verbose_name=_("account"),
    )
    author = models.OneToOneField(
        Author, models.SET_NULL, null=True, blank=True, related_name="guest", verbose_name=_("author")
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=Q(user=None) & ~Q(email=""), name="one_guest_without_account_an_address"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def mailbox(self) -> str:
        """Where they get mail; an account may have another address than when it began to write."""
        return (self.user.email or "") if self.user else self.email

    @verb
    def join(self, user: "User") -> None:
        """Become the same as this account: its desk has their submissions, and it answers readers under their byline,
        which is its own unless it has one. Their links go with whom they were.

        Raises NotTheirs unless the account has proven their address.
        """
        from submissions.refusals import NotTheirs

        with transaction.atomic():
            list(self.submissions.select_for_update().order_by("pk"))  # before the guest, as their verbs do
            if not Guest.objects.claimable_by(user).select_for_update().filter(pk=self.pk).exists():
                raise NotTheirs
            account = Guest.objects.of(user)
            self.submissions.update(guest=account)
            self._hand_over_byline(account, user)
            self.delete()

    def _hand_over_byline(self, account: "Guest", user: "User") -> None:
        author, self.author = self.author, None
        self.save(update_fields=["author"])
        if author is None:
            return
        AuthorPass.objects.of(author).give_to(user)
        if account.author is None:
            account.author = author
            account.save(update_fields=["author"])
            if not Author.objects.filter(user=user).exists():
                Author.objects.filter(pk=author.pk, user=None).update(user=user)
