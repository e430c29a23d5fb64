"""What a guest writes: the essay's texts, its picture, and what is said of its author. Each save counts."""

from datetime import timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from blog.models import Revision
from blog.models.publishing import ImpossibleMove
from safe.images import Picture
from safe.verbs import verb
from submissions.limits import MOST_DOCUMENTS, refuse_more
from submissions.models.move import Move
from submissions.refusals import NotTheirs, Stale

if TYPE_CHECKING:
    from submissions.models import Guest, Submission

OF_ESSAY = ("title", "body", "question", "picture")
A_VERSION = timedelta(minutes=10)  # of typing is lost at most where somebody deletes what they wrote


class Writing(models.Model):
    """The verbs of a Submission while it is its guest's to write."""

    guest: Any
    post: Any
    status: Any
    version: Any
    is_writable: Any
    may_be_reviewed_by: Any
    keep_version: Any
    make_room_for_picture: Any
    log: Any

    class Meta:
        abstract = True

    @property
    def seen(self) -> str:
        """Which save of the essay and of the author this is; a form says over which it writes."""
        return f"{self.post.version}.{self.version}"

    @property
    def picture_words(self) -> tuple[str, str]:
        """What is said of the picture above it: what it shows, and who made it."""
        picture = self.post.picture
        return (picture.alt, picture.credit) if picture else ("", "")

    @property
    def why_not_writable(self) -> str:
        """In a sentence; empty while it can be written."""
        if self.is_writable:
            return ""
        if self.status == "published":
            return _("It is published. From its page you can propose a correction.")
        if self.status in ("declined", "withdrawn"):
            return _("It is put away, so nothing in it can be changed.")
        return _("It is with the editors now, so nothing in it can be changed. Write to them from its page.")

    @verb
    def write(self, said: dict[str, Any], *, by: "User | Guest", seen: str) -> None:
        """Save what was typed: texts, a new picture or None, or other words for the one there is, new files or "".

        Raises NotTheirs, ImpossibleMove while it is not theirs to write, and Stale where something else was saved since
        `seen`. The same sent twice is saved once.
        """
        with transaction.atomic():
            submission = self._writable(by)
            new = {name: value for name, value in said.items() if not _same(submission, name, value)}
            if new and seen != submission.seen:
                raise Stale(
                    _("This was saved from another device or window meanwhile, and nothing of what you typed here yet.")
                )
            submission.put(new, by=by)
        self.refresh_from_db()

    @verb
    def make_room_for_document(self, *, by: "User | Guest") -> None:
        """Log that one is brought. Raises what `write` does, and TooMuch after so many in an hour."""
        with transaction.atomic():
            submission = self._writable(by)  # before its guest, as whoever claims their desk does
            guest = type(self.guest).objects.select_for_update().get(pk=submission.guest_id)
            if by == guest:
                brought = Move.objects.filter(submission__guest=guest, verb="document", by_guest=True)
                refuse_more(brought, most=MOST_DOCUMENTS)
            self.log("document", by=by)

    @verb
    def write_from(self, title: str, body: str, *, at_the_end: bool, by: "User | Guest", seen: str) -> None:
        """Take in the text of a document. What stood here before is kept as a version. Raises what `write` does."""
        with transaction.atomic():
            submission = self._writable(by)
            if submission.post.body:
                submission.keep_version(by)
            whole = f"{submission.post.body}\n{body}" if at_the_end else body
            submission.write({"title": submission.post.title or title, "body": whole}, by=by, seen=seen)
        self.refresh_from_db()

    def _writable(self, by: "User | Guest") -> "Submission":
        submission = type(self).objects.held(self.pk)
        is_editor = isinstance(by, User) and submission.may_be_reviewed_by(by)
        if not is_editor and by != submission.guest:
            raise NotTheirs
        if not submission.is_writable:
            raise ImpossibleMove(submission.why_not_writable)
        return submission

    def put(self, new: dict[str, Any], *, by: "User | Guest") -> None:
        """Store it; the part of `write` that follows when all is well."""
        if words := new.pop("picture_words", None):
            user = by if isinstance(by, User) else by.user
            new["picture"] = self.post.picture.described(*words, by=user, in_post=self.post)
        essay = {name: value for name, value in new.items() if name in OF_ESSAY}
        about = {name: value for name, value in new.items() if name not in OF_ESSAY}
        for value in about.values():
            if isinstance(value, Picture):
                self.make_room_for_picture()
        if essay:
            self._keep_now_and_then(by)
            _set(self.post, essay)
            self.post.version += 1
            self.post.save()
        if about:
            _set(self, about)
            self.version += 1
            self.save(update_fields=[*about, "version"])

    def _keep_now_and_then(self, by: "User | Guest") -> None:
        """Before it is changed, as a version, unless there is one of these minutes."""
        last = Revision.objects.filter(post=self.post).first()
        if self.post.body and (last is None or last.at < timezone.now() - A_VERSION):
            self.keep_version(by)

    put.alters_data = True  # type: ignore[attr-defined]


def _set(thing: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _same(submission: "Submission", name: str, value: Any) -> bool:
    now = getattr(submission.post if name in OF_ESSAY else submission, name)
    if isinstance(now, FieldFile):
        return PurePath(now.name or "").name == (value.name if isinstance(value, Picture) else value)
    return bool(now == value)
