from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

VERBS = {
    "publish": _("published"),
    "schedule": _("scheduled"),
    "unpublish": _("taken back to a draft"),
    "trash": _("moved to the trash"),
    "restore": _("taken out of the trash"),
    "open": _("comments opened"),
    "close": _("comments closed"),
}


LONGEST_REASON = 300  # characters


class Decision(models.Model):
    """What was decided about a post, by whom and why. Rows are only ever added."""

    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="decisions")
    verb = models.CharField(_("decision"), max_length=20)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by")
    )  # null: the clock
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return f"{self.what} · {self.by or _('the clock')}"

    @property
    def what(self) -> str:
        return str(VERBS.get(self.verb, self.verb))
