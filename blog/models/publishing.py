"""What can be decided about a post. Each verb is recorded with who and why, and may be called twice without harm."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from blog.models.decision import LONGEST_REASON, Decision
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User


class NotReady(ValidationError):
    """The post lacks something that readers are owed; the text says what."""


class ImpossibleMove(ValidationError):
    """No such step leads from where the post is."""


log = logging.getLogger(__name__)

type Watcher = Callable[..., None]  # watcher(post, verb, by=user, reason=why)

_watchers: list[Watcher] = []


def when_decided(watcher: Watcher) -> Watcher:
    """Decorator: tell a room above of each decision, within its transaction; what it raises takes the decision back.

    It is called with the post as it is now, what was decided (a key of decision.VERBS), `by` whom and for what reason.
    """
    if watcher not in _watchers:
        _watchers.append(watcher)
    return watcher


class Publishing(models.Model):
    """The verbs of a Post, `by` whom; `by=None` is the clock."""

    make_findable: Callable[[], None]

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
        self._decide("publish", by=by, change=lambda post: post._publication(at))

    @verb
    def unpublish(self, *, by: "User", reason: str = "") -> None:
        """Take it back to a draft. Raises ImpossibleMove from the trash."""
        self._decide("unpublish", by=by, reason=reason, change=Publishing._withdrawal)

    @verb
    def trash(self, *, by: "User", reason: str = "") -> None:
        self._decide("trash", by=by, reason=reason, change=lambda post: {"status": "trashed"})

    @verb
    def restore(self, *, by: "User") -> None:
        """Take it out of the trash, as a draft. Raises ImpossibleMove for what is public."""
        self._decide("restore", by=by, change=Publishing._restoration)

    @verb
    def close_comments(self, *, by: "User | None", reason: str = "") -> None:
        self._decide("close", by=by, reason=reason, change=lambda post: {"comments_open": False})

    @verb
    def open_comments(self, *, by: "User") -> None:
        self._decide("open", by=by, change=lambda post: {"comments_open": True})

    def _publication(self, at: datetime | None) -> dict:
        self._refuse_unless_ready()
        at = at or self.published_at or timezone.now()
        return {"published_at": at, "status": "scheduled" if at > timezone.now() else "published"}

    def _withdrawal(self) -> dict:
        if self.status == "trashed":
            raise ImpossibleMove(_("This post is in the trash. Restore it first."))
        return {"status": "draft"}

    def _restoration(self) -> dict:
        if self.status not in ("trashed", "draft"):
            raise ImpossibleMove(_("This post is not in the trash any more."))
        return {"status": "draft"}

    def _refuse_unless_ready(self) -> None:
        if self.status == "trashed":
            raise ImpossibleMove(_("This post is in the trash. Restore it first."))
        if not self.body.strip():
            raise NotReady(_("This post has no essay yet."))
        if not self.bylines.exists():
            raise NotReady(_("This post has no byline yet. Say who wrote it."))

    def _decide(self, what: str, *, by: "User | None", change: "Change", reason: str = "") -> None:
        """Ask `change` of the row as it is now what is to be different, and do and record it if anything is."""
        with transaction.atomic():
            post = type(self).objects.select_for_update().get(pk=self.pk)
            if by is None and post.status != self.status:
                return  # somebody decided otherwise meanwhile, and the clock does not overrule them
            changes = change(post)
            if any(getattr(post, name) != value for name, value in changes.items()):
                what = "schedule" if changes.get("status") == "scheduled" else what
                type(self).objects.filter(pk=self.pk).update(**changes, updated_at=timezone.now())
                Decision.objects.create(post_id=self.pk, verb=what, by=by, reason=reason[:LONGEST_REASON])
                for watcher in _watchers:
                    watcher(type(self).objects.get(pk=self.pk), what, by=by, reason=reason)
            for name, value in changes.items():
                setattr(self, name, value)
            self.make_findable()


type Change = Callable[[Publishing], dict]


def sweep(posts: models.QuerySet) -> None:
    """Carry out what time has decided: publish what is due, close conversations that have grown old."""
    for post in posts.due():
        try:
            post.publish(by=None)
        except ValidationError as refused:  # a room above keeps it back; others come out on time
            log.warning("“%s” is due and was not published: %s", post, " ".join(refused.messages))
    for post in posts.past_closing():
        post.close_comments(by=None, reason=_("closed by age"))
