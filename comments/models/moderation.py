from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

VERBS = {
    "submit": _("sent in"),
    "approve": _("approved"),
    "hold": _("held"),
    "spam": _("marked as spam"),
    "trash": _("moved to the trash"),
    "restore": _("restored"),
    "erase": _("deleted permanently"),
    "edit": _("edited by its writer"),
    "amend": _("edited by a moderator"),
    "prove": _("address confirmed"),
    "disown": _("address is not its writer’s"),
    "anonymise": _("made anonymous"),
}


class Moderation(models.Model):
    """What happened to a comment, by whom and why. Rows are only ever added, and outlive the comment."""

    comment = models.ForeignKey("comments.Comment", models.SET_NULL, null=True, related_name="moderations")
    number = models.BigIntegerField(_("comment"))  # the comment's key, also once it is gone
    post = models.ForeignKey("blog.Post", models.CASCADE, related_name="moderations", verbose_name=_("post"))
    verb = models.CharField(_("what"), max_length=20)
    was = models.CharField(_("before"), max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("by"))
    by_writer = models.BooleanField(default=False)
    network = models.CharField(max_length=50, blank=True)  # of a writer who submitted or edited; see comments.limits
    reason = models.CharField(_("why"), max_length=200, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["network", "at"], condition=~Q(network=""), name="recently_from_a_network")]
        verbose_name = _("log entry")
        verbose_name_plural = _("moderation log")

    def __str__(self) -> str:
        return f"{self.what} #{self.number}"

    @property
    def what(self) -> str:
        return str(VERBS.get(self.verb, self.verb))

    @property
    def who(self) -> str:
        return str(self.by or (_("its writer") if self.by_writer else _("the rules")))
