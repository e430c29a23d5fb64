from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.models import Post, Revision
from blog.models.revision import TEXTS
from safe import html
from submissions.limits import A_DAY, MOST_BEGUN_A_DAY, MOST_PICTURES, refuse_more
from submissions.models.about import About
from submissions.models.consent import Consent
from submissions.models.guest import Guest
from submissions.models.move import Move
from submissions.models.moving import Moving
from submissions.models.queue import Queue
from submissions.models.reviewed import Reviewed
from submissions.models.writing import Writing
from submissions.refusals import TooMuch
from submissions.roles import REVIEW

TOPIC = "submission:"
LET_DOWN = ("request_changes", "decline", "withdraw", "unpublish")
PLACES = {
    "draft": "writing",
    "changes_requested": "yours",
    "published": "published",
    "declined": "closed",
    "withdrawn": "closed",
}  # of the others: with the editors


class Place(models.TextChoices):
    """The states as a guest knows them."""

    WRITING = "writing", _("Writing")
    EDITORS = "editors", _("With the editors")
    YOURS = "yours", _("Your turn")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Put away")


class SubmissionQuerySet(Queue):
    def for_reading(self) -> Self:
        return self.select_related("guest__user", "guest__author", "post__picture", "editor", "licence", "author")

    def held(self, pk: int) -> "Submission":
        """The row as it is now, nobody else's until the transaction ends; and its post, which is always held first."""
        Post.objects.select_for_update(of=("self",)).get(submission=pk)
        return self.select_for_update(of=("self",)).select_related("post", "guest").get(pk=pk)

    def of_topics(self, topics: Iterable[str]) -> Self:
        """Those that these mails are about."""
        keys = [topic.removeprefix(TOPIC) for topic in topics if topic.startswith(TOPIC)]
        return self.filter(pk__in=[key for key in keys if key.isdecimal()])

    def with_galleys(self) -> Self:
        """For the place of each and what led there, in three queries more."""
        from submissions.models.galley import Galley

        return self.prefetch_related(Prefetch("galleys", Galley.objects.defer("texts")), "moves", "post__bylines")

    def begin_once(self, guest: Guest, *, by: "User | Guest") -> "Submission":
        """The empty draft that they began and left, else a new one: a button that is pressed twice begins once.

        Raises TooMuch.
        """
        with transaction.atomic():
            Guest.objects.select_for_update().get(pk=guest.pk)
            nothing_asked = {"came": Submission.Came.OF_THEIR_OWN, "post__title": "", "post__body": ""}
            blank = self.filter(guest=guest, status="draft", **nothing_asked).first()
            if blank is None and by == guest:
                begun = Move.objects.filter(submission__guest=guest, verb="open", by_guest=True)
                refuse_more(begun, most=MOST_BEGUN_A_DAY, within=A_DAY)
            return blank or self.begin(guest, by=by)

    def begin(self, guest: Guest, *, by: "User | Guest", **known: Any) -> "Submission":
        """An empty draft for them, with what is known of the author; it is theirs alone until they hand it in."""
        with transaction.atomic():
            title = known.pop("title", "")
            post = Post(title=title, handed_in=False, link_rels={}, comments_open=True)
            post.slug = f"submission-{guest.pk}-{timezone.now():%y%m%d%H%M%S%f}"  # until its title makes a better one
            post.save()
            submission = self.model(guest=guest, post=post, author=guest.author, **{"name": guest.name} | known)
            if guest.author:
                submission.take_from(guest.author)
            submission.save()
            submission.log("open", by=by)
            return submission


class Submission(Moving, Consent, Reviewed, Writing, About):
    """An essay on its way from a guest to the readers: whose turn it is, and what was agreed.

    Its texts are those of a post that nobody else sees until it is handed in.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        IN_REVIEW = "in_review", _("in review")
        CHANGES_REQUESTED = "changes_requested", _("changes requested")
        ACCEPTED = "accepted", _("accepted")
        SCHEDULED = "scheduled", _("scheduled")
        PUBLISHED = "published", _("published")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Came(models.TextChoices):
        INVITED = "invited", _("invited")
        PITCHED = "pitched", _("pitched")
        OF_THEIR_OWN = "own", _("of their own accord")

    guest = models.ForeignKey(Guest, models.PROTECT, related_name="submissions", verbose_name=_("guest"))
    post = models.OneToOneField(Post, models.CASCADE, related_name="submission", verbose_name=_("post"))
    author = models.ForeignKey(
        "accounts.Author", models.SET_NULL, null=True, editable=False, related_name="submissions"
    )  # whose byline it has, once it is accepted
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT, editable=False)
    turn = models.PositiveIntegerField(default=0, editable=False)  # counts moves: a decision is about what was seen
    version = models.PositiveIntegerField(default=1, editable=False)  # counts saves of what is said of the author
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    came = models.CharField(_("came"), max_length=10, choices=Came, default=Came.OF_THEIR_OWN, editable=False)
    idea = models.TextField(_("idea"), blank=True)  # the pitch, or what the invitation asked for
    submitted_at = models.DateTimeField(null=True, editable=False)
    waiting_since = models.DateTimeField(null=True, editable=False)  # handed in, or looked at again after all
    submitted_as = models.ForeignKey(Revision, models.SET_NULL, null=True, editable=False, related_name="+")
    submitted_about = models.JSONField(default=dict, editable=False)  # of the author, as it was handed in last
    moved_at = models.DateTimeField(default=timezone.now, editable=False)
    pictures = models.PositiveIntegerField(default=0, editable=False)  # that were ever uploaded to it
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-moved_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [("review_submission", _("Can review submissions, and invite guests"))]
        indexes = [models.Index(fields=["status", "moved_at"], name="submissions_as_queued")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["scheduled", "published"]) | ~Q(cleared=""), name="what_comes_out_was_cleared"
            )
        ]

    def __str__(self) -> str:
        return str(_("“%(title)s” by %(name)s") % {"title": self.title, "name": self.name})

    def get_absolute_url(self) -> str:
        return reverse("admin:submissions_submission_change", args=[self.pk])

    @property
    def title(self) -> str:
        return self.post.title or str(_("Untitled"))

    @property
    def topic(self) -> str:
        """By which its mails are found in the outbox."""
        return f"{TOPIC}{self.pk}"

    @property
    def words(self) -> int:
        return len(html.words(self.post.body_html).split())

    @property
    def place(self) -> Place:
        """Where it is, as its guest is told."""
        if self.status in ("accepted", "scheduled") and self.open_galley:
            return Place("yours")
        return Place(PLACES.get(self.status, "editors"))

    @property
    def is_writable(self) -> bool:
        """Whether its guest may change it: while they write, and when they were asked to."""
        return self.status in ("draft", "changes_requested")

    @property
    def let_down(self) -> Move | None:
        """The move of an editor that led to where it is now, where that let its guest down; it says why."""
        last = next((move for move in self.moves.all() if move.was != move.now), None)
        lets_down = last is not None and last.verb in LET_DOWN and not last.by_guest
        return last if lets_down else None

    def make_room_for_picture(self) -> None:
        """Count one more. Raises TooMuch where there have been so many that somebody seems to fill the disk."""
        known = type(self).objects.filter(pk=self.pk, pictures__lt=MOST_PICTURES)
        if not known.update(pictures=F("pictures") + 1):
            raise TooMuch(_now("So many pictures were uploaded here that no more are taken."))

    make_room_for_picture.alters_data = True  # type: ignore[attr-defined]

    def may_be_reviewed_by(self, user: User) -> bool:
        return user.is_active and user.has_perm(REVIEW)

    def texts(self) -> dict[str, str]:
        """What is kept of each version."""
        return {name: getattr(self.post, name) for name in TEXTS}
