import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Identity
from accounts.models.identity import BY_EMAIL
from comments.mails import CONFIRMATION
from comments.models.comment import Comment
from comments.refusals import TooFast
from outbox.models import Mail
from safe.verbs import verb

GOOD_FOR = timedelta(days=3)
DAY = timedelta(days=1)
CEILING = 20  # mails a day that one network may cause


def new_key() -> str:
    return secrets.token_hex(16)


class ConfirmationQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Those whose link still works."""
        return self.filter(answered_at=None, asked_at__gt=timezone.now() - GOOD_FOR)

    def ask(self, comment: Comment) -> None:
        """Mail a link to the address that was typed; nothing where one went there today.

        Raises TooFast for a network that asks for a great many. The row is unique, and the mail comes and goes with
        it: whatever happens, no address gets two.
        """
        today = self.filter(asked_at__gt=timezone.now() - DAY)
        if today.filter(email=comment.email.lower()).exists():
            return
        if comment.network and today.filter(comment__network=comment.network).count() >= CEILING:
            raise TooFast
        with suppress(IntegrityError), transaction.atomic():
            asked = self.create(comment=comment, email=comment.email.lower())
            link = settings.SITE_URL + asked.get_absolute_url()
            Mail.objects.put(CONFIRMATION.key, to=asked.email, topic=f"comment:{comment.pk}", link=link)

    def forget_old(self) -> None:
        self.filter(asked_at__lt=timezone.now() - GOOD_FOR).delete()


class Confirmation(models.Model):
    """Whether the address that a guest typed is theirs: asked by a mailed link, at most once a day."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="confirmations")
    email = models.EmailField()
    key = models.CharField(max_length=32, unique=True, default=new_key)
    day = models.DateField(default=timezone.localdate)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["email", "day"], name="one_mail_an_address_and_day")]

    def __str__(self) -> str:
        return f"{self.email}, {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("comment-confirmed", args=[self.key])

    @verb
    def yes(self) -> None:
        """It is theirs: what their browser said with this address is theirs, and judged as such."""
        with transaction.atomic():
            if not self._answer():
                return
            known = Identity.objects.get_or_create(provider=BY_EMAIL, uid=self.email, defaults={"name": self._name()})
            for comment in self._said_with_it():
                comment.prove(identity=known[0])

    @verb
    def no(self) -> None:
        """It is not: the comment waits for a moderator, and the address goes from it."""
        with transaction.atomic():
            if self._answer():
                for comment in self._said_with_it():
                    comment.disown()

    def _answer(self) -> bool:
        """Whether this is the first answer."""
        self.answered_at = timezone.now()
        return bool(type(self).objects.open().filter(pk=self.pk).update(answered_at=self.answered_at))

    def _name(self) -> str:
        return self.comment.name[: Identity._meta.get_field("name").max_length]

    def _said_with_it(self) -> models.QuerySet[Comment]:
        said = Comment.objects.filter(writer_key=self.comment.writer_key, user=None).exclude(writer_key="")
        return said.filter(email__iexact=self.email)
