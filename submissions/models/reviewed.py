"""What editors see of a submission, and since when: its text, its links, and what is new in them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.face import Face, face
from accounts.models import Author, AuthorPass, User
from blog.compare import Paragraph, changed
from blog.models import Revision
from blog.models.publishing import ImpossibleMove
from safe import html
from safe.verbs import verb
from submissions import mails
from submissions.models.answering import Answering
from submissions.models.link import Link
from submissions.models.marking import Marking
from submissions.models.queue import WITH_EDITORS, WITH_GUEST
from submissions.refusals import refuse_unless_reviewer

if TYPE_CHECKING:
    from submissions.models.steps import Hand


class Reviewed(Marking, Answering):
    """A submission under an editor's eyes."""

    left_as = models.ForeignKey(Revision, models.SET_NULL, null=True, editable=False, related_name="+")
    about_known = models.JSONField(default=dict, editable=False)  # of the author, as the editors had it last

    guest: Any
    name: Any
    photo: Any
    bio: Any
    status: Any
    due_on: Any
    about: dict[str, str]
    submitted_as: Any
    moves: Any
    texts: Any
    refuse_unless: Any
    keep_version: Any
    end_consent: Any

    class Meta:
        abstract = True

    @property
    def face(self) -> Face:
        return face(self.name, self.photo)

    @property
    def is_shown_to_editors(self) -> bool:
        """Whether its text is theirs to read: a draft is its guest's alone."""
        return self.post.handed_in and self.status != "draft"

    @property
    def bio_html(self) -> SafeString | str:
        """As readers will see it; as it was typed where it cannot be shown so."""
        try:
            return html.line(self.bio)
        except ValidationError:
            return self.bio

    def new_author(self) -> Author:
        """A byline for somebody who has none, which nobody sees yet; their account's, where that has none either."""
        marked = {"links_followed": self.links_followed, "links_sponsored": self.links_sponsored}
        user = self.guest.user
        has_byline = user is not None and Author.objects.filter(user=user).exists()
        return Author(name=self.name, is_public=False, user=None if has_byline else user, **marked)

    @property
    def is_past_due(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_overdue(self) -> bool:
        """Whether its guest has it, and should have sent it."""
        return self.status in WITH_GUEST and self.is_past_due

    @property
    def known_as(self) -> Revision | None:
        """The version that the editors had before its guest went over it; before that, the one handed in."""
        return self.left_as or self.submitted_as

    @property
    def changes_of_guest(self) -> dict[str, list[Paragraph]]:
        """What is different between the version that the editors had before, and what was handed in again."""
        return self._from_to(self.known_as, self.submitted_as and self.submitted_as.texts)

    @property
    def changes_since(self) -> dict[str, list[Paragraph]]:
        """What is different now from what was handed in last."""
        return self._from_to(self.submitted_as, self.texts())

    def _from_to(self, old: Revision | None, new: dict[str, str] | None) -> dict[str, list[Paragraph]]:
        return changed(old.texts, new) if old and new else {}

    def show_to_editors(self) -> None:
        """From now on it stands among the posts, at an address made of its title."""
        if not self.post.handed_in:
            self.post.slug = self.post._free_slug()
            type(self.post).objects.filter(pk=self.post.pk).update(handed_in=True, slug=self.post.slug)

    def hide_from_editors(self) -> None:
        """From now on it is its guest's alone, as before they handed it in."""
        self.post.handed_in = False
        type(self.post).objects.filter(pk=self.post.pk).update(handed_in=False)

    def leave_editors(self, by: "Hand") -> None:
        """Remember what they had, so that what its author makes of it can be told from that; and end all consent."""
        if self.status in WITH_EDITORS:
            self.left_as, self.about_known = self.keep_version(by), self.about
        self.end_consent()

    @verb
    def expect(self, *, by: "Hand", due_on: date | None) -> None:
        """By when it is due. Raises NotTheirs, ImpossibleMove."""
        with transaction.atomic():
            submission = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
            submission.refuse_unless("assign", by)
            if submission.due_on != due_on:
                submission.due_on = due_on
                submission.save(update_fields=["due_on"])
                submission.log("expect", by=by, reason=date_format(due_on, "DATE_FORMAT") if due_on else "—")
                mails.overtake(submission, "expect")
        self.due_on = due_on

    @verb
    def renew_link(self, *, by: User) -> bool:
        """Put a new personal link in the place of the guest's; returns whether it could be mailed to them.
        Raises NotTheirs, and ImpossibleMove for an account.

        Whoever has it may answer readers as the author again, where that went with the one before.
        """
        refuse_unless_reviewer(by)
        with transaction.atomic():
            type(self).objects.held(self.pk)  # before the link, as whoever mails one does
            if self.guest.user_id:
                raise ImpossibleMove(_("They have an account: their desk is opened by signing in, and by no link."))
            link = Link.objects.renew(self.guest)
            revoked = Link.objects.filter(guest=self.guest).exclude(revoked_at=None).values("revoked_at")
            for author_pass in AuthorPass.objects.filter(author__guest=self.guest, revoked_at__in=revoked):
                author_pass.restore(by=by)
            self.log("renew", by=by)
            if self.guest.mailbox:
                mails.new_link(self.guest, link.address)
        return bool(self.guest.mailbox)
