from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from submissions import mails
from submissions.models.guest import Guest
from submissions.models.link import Link
from submissions.models.submission import Submission
from submissions.refusals import NotTheirs
from submissions.roles import REVIEW

if TYPE_CHECKING:
    from accounts.models import User

LONGEST = 3000  # characters


class InvitationQuerySet(models.QuerySet):
    def send(
        self,
        *,
        by: "User",
        name: str,
        email: str,
        words: str = "",
        due_on: date | None = None,
        is_mailed: bool = True,
        made_by: str | None = None,
    ) -> "Invitation":
        """Open a desk for them with an empty submission on it, and mail them the link, unless an editor hands it over.

        `made_by` is the key of the form it is from: the same form sent twice invites once. Raises NotTheirs.
        """
        if not by.has_perm(REVIEW):
            raise NotTheirs
        asked = {"editor": by, "due_on": due_on, "came": Submission.Came.INVITED, "idea": words}
        try:
            with transaction.atomic():
                return self._made_by(made_by) or self._send(email, name, asked, is_mailed=is_mailed, made_by=made_by)
        except IntegrityError:  # the same form, sent twice at once
            known = self._made_by(made_by)
            if known is None:
                raise
            return known

    def _made_by(self, key: str | None) -> "Invitation | None":
        return self.filter(made_by=key).first() if key else None

    def _send(self, email: str, name: str, asked: dict, *, is_mailed: bool, made_by: str | None) -> "Invitation":
        guest, by, words = Guest.objects.at(email, name=name), asked["editor"], asked["idea"]
        submission = Submission.objects.begin(guest, by=by, **asked)
        invitation = self.create(submission=submission, by=by, words=words, made_by=made_by)
        if not guest.user_id and Link.objects.for_mailing(guest).revoked_at:  # they are wanted again
            Link.objects.renew(guest)
        if is_mailed:
            mails.invitation(submission, words=words)
        return invitation


class Invitation(models.Model):
    """An editor asked somebody for an essay."""

    submission = models.OneToOneField(Submission, models.CASCADE, related_name="invitation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    words = models.TextField(_("what you say to them"), blank=True, max_length=LONGEST)
    made_by = models.CharField(max_length=50, null=True, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return str(self.submission.guest)
