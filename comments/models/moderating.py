"""What can be done to a comment, by its writer and by those who moderate."""

from copy import copy
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from blog.models import Post
from comments import limits, rules
from comments.models.moderation import Moderation
from comments.refusals import Closed, Duplicate, Gone, Stale, TooLate
from safe import html
from safe.verbs import verb
from search.models import Document

if TYPE_CHECKING:
    from accounts.models import Identity, User
    from comments.writers import Writer


class Moderating(models.Model):
    """The verbs of a Comment. Each locks the row, is logged, and may be called twice without harm."""

    network: Any
    body: Any
    writer_key: Any
    can_be_edited_by: Any
    identity: Any
    its_writer: Any
    permalink: Any

    class Meta:
        abstract = True

    @verb
    def submit(self, writer: "Writer") -> None:
        """Store a new, rendered comment with what the rules say of it; `Comment.objects.submit` is the way in."""
        post = Post.objects.select_for_update().get(pk=self.post_id)
        if not post.takes_comments and not writer.is_staff:
            raise Closed
        if self.parent_id and not type(self).objects.filter(pk=self.parent_id).exclude(status="removed").exists():
            raise Gone
        self.fingerprint = self.fingerprinted()
        self._refuse_said_already()
        limits.refuse_too_fast(self.network)
        self.status, reason = rules.judge(self, writer)
        self._enter()
        self._log("submit", by=writer.user, by_writer=True, reason=reason)

    @verb
    def bring_in(self) -> None:
        """Store a comment that was judged elsewhere, as it is; `Comment.objects.bring_in` is the way in."""
        self.fingerprint = self.fingerprinted()
        self._enter()

    @verb
    def approve(self, *, by: "User | None", seen: int | None = None, reason: str = "") -> None:
        """Show it to everybody. With `seen`, the version that was looked at: raises Stale if that has changed."""
        self._move("approved", what="approve", by=by, seen=seen, reason=reason)

    @verb
    def hold(self, *, by: "User | None", reason: str = "") -> None:
        self._move("pending", what="hold", by=by, reason=reason)

    @verb
    def spam(self, *, by: "User | None", reason: str = "") -> None:
        self._move("spam", what="spam", by=by, reason=reason)

    @verb
    def trash(self, *, by: "User | None", reason: str = "") -> None:
        self._move("trash", what="trash", by=by, reason=reason)

    @verb
    def restore(self, *, by: "User") -> None:
        """Out of spam or trash, to where it was before the one or the other, or both."""
        with transaction.atomic():
            if self._lock() and self.status in ("spam", "trash"):
                last = self.moderations.filter(was__in=["pending", "approved"]).first()
                self._move(last.was if last else "pending", what="restore", by=by)

    @verb
    def erase(self, *, by: "User | None", by_writer: bool = False) -> None:
        """Delete it for good. Where others replied, its place in the thread stays, without words or name."""
        with transaction.atomic():
            if not self._lock() or self.status == "removed":
                return
            self._log("erase", by=by, by_writer=by_writer, was=self.status)
            self._forget_a_spammers_key()
            if type(self).objects.filter(parent=self.pk).exists():
                self._become_a_stub()
            else:
                type(self).objects.filter(pk=self.pk).delete()
            self._recount()

    @verb
    def anonymise(self, *, by: "User | None", by_writer: bool = False) -> None:
        """Take from it who wrote it, for good. Its words stay in their place, seen by whom they were seen before."""
        with transaction.atomic():
            if not self._lock() or self.status == "removed" or self.moderations.filter(verb="anonymise").exists():
                return
            self._log("anonymise", by=by, by_writer=by_writer, was=self.status)
            self._forget_a_spammers_key()
            self._forget_its_writer(name=gettext("Anonymous"))
            self.save()
            self.make_findable()

    @verb
    def edit(self, *, body: str, writer: "Writer") -> None:
        """Change its words as their writer. The rules judge them anew: an approval was for the old ones.

        Raises TooLate where it is no longer its writer's to change, Duplicate where they have said this already,
        TooFast above the ceiling for one network.
        """
        body_html = html.comment(body)  # never under the lock
        try:
            with transaction.atomic():
                if not self._lock() or not self.can_be_edited_by(writer):
                    raise TooLate
                limits.refuse_too_fast(self.network)
                self._rewrite(body, body_html, writer)
        except IntegrityError:
            earlier = type(self).objects.filter(fingerprint=self.fingerprinted()).first()
            if earlier is None:
                raise
            raise Duplicate(earlier) from None

    @verb
    def prove(self, *, identity: "Identity") -> None:
        """Its writer proved the address. What only waited because nobody knew them is judged anew."""
        with transaction.atomic():
            if not self._lock() or self.status == "removed":
                return
            self.identity = identity
            self.save(update_fields=["identity"])
            self._log("prove", by=None, by_writer=True)
            if self.status == "pending" and not self._was_looked_at():
                verdict = rules.judge(self, self.its_writer)
                if verdict.status == "approved":
                    self._move("approved", what="approve", by=None, reason=verdict.reason)

    @verb
    def disown(self) -> None:
        """The owner of the address says that the words are not theirs."""
        with transaction.atomic():
            if not self._lock() or self.status == "removed":
                return
            self.email, self.writer_key = "", ""
            self.save(update_fields=["email", "writer_key"])
            self._log("disown", by=None, by_writer=True)
            if self.status == "approved":
                self._move("pending", what="hold", by=None, reason=gettext("the address is somebody else’s"))

    def _was_looked_at(self) -> bool:
        return self.moderations.exclude(by=None).exists()

    @verb
    def amend(self, *, by: "User", **changes: object) -> None:
        """Change anything about it as a moderator; it stays where it is. Its words are as new only if they are."""
        if not changes:
            return
        if "body" in changes:
            changes["body_html"] = html.comment(str(changes["body"]))
        with transaction.atomic():
            if not self._lock() or self.status == "removed":
                return
            for name, value in changes.items():
                setattr(self, name, value)
            if "body" in changes:
                self._new_version()
            self.save()
            self._log("amend", by=by, was=self.status)
            self._recount()

    def _rewrite(self, body: str, body_html: SafeString, writer: "Writer") -> None:
        before = copy(self)
        self.body, self.body_html = body, body_html
        self.fingerprint = self.fingerprinted()
        self.status, reason = rules.judge(self, writer, before=before)
        self._new_version()
        self.save()
        self._log("edit", by=writer.user, by_writer=True, was=before.status, reason=reason)
        self._recount()

    def _move(self, status: str, *, what: str, by: "User | None", seen: int | None = None, reason: str = "") -> None:
        with transaction.atomic():
            if not self._lock() or self.status == "removed":
                return
            if seen is not None and self.version != seen:
                raise Stale
            if self.status == status:
                return
            was, self.status = self.status, status
            self.save(update_fields=["status"])
            self._log(what, by=by, was=was, reason=reason)
            self._recount()

    def _lock(self) -> bool:
        """Hold the rows of post and comment, in this order, and look at the comment anew; False if it is gone."""
        Post.objects.select_for_update().only("pk").get(pk=self.post_id)
        try:
            self.refresh_from_db(from_queryset=type(self).objects.select_for_update())
        except ObjectDoesNotExist:
            return False
        return True

    def _refuse_said_already(self) -> None:
        """The unique index would say so as well, but only after the limits had spoken."""
        earlier = type(self).objects.filter(fingerprint=self.fingerprint).first()
        if earlier:
            raise Duplicate(earlier)

    def _enter(self) -> None:
        self.save()
        self.root_id = self.parent.root_id if self.parent else self.pk
        type(self).objects.filter(pk=self.pk).update(root=self.root_id)
        self._recount()

    def _new_version(self) -> None:
        self.version += 1
        self.edited_at = timezone.now()

    def _forget_a_spammers_key(self) -> None:
        """Or spam that no longer knows its writer would lend them standing again."""
        if self.status == "spam" and self.writer_key:
            type(self).objects.filter(writer_key=self.writer_key).update(writer_key="")
            self.writer_key = ""

    def _forget_its_writer(self, *, name: str = "") -> None:
        self.name, self.user, self.author, self.address = name, None, None, None
        self.email = self.website = self.writer_key = self.network = self.fingerprint = ""
        self.provider = self.picture = ""
        self.identity = None

    def _become_a_stub(self) -> None:
        self.status, self.body, self.body_html = "removed", "", ""
        self._forget_its_writer()
        self.is_answer = False
        self.render()
        self.save()

    def _log(self, what: str, *, by: "User | None", was: str = "", by_writer: bool = False, reason: str = "") -> None:
        network = self.network if by_writer else ""
        Moderation.objects.create(
            network=network,
            comment_id=self.pk,
            number=self.pk,
            post_id=self.post_id,
            verb=what,
            was=was,
            by=by,
            by_writer=by_writer,
            reason=reason,
        )

    def make_findable(self) -> None:
        """Bring the search up to date with this comment: what everybody sees is found, nothing else."""
        gone = not type(self).objects.visible().filter(pk=self.pk).exists()
        if gone:
            return Document.objects.drop("comment", self.pk)
        title = self.post.title
        fields = {"path": self.permalink, "title": title, "byline": self.name, "text": html.words(self.body_html)}
        return Document.objects.put("comment", self.pk, **fields, at=self.created_at, within=self.post_id)

    def _recount(self) -> None:
        """Keep what a list of posts says of the conversation: the comments that everybody sees, the answers in them."""
        self.make_findable()
        shown = type(self).objects.visible().filter(post=self.post_id)
        Post.objects.filter(pk=self.post_id).update(
            comment_count=shown.count(), answer_count=shown.filter(is_answer=True).count()
        )
