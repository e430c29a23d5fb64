"""What can be decided about a post. Each verb is recorded with who and why, and may be called twice without harm."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models.decision import Decision
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User


class NotReady(ValidationError):
    """The post lacks something that readers are owed; the text says what."""


class ImpossibleMove(ValidationError):
    """No such step leads from where the post is."""


class Publishing(models.Model):
    """The verbs of a Post, `by` whom; `by=None` is the clock."""

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    @verb
    def publish(self, *, by: "User | None", at: datetime | None = None) -> None:
        """Show it to readers now, or schedule it where `at` (else its own date) is in the future.

        Raises NotReady without an essay or a byline, ImpossibleMove from the trash.
        """
        self._refuse_unless_ready()
        at = at or self.published_at or timezone.now()
        status = "scheduled" if at > timezone.now() else "published"
        self._decide(status, what="schedule" if status == "scheduled" else "publish", by=by, published_at=at)

    @verb
    def unpublish(self, *, by: "User", reason: str = "") -> None:
        """Take it back to a draft."""
        self._decide("draft", what="unpublish", by=by, reason=reason)

    @verb
    def trash(self, *, by: "User", reason: str = "") -> None:
        self._decide("trashed", what="trash", by=by, reason=reason)

    @verb
    def restore(self, *, by: "User") -> None:
        """Take it out of the trash, as a draft."""
        self._decide("draft", what="restore", by=by)

    @verb
    def close_comments(self, *, by: "User | None", reason: str = "") -> None:
        self._decide(self.status, what="close", by=by, reason=reason, comments_open=False)

    @verb
    def open_comments(self, *, by: "User") -> None:
        self._decide(self.status, what="open", by=by, comments_open=True)

    def _refuse_unless_ready(self) -> None:
        if self.status == "trashed":
            raise ImpossibleMove(_("This post is in the trash. Restore it first."))
        if not self.body.strip():
            raise NotReady(_("This post has no essay yet."))
        if not self.bylines.exists():
            raise NotReady(_("This post has no byline yet. Say who wrote it."))

    def _decide(self, status: str, *, what: str, by: "User | None", reason: str = "", **changes: object) -> None:
        changes["status"] = status
        with transaction.atomic():
            current = type(self).objects.select_for_update().get(pk=self.pk)
            if by is None and current.status != self.status:
                return  # somebody decided otherwise meanwhile, and the clock does not overrule them
            if any(getattr(current, name) != value for name, value in changes.items()):
                type(self).objects.filter(pk=self.pk).update(**changes, updated_at=timezone.now())
                Decision.objects.create(post_id=self.pk, verb=what, by=by, reason=reason)
        for name, value in changes.items():
            setattr(self, name, value)


def sweep(posts: models.QuerySet) -> None:
    """Carry out what time has decided: publish what is due, close conversations that have grown old."""
    for post in posts.due():
        post.publish(by=None)
    for post in posts.past_closing():
        post.close_comments(by=None, reason=_("closed by age"))
