"""What can be decided about a submission: each verb `by` a user or by the guest, recorded in the same transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Byline, Revision
from blog.models.publishing import ImpossibleMove, NotReady
from safe.verbs import verb
from submissions import mails
from submissions.limits import refuse_more
from submissions.models.galley import Galley
from submissions.models.move import Move
from submissions.models.steps import STEPS, Hand
from submissions.models.terms import Licence
from submissions.refusals import NotTheirs, Stale

if TYPE_CHECKING:
    from submissions.models import Guest, Submission


class Moving(models.Model):
    """The verbs of a Submission. An impossible one raises ImpossibleMove, one that is not theirs NotTheirs, and one
    about something that has moved since it was `seen` (its `turn`) Stale; none of these changes anything."""

    guest: Any
    post: Any
    author: Any
    status: Any
    turn: Any
    may_be_reviewed_by: Any
    moves: Any

    class Meta:
        abstract = True

    @verb
    def submit(self, *, by: Hand, agreed: bool = False, seen: int | None = None) -> None:
        """Hand it in. Raises NotReady where something is missing, the guest's agreement to the licence among it.

        An editor who does it for them agrees to nothing in their name: they are asked with the galley.
        """

        def hand_in(submission: "Submission") -> None:
            submission.refuse_unless_written()
            if by == submission.guest:
                submission.keep_agreement(agreed=agreed)
            submission.submitted_at = timezone.now()
            submission.submitted_as, submission.submitted_about = submission.keep_version(by), submission.about
            submission.show_to_editors()

        self._move("submit", by=by, seen=seen, change=hand_in)

    @verb
    def take_up(self, *, by: User, seen: int | None = None) -> None:
        """Begin the review; who begins it has it, unless it is somebody's."""
        self._move("take_up", by=by, seen=seen, change=lambda one: one.give_to_editor(one.editor or by))

    @verb
    def assign(self, *, by: User, to: User | None, seen: int | None = None) -> None:
        self._move("assign", by=by, seen=seen, reason=str(to or "—"), change=lambda one: one.give_to_editor(to))

    @verb
    def request_changes(self, *, by: User, reason: str, seen: int | None = None) -> None:
        self._move("request_changes", by=by, reason=reason, seen=seen, change=lambda one: one.remember_about())

    @verb
    def accept(self, *, by: User, seen: int | None = None) -> None:
        """Take it. Its byline is made, which nobody sees before the post is public."""
        self._move("accept", by=by, seen=seen, change=Moving.make_byline)

    @verb
    def decline(self, *, by: User, reason: str, seen: int | None = None) -> None:
        self._move("decline", by=by, reason=reason, seen=seen)

    @verb
    def reopen(self, *, by: User, seen: int | None = None) -> None:
        """Look at it again after all."""
        self._move("reopen", by=by, seen=seen)

    @verb
    def withdraw(self, *, by: Hand, reason: str = "", seen: int | None = None) -> None:
        """Take it back before it is public. An editor who does so for the guest says why."""
        self._move("withdraw", by=by, reason=reason, seen=seen, change=lambda one: one.take_off_calendar(by))

    @verb
    def resume(self, *, by: "Guest", seen: int | None = None) -> None:
        """Go on writing what was withdrawn."""
        self._move("resume", by=by, seen=seen, change=lambda one: one.hide_from_editors())

    @verb
    def send_galley(self, *, by: User, seen: int | None = None) -> None:
        """Show the guest the page as it will be, and ask for their word on it."""
        self._move("galley", by=by, seen=seen, change=lambda one: Galley.objects.pull(one, by=by))

    @verb
    def approve_galley(self, *, by: "Guest", edition: str, agreed: bool = False) -> None:
        """The guest's yes to the page that they were shown. Raises Stale where it has changed since, and NotReady
        without their agreement to the licence."""

        def clear(submission: "Submission") -> None:
            submission.answer_galley(edition, "approved")
            submission.keep_agreement(agreed=agreed)
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

    @verb
    def publish(self, *, by: User, at: datetime | None = None, override: str = "", seen: int | None = None) -> None:
        """Bring it out now, or `at` a time. Without the guest's approval of the page as it is, `override` says why.

        Raises NotReady where neither is there. The post's own verb does it, and tells us (see watching).
        """
        with transaction.atomic():
            submission = self._locked(by, "publish", seen)
            if submission is None:
                return self.refresh_from_db()
            submission.refuse_unless("publish", by)
            submission.make_byline()
            if not submission.is_cleared:
                submission.override(by=by, reason=override)
            submission.save()
            submission.post.publish(by=by, at=at or timezone.now())
        return self.refresh_from_db()

    @verb
    def unschedule(self, *, by: User, seen: int | None = None) -> None:
        """Take it off the calendar. It stays accepted."""
        self._take_back("unschedule", by, seen)

    @verb
    def unpublish(self, *, by: User, reason: str, seen: int | None = None) -> None:
        """Take it back from its readers. It stays accepted, and its guest is told why."""
        self._take_back("unpublish", by, seen, reason)

    # The parts of which they are made; each works on the locked row, within the transaction.

    def _take_back(self, name: str, by: User, seen: int | None, reason: str = "") -> None:
        """The post's own verb does it, and tells us (see watching)."""
        with transaction.atomic():
            submission = self._locked(by, name, seen)
            if submission:
                submission.refuse_unless(name, by, reason)
                submission.post.unpublish(by=by, reason=reason)
        self.refresh_from_db()

    def _move(
        self,
        name: str,
        *,
        by: Hand,
        reason: str = "",
        seen: int | None = None,
        change: Callable[["Submission"], Any] = lambda one: None,
        is_done: Callable[["Submission"], bool] = lambda one: False,
    ) -> None:
        with transaction.atomic():
            submission = self._locked(by, name, seen)
            if submission is None or is_done(submission):
                return self.refresh_from_db()
            submission.refuse_unless(name, by, reason)
            change(submission)
            submission.go_on(name, by=by, reason=reason)
        return self.refresh_from_db()

    def _locked(self, by: Hand, name: str, seen: int | None) -> Any:
        """The row as it is now; None where these hands have done this already (a button that was pressed twice)."""
        submission = type(self).objects.held(self.pk)
        last = submission.moves.first()
        if last and last.verb == name and last.is_by(by) and STEPS[name].after == submission.status:
            return None
        if seen is not None and seen != submission.turn:
            raise Stale(
                _("%(who)s was here before you: %(what)s. Nothing was changed; please look again.")
                % {"who": last.who, "what": last.what}
            )
        return submission

    def refuse_unless(self, name: str, by: Hand, reason: str = "") -> None:
        """Raise what speaks against this step by these hands."""
        step = STEPS[name]
        is_editor = isinstance(by, User) and self.may_be_reviewed_by(by)
        if by is not None and not ((step.guests and by == self.guest) or (step.editors and is_editor)):
            raise NotTheirs
        if self.status not in step.before:
            status = self.get_status_display()
            raise ImpossibleMove(_("This cannot be done now: the submission is “%s”.") % status)
        if name in ("submit", "resume") and by == self.guest:  # these lead round in a circle
            refuse_more(Move.objects.filter(submission__guest=self.guest, verb__in=("submit", "resume"), by_guest=True))
        is_letting_down = step.lets_down or (name == "withdraw" and is_editor and by != self.guest)
        if is_letting_down and not reason.strip():
            raise NotReady(_("Please say why: it is read by whoever waits for this."))

    def go_on(self, name: str, *, by: Hand, reason: str = "") -> None:
        """Take the step: state, log and mails."""
        was = self.status
        self.status = STEPS[name].after or was
        self.turn, self.moved_at = self.turn + 1, timezone.now()
        self.save()
        self.log(name, by=by, was=was, reason=reason)
        mails.tell(self, name, by=by, reason=reason)

    def log(self, name: str, *, by: Hand, was: str = "", reason: str = "") -> None:
        user = by if by is None or isinstance(by, User) else by.user
        is_guest = by is not None and not isinstance(by, User)
        known = {"was": was or self.status, "now": self.status, "reason": reason}
        Move.objects.create(submission=self, verb=name, by=user, by_guest=is_guest, **known)

    def refuse_unless_written(self) -> None:
        missing = [
            (self.post.title.strip(), _("Your essay has no title yet.")),
            (self.post.body_html.strip(), _("There is no essay here yet.")),
            (self.name.strip(), _("Say by which name you are to be called.")),
        ]
        said = [sentence for is_there, sentence in missing if not is_there]
        if said:
            raise NotReady(said)

    def keep_agreement(self, *, agreed: bool) -> None:
        """The first one counts; what the terms say later is not what was agreed to. Raises NotReady without any."""
        if self.licence_id:
            return
        if not agreed:
            raise NotReady(_("Please agree to the terms: without that we may not publish it."))
        self.licence, self.licence_at = Licence.current(), timezone.now()

    def keep_version(self, by: Hand) -> Revision:
        Revision.objects.record(self.post, by=by if isinstance(by, User) else None)
        return self.post.revisions.first()

    def give_to_editor(self, editor: User | None) -> None:
        self.editor = editor

    def make_byline(self) -> None:
        """Who they are, as readers will know them. What readers know already changes when it is published."""
        author = self.author or self.guest.author or self.new_author()
        if author.pk is None or not author.is_public:
            author.email = author.email or self.guest.email
            self.give_to(author)
        self.author = author
        if self.guest.author_id is None:
            self.guest.author = author
            self.guest.save(update_fields=["author"])
        Byline.objects.get_or_create(post=self.post, author=author)

    def take_off_calendar(self, by: Hand) -> None:
        if self.status == "scheduled":
            self.post.unpublish(by=by if isinstance(by, User) else None)  # which moves us too; see watching
            self.refresh_from_db()

    def override(self, *, by: User, reason: str) -> None:
        """Let it be published as it is without the guest's word. Who did so, and why, stays in the log."""
        if not reason.strip():
            raise NotReady(_("Its author has not approved the page as it is now. Send the galley, or say why not."))
        self.refuse_unless("override", by, reason)
        self.cleared = self.edition
        self.go_on("override", by=by, reason=reason)
