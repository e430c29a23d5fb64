from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User
    from submissions.models.submission import Submission


class GalleyQuerySet(models.QuerySet):
    def pull(self, submission: "Submission", *, by: "User") -> "Galley":
        """The page as it is now, for the guest's word; one that waited for it is over."""
        self.filter(submission=submission, answer="").update(answer=Galley.Answer.REPLACED, answered_at=timezone.now())
        return self.create(submission=submission, edition=submission.edition, texts=submission.texts(), by=by)

    def lapse(self) -> None:
        """Let the one that waits, and the one that was approved, count no more."""
        self.filter(answer__in=("", Galley.Answer.APPROVED)).update(answer=Galley.Answer.LAPSED)

    lapse.alters_data = True  # type: ignore[attr-defined]


class Galley(models.Model):
    """The final page, as it was shown to the guest before publication, and what they said to it."""

    class Answer(models.TextChoices):
        APPROVED = "approved", _("approved")
        OBJECTED = "objected", _("objected to")
        REPLACED = "replaced", _("replaced by a newer one")
        LAPSED = "lapsed", _("over")

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="galleys")
    edition = models.CharField(max_length=64)
    texts = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    words = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = GalleyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.sent_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return not self.answer

    def take_answer(self, answer: str, words: str) -> None:
        self.answer, self.words, self.answered_at = answer, words, timezone.now()
        self.save(update_fields=["answer", "words", "answered_at"])

    take_answer.alters_data: Any = True  # type: ignore[attr-defined,misc]
