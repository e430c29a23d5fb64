"""What its links are marked with before search engines, as an editor decides it."""

import hashlib
import json
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, User
from accounts.models.author import rel
from safe.verbs import verb
from submissions.refusals import Stale, refuse_unless_reviewer

MARKS = {
    "": _("followed"),
    "nofollow": _("not followed"),
    "sponsored": _("sponsored, and followed"),
    "sponsored nofollow": _("sponsored, and not followed"),
}  # by what stands in `rel`


class Marking(models.Model):
    """The links of a submission: those of the essay are its post's, those of the author are marked alike."""

    # Those of the author, until there is one.
    links_followed = models.BooleanField(default=False, editable=False)
    links_sponsored = models.BooleanField(default=False, editable=False)

    post: Any
    author: Any
    author_id: Any
    turn: Any
    log: Any

    class Meta:
        abstract = True

    @property
    def rel_of_author(self) -> str:
        """What those of the author are marked with, or will be."""
        marked = self.author or self
        return rel(is_followed=marked.links_followed, is_sponsored=marked.links_sponsored)

    @property
    def marks(self) -> str:
        """What the links are marked with, and its turn, in short: a form says over which it decides."""
        known = [self.turn, self.post.link_rels, self.rel_of_author]
        return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()

    @verb
    def mark_links(self, *, by: User, rels: dict[str, str], of_author: str, seen: str | None = None) -> None:
        """Decide what links are marked with (a key of MARKS): those of the essay by address, and those of the author,
        which is remembered until there is one.

        The log says what was decided. It is no turn, since it stays where it is. Raises NotTheirs, and Stale where the
        marks or the turn are not those that were `seen` (its `marks`).
        """
        refuse_unless_reviewer(by)
        with transaction.atomic():
            submission = type(self).objects.held(self.pk)
            submission.author = Author.objects.select_for_update().filter(pk=submission.author_id).first()
            new = {link: mark for link, mark in rels.items() if submission.post.rel_of(link) != mark}
            decided = submission.said_of(new, of_author)
            if decided:
                submission.refuse_other_marks(seen)
                submission.put_marks(new, of_author)
                submission.log("mark", by=by, reason="\n".join(decided))
        self.refresh_from_db()

    # The parts of which it is made; each works on the locked row.

    def said_of(self, new: dict[str, str], of_author: str) -> list[str]:
        """A line for each mark that is new, with the links that get it."""
        if self.rel_of_author != of_author:
            new = new | {_now("those of the author"): of_author}
        got = {mark: [link for link, its in new.items() if its == mark] for mark in MARKS}
        return [f"{MARKS[mark]}: {', '.join(links)}" for mark, links in got.items() if links]

    def refuse_other_marks(self, seen: str | None) -> None:
        """Raises Stale."""
        if seen is not None and seen != self.marks:
            raise Stale(
                _now(
                    "Since you opened this page the links were marked otherwise, or the submission has moved on. Below "
                    "they stand as they are now."
                )
            )

    def put_marks(self, new: dict[str, str], of_author: str) -> None:
        self.post.link_rels = (self.post.link_rels or {}) | new
        type(self.post).objects.filter(pk=self.post.pk).update(link_rels=self.post.link_rels)
        self.post.print_pictures()
        for marked in filter(None, [self, self.author]):
            marked.links_followed, marked.links_sponsored = "nofollow" not in of_author, "sponsored" in of_author
        self.save(update_fields=["links_followed", "links_sponsored"])
        if self.author:
            self.author.save()

    put_marks.alters_data = True  # type: ignore[attr-defined]
