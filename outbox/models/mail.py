from collections.abc import Mapping
from datetime import timedelta
from email.utils import make_msgid
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from outbox import kinds, letterhead, words
from outbox.models.wording import Wording
from outbox.refusals import TooLate
from safe.verbs import verb

TO_STOP_IT = timedelta(minutes=10)
KEPT = timedelta(days=30)  # after that a mail is not there to be read any more
# After each failure, until the next try; after the last of them a mail is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60)]


class Status(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Leaving")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")
    FAILED = "failed", _("Failed")


STUCK = Q(status=Status.FAILED) | Q(status__in=[Status.WAITING, Status.SENDING], tries__gt=0)


class MailQuerySet(models.QuerySet):
    def put(self, kind: str, *, to: str, topic: str = "", once: str = "", **values: str) -> "Mail | None":
        """Write a mail, in the caller's transaction; the clock sends it.

        `topic`, such as "submission:12", is what it is about. Of those with the same `once` there is only the first:
        for others None is returned. Raises KeyError for an unknown kind, ValueError where `values` are not its own.
        """
        if once and self.filter(once=once).exists():
            return None
        mail = self.model.written(kinds.kind(kind), values)
        mail.to, mail.topic, mail.once = to, topic, once or None
        try:
            with transaction.atomic():
                mail.save(force_insert=True)
        except IntegrityError:
            if once and self.filter(once=once).exists():
                return None
            raise
        return mail

    def about(self, topic: str) -> Self:
        return self.filter(topic=topic)

    def waiting(self) -> Self:
        """Those that can still be stopped."""
        return self.filter(status=Status.WAITING)

    def stuck(self) -> Self:
        """Those that a mail server did not take when it was asked last."""
        return self.filter(STUCK)

    def due(self) -> Self:
        """Those to be sent now, the first first; with those whose sender was killed over it."""
        now = timezone.now()
        lost = Q(status=Status.SENDING, claimed_at__lte=now - timedelta(seconds=settings.MAIL_LEASE_SECONDS))
        return self.filter(Q(status=Status.WAITING, leaves_at__lte=now) | lost).order_by("leaves_at", "pk")

    def claim(self) -> "Mail | None":
        """Take one that is due, so that nobody else sends or stops it; None where there is none."""
        for pk in self.due().values_list("pk", flat=True)[:20]:  # others may be quicker
            if self.due().order_by().filter(pk=pk).update(status=Status.SENDING, claimed_at=timezone.now()):
                return self.get(pk=pk)
        return None

    def forget_old(self) -> None:
        """Those that left or were stopped long ago: they hold addresses, and links that open desks."""
        over = self.filter(status__in=[Status.SENT, Status.STOPPED], created_at__lt=timezone.now() - KEPT)
        over.delete()

    def take_back(self, *kinds: str) -> None:
        """Stop those of these kinds that still wait, because what they say is not so any more."""
        self.waiting().filter(kind__in=kinds).update(status=Status.STOPPED, stopped_by=None)

    forget_old.alters_data = take_back.alters_data = True  # type: ignore[attr-defined]

    def send_due(self) -> None:
        """One round, for the clock."""
        from outbox import sending

        sending.a_round(self)


class Mail(models.Model):
    """A mail to one person: written in the transaction of what it tells of, sent by the clock, kept."""

    Status = Status

    kind = models.CharField(_("kind"), max_length=50)
    topic = models.CharField(max_length=100, blank=True, db_index=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=words.LONGEST_SUBJECT)
    body = models.TextField(_("text"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    leaves_at = models.DateTimeField(_("leaves"))
    tries = models.PositiveSmallIntegerField(default=0)  # that failed
    claimed_at = models.DateTimeField(null=True)  # when it was tried last
    sent_at = models.DateTimeField(_("sent"), null=True)
    last_error = models.TextField(blank=True)  # what the mail server said, or the way to it
    failing_since = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=255)  # the same at each try: who gets it twice can see that it is one
    once = models.CharField(max_length=200, unique=True, null=True)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    amended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        default_permissions = ()
        permissions = [("keep_outbox", _("Can stop and amend mails, and word them"))]
        indexes = [models.Index(fields=["status", "leaves_at"], name="mails_to_send")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @classmethod
    def written(cls, kind: kinds.Kind, values: Mapping[str, str]) -> Self:
        """A mail in the words that hold for its kind, addressed to nobody yet."""
        if wrong := values.keys() ^ set(kind.placeholders):
            raise ValueError(f"{kind.key} is filled with {kind.placeholders}; missing or too much: {sorted(wrong)}")
        paper, holding = letterhead.current(), Wording.objects.holding_for(kind)
        values = {**values, "site": paper.name, "site_url": paper.url}
        return cls(
            kind=kind.key,
            subject=words.subject(holding.subject, values),
            body=words.body(holding.body, kind, values),
            leaves_at=timezone.now() + (timedelta(0) if kind.at_once else TO_STOP_IT),
            message_id=make_msgid(domain=urlsplit(paper.url).hostname),
        )

    @property
    def is_due(self) -> bool:
        return self.leaves_at <= timezone.now()

    # What an editor does. Each raises TooLate where the clock, or somebody else, was quicker.

    @verb
    def stop(self, *, by: AbstractBaseUser) -> None:
        """Let it not leave; one that was given up is then nobody's trouble any more."""
        self._change(Status.WAITING, Status.FAILED, status=Status.STOPPED, stopped_by=by)

    @verb
    def amend(self, *, by: AbstractBaseUser, subject: str, body: str) -> None:
        subject = words.one_line(subject)[: words.LONGEST_SUBJECT]
        self._change(Status.WAITING, subject=subject, body=words.settled(body), amended_by=by)

    @verb
    def send_now(self, *, by: AbstractBaseUser) -> None:
        self._change(Status.WAITING, leaves_at=timezone.now())

    @verb
    def try_again(self, *, by: AbstractBaseUser) -> None:
        """Begin anew with one that was given up."""
        fresh = {"tries": 0, "last_error": "", "failing_since": None}
        self._change(Status.FAILED, status=Status.WAITING, leaves_at=timezone.now(), **fresh)

    # What becomes of it when it is sent. Nothing, where the claim was lost to another sender meanwhile.

    @verb
    def has_left(self) -> None:
        now = timezone.now()
        self._settle(status=Status.SENT, sent_at=now, last_error="", failing_since=None)

    @verb
    def has_failed(self, said: str) -> None:
        """Let it wait for another try, longer each time; after the last it is given up."""
        now, is_over = timezone.now(), self.tries >= len(PAUSES)
        status = Status.FAILED if is_over else Status.WAITING
        leaves_at = now if is_over else now + PAUSES[self.tries]
        since = self.failing_since or now
        self._settle(status=status, leaves_at=leaves_at, tries=self.tries + 1, last_error=said, failing_since=since)

    def _settle(self, **fields: Any) -> None:
        claimed = Mail.objects.filter(pk=self.pk, status=Status.SENDING, claimed_at=self.claimed_at)
        claimed.update(**fields)

    def _change(self, *was: Any, **fields: Any) -> None:
        """Change it while it has such a status, in one statement, so that no sender takes it in between."""
        if not Mail.objects.filter(pk=self.pk, status__in=was).update(**fields):
            raise TooLate
        for name, value in fields.items():
            setattr(self, name, value)
