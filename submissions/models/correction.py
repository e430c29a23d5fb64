from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.compare import Paragraph, changed
from blog.models import Revision
from blog.models.publishing import ImpossibleMove, NotReady
from safe.verbs import verb
from submissions import mails
from submissions.limits import refuse_more
from submissions.models.about import ABOUT, about_of
from submissions.refusals import NotTheirs, Stale, refuse_unless_reviewer

if TYPE_CHECKING:
    from submissions.models.guest import Guest
    from submissions.models.submission import Submission

OF_POST = ("title", "body", "question")
OF_ABOUT = tuple(name for name in ABOUT if name not in ("photo", "book_cover"))


class CorrectionQuerySet(models.QuerySet):
    def propose(self, submission: "Submission", texts: dict[str, str], *, by: "Guest", reason: str) -> "Correction":
        """Keep what the guest would have otherwise; readers see nothing of it before an editor has taken it over.

        Raises NotTheirs, ImpossibleMove where nothing can be corrected, NotReady where nothing is different.
        """
        if by != submission.guest:
            raise NotTheirs
        with transaction.atomic():
            held = type(submission).objects.held(submission.pk)
            _refuse_unless_correctable(held)
            before = Correction.as_published(held)
            new = {name: text for name, text in texts.items() if name in before and before[name] != text}
            if not new:
                raise NotReady(_now("This is as it was. Change what is to be different, and send it then."))
            waiting = self.filter(submission=submission, answer="")
            if known := waiting.filter(texts=new, reason=reason).first():  # a button that was pressed twice
                return known
            refuse_more(self.filter(submission__guest=submission.guest))
            waiting.update(answer="replaced", answered_at=timezone.now())
            before = {name: before[name] for name in new}
            correction = self.create(submission=submission, before=before, texts=new, reason=reason)
            mails.corrected(correction)
            return correction


class Correction(models.Model):
    """What a guest would have otherwise in what is published."""

    class Answer(models.TextChoices):
        TAKEN = "taken", _("taken over")
        DECLINED = "declined", _("declined")
        REPLACED = "replaced", _("replaced by a newer one")

    submission = models.ForeignKey("submissions.Submission", models.CASCADE, related_name="corrections")
    before = models.JSONField()
    texts = models.JSONField()
    reason = models.TextField(_("why"), blank=True, max_length=1000)
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)  # of the editor who declined it

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.submission)

    @property
    def changes(self) -> dict[str, list[Paragraph]]:
        """What it would have otherwise, word by word."""
        return changed(self.before, self.texts)

    @staticmethod
    def why_not(submission: "Submission") -> str:
        """Why nothing can be corrected in it, in a sentence; empty where it can."""
        if submission.status != "published":
            return _now("There is nothing published yet to correct.")
        if submission.author is None:
            return _now("Its byline is not there any more, so only the editors can change this, by hand.")
        return ""

    @staticmethod
    def as_it_is(submission: "Submission") -> dict[str, str]:
        """What can be corrected, as it stands on the desk."""
        return _of_post(submission) | {name: getattr(submission, name) for name in OF_ABOUT}

    @staticmethod
    def as_published(submission: "Submission") -> dict[str, str]:
        """The same as readers have it: what they know of the author may come from another essay, or from an editor."""
        about = about_of(submission.author, submission.book)
        return _of_post(submission) | {name: about[name] for name in OF_ABOUT}

    @verb
    def take_over(self, *, by: User) -> None:
        """Let readers have it so. Raises Stale where what it changes is not as the guest saw it any more."""
        with transaction.atomic():
            correction = self._answered("taken", by)
            submission = correction.submission
            _refuse_unless_correctable(submission)
            was_cleared, now = submission.is_cleared, Correction.as_published(submission)
            if any(now[name] != text for name, text in correction.before.items()):
                raise Stale(_now("What this corrects was changed meanwhile. Please make the change by hand."))
            for name, text in correction.texts.items():
                setattr(submission.post if name in OF_POST else submission, name, text)
            submission.post.version += 1
            submission.post.save()
            Revision.objects.record(submission.post, by=by)
            submission.give_to(submission.author, only=correction.texts.keys() & set(OF_ABOUT))
            submission.cleared = submission.edition if was_cleared else submission.cleared
            submission.version += 1
            submission.save()
            submission.log("correct", by=by)

    @verb
    def decline(self, *, by: User, reason: str) -> None:
        """Leave what is published as it is."""
        if not reason.strip():
            raise NotReady(_now("Please say why: it is read by whoever waits for this."))
        with transaction.atomic():
            correction = self._answered("declined", by, reason)
            correction.submission.log("leave", by=by, reason=reason)

    def _answered(self, answer: str, by: User, words: str = "") -> "Correction":
        refuse_unless_reviewer(by)
        submission = type(self.submission).objects.held(self.submission_id)
        correction = type(self).objects.select_for_update().get(pk=self.pk)
        correction.submission = submission
        if correction.answer:
            raise ImpossibleMove(_now("This correction was answered already."))
        correction.answer, correction.words = answer, words
        correction.answered_by, correction.answered_at = by, timezone.now()
        correction.save()
        mails.correction_answered(correction)
        return correction


def _refuse_unless_correctable(submission: "Submission") -> None:
    if why_not := Correction.why_not(submission):
        raise ImpossibleMove(why_not)


def _of_post(submission: "Submission") -> dict[str, str]:
    return {name: getattr(submission.post, name) for name in OF_POST}
