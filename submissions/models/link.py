import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuthorPass
from accounts.models.author_pass import new_key
from safe import links
from safe.verbs import verb
from submissions import mails
from submissions.models.guest import Guest
from submissions.refusals import (
    LinkExpired,
    LinkReplaced,
    LinkRevoked,
    NoDesk,
    NoSuchLink,
    refuse_unless_reviewer,
)

if TYPE_CHECKING:
    from accounts.models import User

MINE = "mine"  # in the place of a link, where an account opens its own desk
GOOD_FOR = timedelta(days=180)  # after the last mail that it stood in
HOUR = timedelta(hours=1)
KIND = "desk"


def new_nonce() -> str:
    return secrets.token_hex(8)


class LinkQuerySet(models.QuerySet):
    def live(self) -> Self:
        """Those that open a desk; an account's is opened by signing in."""
        return self.filter(guest__user=None, revoked_at=None, replaced_at=None, expires_at__gt=timezone.now())

    def key_to(self, guest: Guest) -> str:
        """What stands in the address of their desk, in a mail that leaves now."""
        return MINE if guest.user_id else self.for_mailing(guest).token

    def opened_by(self, token: str) -> "Link":
        """The link that somebody came by. Raises a NoDesk that says why it opens nothing."""
        value = links.opened(KIND, token) or "0."
        key, _dot, nonce = value.partition(".")
        link = self.select_related("guest__user", "guest__author").filter(pk=key, nonce=nonce).first()
        if link is None:
            raise NoSuchLink
        link.refuse_unless_live()
        return link

    def for_mailing(self, guest: Guest) -> "Link":
        """The guest's link as it may stand in a mail that leaves now: the live one, good for as long as a new one.

        One that an editor took back stays so, and stands there all the same: only `renew` opens the desk again.
        """
        link = self.filter(guest=guest).first()
        if link and link.revoked_at:
            return link
        if link is None or not link.is_live:
            return self.create(guest=guest)
        link.expires_at = timezone.now() + GOOD_FOR
        link.save(update_fields=["expires_at"])
        return link

    def mail_anew(self, token: str) -> None:
        """Mail a new link in the place of this one, if it has expired, at most one an hour; for any other nothing."""
        try:
            self.opened_by(token)
        except LinkExpired as expired:
            self._mail_at_most_one_an_hour(expired.guest.pk)
        except NoDesk:
            return

    def _mail_at_most_one_an_hour(self, pk: int) -> None:
        with transaction.atomic():
            guest = Guest.objects.select_for_update().get(pk=pk)
            if guest.email and not self.filter(guest=guest, made_at__gt=timezone.now() - HOUR).exists():
                mails.new_link(guest, self.renew(guest).address)

    def readdress(self, guest: Guest) -> "Link | None":
        """A new link in the place of one that went to another address, mailed to theirs if they have one. A desk that
        an editor closed stays closed: then it is None."""
        last = self.filter(guest=guest).first()
        if last and last.revoked_at:
            return None
        with transaction.atomic():
            link = self.renew(guest)
            if guest.email:
                mails.new_link(guest, link.address)
            return link

    def renew(self, guest: Guest) -> "Link":
        """A new link in the place of all that the guest had. Those that were revoked stay so."""
        with transaction.atomic():
            self.filter(guest=guest, revoked_at=None, replaced_at=None).update(replaced_at=timezone.now())
            AuthorPass.objects.live().filter(author__guest=guest).update(key=new_key())
            return self.create(guest=guest)


def first_end() -> object:
    return timezone.now() + GOOD_FOR


class Link(models.Model):
    """A guest's key to their desk: whoever has it is them. It stands in mails, and in no table (see safe.links)."""

    guest = models.ForeignKey(Guest, models.CASCADE, related_name="links")
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"), default=first_end)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.guest} {self.made_at:%Y-%m-%d}"

    @property
    def token(self) -> str:
        return links.token(KIND, f"{self.pk}.{self.nonce}")

    @property
    def address(self) -> str:
        """All of it, as it stands in a mail."""
        return settings.SITE_URL + reverse("desk", args=[self.token])

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.replaced_at is None and self.expires_at > timezone.now()

    def refuse_unless_live(self) -> None:
        """Raise the NoDesk that says why this link opens nothing."""
        if self.revoked_at:
            raise LinkRevoked(self.guest)
        if self.replaced_at or self.guest.user_id:
            raise LinkReplaced(self.guest)
        if self.expires_at <= timezone.now():
            raise LinkExpired(self.guest)

    @verb
    def revoke(self, *, by: "User") -> None:
        """Close the desk: no link opens it any more, and no browser that one let in speaks for its guest.

        Raises NotTheirs.
        """
        refuse_unless_reviewer(by)
        with transaction.atomic():
            now = timezone.now()
            others = Link.objects.filter(guest=self.guest, revoked_at=None, replaced_at=None)
            others.update(revoked_at=now, revoked_by=by)
            self.refresh_from_db()
            for author_pass in AuthorPass.objects.live().filter(author__guest=self.guest):
                author_pass.revoke(by=by, at=now)  # by which `renew_link` knows it
