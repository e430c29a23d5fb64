from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

VERBS = {
    "open": _("opened"),
    "submit": _("submitted"),
    "take_up": _("taken up"),
    "request_changes": _("changes requested"),
    "accept": _("accepted"),
    "decline": _("declined"),
    "reopen": _("reopened"),
    "withdraw": _("withdrawn"),
    "resume": _("taken up again by its author"),
    "galley": _("galley sent"),
    "approve": _("galley approved"),
    "object": _("galley objected to"),
    "override": _("published without approval"),
    "schedule": _("scheduled"),
    "publish": _("published"),
    "unschedule": _("taken off the calendar"),
    "unpublish": _("taken back"),
    "assign": _("assigned"),
    "expect": _("due date changed"),
    "about": _("what is said of the author changed"),
    "mark": _("links marked"),
    "correct": _("correction taken over"),
    "leave": _("correction declined"),
    "document": _("document brought"),
    "revoke": _("link revoked"),
    "renew": _("new link made"),
    "let_answer": _("may answer readers as the author"),
    "silence": _("may not answer readers as the author any more"),
}


class Move(models.Model):
    """What happened to a submission, by whom and why. Rows are only ever added."""

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="moves")
    verb = models.CharField(_("what"), max_length=20)
    was = models.CharField(_("before"), max_length=20, blank=True)
    now = models.CharField(_("after"), max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    by_guest = models.BooleanField(default=False)
    reason = models.TextField(_("why"), blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("move")
        verbose_name_plural = _("moves")

    def __str__(self) -> str:
        return f"{self.what} · {self.who}"

    @property
    def what(self) -> str:
        return str(VERBS.get(self.verb, self.verb))

    def is_by(self, hand: object) -> bool:
        """Whether this user, or this submission's guest, did it; None is the clock."""
        return hand == (self.submission.guest if self.by_guest else self.by)

    @property
    def who(self) -> str:
        return str(self.by or (_("its author") if self.by_guest else _("the clock")))
