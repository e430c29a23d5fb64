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
from submissions.models.move import Move
from submissions.models.steps import STEPS, TURNS, Hand
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
    def submit(self, *, by: Hand, agreed: bool = False, terms: int | None = None, seen: int | None = None) -> None:
        """Hand it in. Raises NotReady where something is missing, the guest's agreement to the licence among it.
        `terms` is the key of the licence that they were shown, 0 for our own words that nobody has agreed to yet.

        An editor who does it for them agrees to nothing in their name: they are asked with the galley.
        """

        def hand_in(submission: "Submission") -> None:
            submission.refuse_unless_written()
            is_first = submission.submitted_as is None
            if by == submission.guest:
                submission.keep_agreement(agreed=agreed, terms=terms)
            if is_first:
                submission.about_known = submission.about
            submission.submitted_at = submission.waiting_since = timezone.now()
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
        """Give it back to its guest. A due date that is over is none any more."""

        def give_back(submission: "Submission") -> None:
            submission.leave_editors(by)
            if submission.is_past_due:
                submission.due_on = None

        self._move("request_changes", by=by, reason=reason, seen=seen, change=give_back)

    @verb
    def accept(self, *, by: User, seen: int | None = None) -> None:
        """Take it. Its byline is made, which nobody sees before the post is public."""
        self._move("accept", by=by, seen=seen, change=Moving.make_byline)

    @verb
    def decline(self, *, by: User, reason: str, seen: int | None = None) -> None:
        self._move("decline", by=by, reason=reason, seen=seen, change=lambda one: one.end_consent())

    @verb
    def reopen(self, *, by: User, seen: int | None = None) -> None:
        """Look at it again after all."""

        def wait_again(submission: "Submission") -> None:
            submission.waiting_since = timezone.now()

        self._move("reopen", by=by, seen=seen, change=wait_again)

    @verb
    def withdraw(self, *, by: Hand, reason: str = "", seen: int | None = None) -> None:
        """Take it back before it is public. An editor who does so for the guest says why."""

        def take_away(submission: "Submission") -> None:
            submission.take_off_calendar(by)
            submission.leave_editors(by)

        self._move("withdraw", by=by, reason=reason, seen=seen, change=take_away)

    @verb
    def resume(self, *, by: "Guest", seen: int | None = None) -> None:
        """Go on writing what was withdrawn."""
        self._move("resume", by=by, seen=seen, change=lambda one: one.hide_from_editors())

    @verb
    def publish(self, *, by: User, at: datetime | None = None, override: str = "", seen: int | None = None) -> None:
        """Bring it out now, or `at` a time. Without the guest's approval of the page as it is, `override` says why.

        Raises NotReady where neither is there. The post's own verb does it, and tells us (see watching).
        """
        name = "schedule" if at and at > timezone.now() else "publish"
        with transaction.atomic():
            submission = self._locked(
                by, name, seen, is_same=lambda one: name == "publish" or one.post.published_at == at
            )
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

    def _locked(
        self, by: Hand, name: str, seen: int | None, *, is_same: Callable[["Submission"], bool] = lambda one: True
    ) -> Any:
        """The row as it is now; None where these hands have done this already (a button that was pressed twice)."""
        submission = type(self).objects.held(self.pk)
        last = submission.moves.filter(verb__in=TURNS).first()
        is_done = last and last.verb == name and last.is_by(by) and STEPS[name].after == submission.status
        if is_done and is_same(submission):
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
            self.go_on("unschedule", by=by)
            self.post.unpublish(by=by if isinstance(by, User) else None)
