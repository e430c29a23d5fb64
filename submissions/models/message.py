from datetime import timedelta
from typing import TYPE_CHECKING, Self, Union

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from submissions import mails
from submissions.limits import refuse_more
from submissions.refusals import NotTheirs

if TYPE_CHECKING:
    from submissions.models.guest import Guest
    from submissions.models.submission import Submission

LONGEST = 5000  # characters
AT_ONCE = timedelta(minutes=1)  # in which the same words are a button that was pressed twice


class MessageQuerySet(models.QuerySet):
    def for_guest(self) -> Self:
        return self.filter(is_private=False)

    def say(
        self, submission: "Submission", words: str, *, by: Union[User, "Guest"], is_private: bool = False
    ) -> "Message":
        """Keep it with the submission and, unless it is the editors' own, mail it to the other side.

        Raises NotTheirs for those who are neither. The same words said twice at once (a double click) are said once.
        """
        is_editor = isinstance(by, User) and submission.may_be_reviewed_by(by)
        if not is_editor and (by != submission.guest or is_private):
            raise NotTheirs
        with transaction.atomic():
            type(submission).objects.select_for_update().get(pk=submission.pk)
            last = self.filter(submission=submission).first()
            user = by if isinstance(by, User) else by.user
            known = {"by": user, "by_guest": not isinstance(by, User), "words": words.strip(), "is_private": is_private}
            is_fresh = last and last.at > timezone.now() - AT_ONCE
            if is_fresh and all(getattr(last, name) == value for name, value in known.items()):
                return last
            if not is_editor:
                refuse_more(self.filter(submission__guest=submission.guest, by_guest=True))
            message = self.create(submission=submission, **known)
            if not is_private:
                mails.said(message)
            return message


class Message(models.Model):
    """Something said about a submission: between its guest and the editors, or among the editors alone."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    by_guest = models.BooleanField(default=False)
    words = models.TextField(_("message"), max_length=LONGEST)
    is_private = models.BooleanField(_("for editors alone"), default=False)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.who}: {self.words[:60]}"

    @property
    def who(self) -> str:
        return self.submission.name if self.by_guest else str(self.by or _("an editor"))
