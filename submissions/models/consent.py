"""What a guest agreed to: the licence, and the page as it will be."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models.publishing import NotReady
from safe.verbs import verb
from submissions.models.galley import Galley
from submissions.models.terms import Licence
from submissions.refusals import Stale

if TYPE_CHECKING:
    from submissions.models import Guest, Submission

ON_THE_GALLEY = ("title", "subtitle", "introduction", "body", "question")  # the texts that a guest approves


class Consent(models.Model):
    """The verbs of a Submission about the galley, and what came of them."""

    licence = models.ForeignKey(Licence, models.PROTECT, null=True, editable=False, verbose_name=_("licence"))
    licence_at = models.DateTimeField(null=True, editable=False)
    cleared = models.CharField(max_length=64, blank=True, editable=False)  # the edition that may be published

    post: Any
    about: dict[str, str]
    moves: Any
    galleys: Any
    take_off_calendar: Any
    refuse_unless: Any
    go_on: Any
    _move: Any

    class Meta:
        abstract = True

    @property
    def edition(self) -> str:
        """What readers would see of it, in short: it changes with any word, link, picture or name of the page."""
        picture = self.post.picture
        shown = [getattr(self.post, name) for name in ON_THE_GALLEY] + [
            self.post.introduced_by_id,
            picture and [picture.pk, picture.alt, picture.credit],
            self.post.original,
            self.post.said_of_pictures(),
        ]
        by = [byline.author_id for byline in self.post.bylines.all()]
        return hashlib.sha256(json.dumps([shown, self.about, by]).encode()).hexdigest()

    @property
    def is_cleared(self) -> bool:
        """Whether the page as it is now was approved by its guest, or by an override that says why."""
        return bool(self.cleared) and self.cleared == self.edition

    @property
    def galley(self) -> Any:
        """The last that was sent."""
        return self.galleys.first()

    @property
    def open_galley(self) -> Any:
        """The last that was sent, while it shows the page as it is and was not answered."""
        galley = self.galley
        return galley if galley and galley.is_open and galley.edition == self.edition else None

    @property
    def is_galley_old(self) -> bool:
        """Whether the last that was sent still waits, and does not show the page as it is."""
        galley = self.galley
        return galley is not None and galley.is_open and galley.edition != self.edition

    def was_approved(self, edition: str, by: Any) -> bool:
        """Whether the last thing that happened is that they said yes to this: a button that was pressed twice."""
        last = self.moves.first()
        is_last = last is not None and last.verb == "approve" and last.is_by(by)
        return is_last and self.is_cleared and self.cleared == edition

    def answer_galley(self, edition: str, answer: str, words: str = "") -> None:
        """Raises Stale."""
        galley = self.open_galley
        if galley is None or galley.edition != edition:
            raise Stale(_now("The page has changed since you opened it. Please look at it as it is now."))
        galley.take_answer(answer, words)

    @verb
    def send_galley(self, *, by: User, seen: int | None = None) -> None:
        """Show the guest the page as it will be, and ask for their word on it."""
        self._move("galley", by=by, seen=seen, change=lambda one: Galley.objects.pull(one, by=by))

    @verb
    def approve_galley(self, *, by: "Guest", edition: str, agreed: bool = False, terms: int | None = None) -> None:
        """The guest's yes to the page that they were shown. Raises Stale where it has changed since, and NotReady
        without their agreement to the licence."""

        def clear(submission: "Submission") -> None:
            submission.answer_galley(edition, "approved")
            submission.keep_agreement(agreed=agreed, terms=terms)
            submission.cleared = edition

        self._move("approve", by=by, change=clear, is_done=lambda one: one.was_approved(edition, by))

    @verb
    def object_to_galley(self, *, by: "Guest", edition: str, reason: str) -> None:
        """The guest's no, with a word about it. What was scheduled is so no longer."""

        def refuse(submission: "Submission") -> None:
            submission.answer_galley(edition, "objected", reason)
            submission.take_off_calendar(by)
            submission.cleared = ""

        self._move("object", by=by, reason=reason, change=refuse)

    def keep_agreement(self, *, agreed: bool, terms: int | None) -> None:
        """The first one counts; what the terms say later is not what was agreed to. Raises NotReady without any, and
        Stale where other `terms` were shown than hold now."""
        if self.licence_id:
            return
        if not agreed:
            raise NotReady(_now("Please agree to the terms: without that we may not publish it."))
        if terms is not None and not Licence.holds(terms):
            raise Stale(_now("The terms were changed while you had this page open. Please read them as they are now."))
        self.licence, self.licence_at = Licence.current(), timezone.now()

    def end_consent(self) -> None:
        """What was approved, or was to be, is over: it is going to be another page."""
        self.cleared = ""
        self.galleys.lapse()

    def override(self, *, by: User, reason: str) -> None:
        """Let it be published as it is without the guest's word. Who did so, and why, stays in the log."""
        if not reason.strip():
            raise NotReady(_now("Its author has not approved the page as it is now. Send the galley, or say why not."))
        self.refuse_unless("override", by, reason)
        self.cleared = self.edition
        self.go_on("override", by=by, reason=reason)

    end_consent.alters_data = True  # type: ignore[attr-defined]
