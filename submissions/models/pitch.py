import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe import links
from safe.fields import WebAddressField
from safe.networks import one_at_a_time
from safe.verbs import verb
from submissions import mails
from submissions.models.guest import Guest
from submissions.models.link import Link
from submissions.models.submission import Submission
from submissions.refusals import LinkRevoked

GOOD_FOR = timedelta(days=3)
DAY = timedelta(days=1)
CEILING = 10  # a day that one network may send
KIND = "pitch"


class TooMany(Exception):
    """So many pitches came from this network today that no more are taken."""


def new_nonce() -> str:
    return secrets.token_hex(8)


class PitchQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Those whose address may still be confirmed."""
        return self.filter(confirmed_at=None, at__gt=timezone.now() - GOOD_FOR)

    def send(self, pitch: "Pitch") -> None:
        """Keep it, and mail the link that confirms its address: one mail an address and day, whatever is sent.

        A second pitch of that day takes the first one's place, until that is confirmed. Raises TooMany.
        """
        pitch.email = pitch.email.strip().lower()
        with transaction.atomic():
            self._refuse_too_many(pitch.network)
            known = self.waiting().select_for_update().filter(email=pitch.email, day=pitch.day).first()
            if known:
                return known.reword(pitch)
            with suppress(IntegrityError), transaction.atomic():  # the same form, sent twice at once
                pitch.save()
                mails.confirmation(pitch)
        return None

    def _refuse_too_many(self, network: str) -> None:
        one_at_a_time(network)
        today = self.filter(network=network, at__gt=timezone.now() - DAY)
        if network and today.count() >= CEILING:
            raise TooMany

    def opened_by(self, token: str) -> "Pitch | None":
        key, _dot, nonce = (links.opened(KIND, token) or "0.").partition(".")
        return self.filter(pk=key, nonce=nonce).first()

    def forget_old(self) -> None:
        """What nobody confirmed was perhaps never theirs."""
        self.filter(confirmed_at=None, at__lt=timezone.now() - GOOD_FOR).delete()


class Pitch(models.Model):
    """What somebody would like to write, from the public form; nothing comes of it until they prove their address."""

    name = models.CharField(_("your name"), max_length=100)
    email = models.EmailField(_("your e-mail address"), help_text=_("Never shown. The link to your desk goes there."))
    website = WebAddressField(_("where we can read something by you"), blank=True)
    title = models.CharField(_("working title"), max_length=200)
    idea = models.TextField(_("what it would be about"), max_length=3000)
    nonce = models.CharField(max_length=16, default=new_nonce, editable=False)
    network = models.CharField(max_length=50, blank=True, editable=False)
    day = models.DateField(default=timezone.localdate, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    submission = models.OneToOneField(Submission, models.SET_NULL, null=True, editable=False, related_name="pitch")

    objects = PitchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "day"], condition=Q(confirmed_at=None), name="one_unconfirmed_pitch_an_address_and_day"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def token(self) -> str:
        return links.token(KIND, f"{self.pk}.{self.nonce}")

    @property
    def address(self) -> str:
        return settings.SITE_URL + reverse("pitch-confirmed", args=[self.token])

    @property
    def is_over(self) -> bool:
        """A link to a desk lasts; this one only opens the first."""
        return self.at < timezone.now() - GOOD_FOR

    @verb
    def reword(self, newer: "Pitch") -> None:
        """Let it say what was sent later, before it was confirmed."""
        for name in ("name", "website", "title", "idea"):
            setattr(self, name, getattr(newer, name))
        self.save()

    @verb
    def confirm(self) -> str:
        """The address is theirs: open their desk, with this on it. Confirming twice leads to the same desk.

        Returns the desk's key: their link's, or an account's, which they sign in to.
        Raises LinkRevoked where that was closed meanwhile.
        """
        with transaction.atomic():
            pitch = type(self).objects.select_for_update().get(pk=self.pk)
            if pitch.confirmed_at is None:
                pitch.open_desk()
            self.refresh_from_db()
            if self.submission is None:  # it was thrown away meanwhile
                raise LinkRevoked
            guest = self.submission.guest
            if not guest.user_id:
                Link.objects.for_mailing(guest).refuse_unless_live()
            return Link.objects.key_to(guest)

    def open_desk(self) -> None:
        """Begin what was pitched; the part of `confirm` that is done once."""
        guest = Guest.objects.at(self.email, name=self.name)
        known = {"title": self.title, "idea": self.idea, "website": self.website, "name": self.name}
        self.submission = Submission.objects.begin(guest, by=guest, came=Submission.Came.PITCHED, **known)
        self.confirmed_at = timezone.now()
        self.save()
        mails.desk(self.submission)
        mails.pitched(self.submission)

    open_desk.alters_data = True  # type: ignore[attr-defined]
