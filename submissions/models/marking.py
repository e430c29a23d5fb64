"""What its links are marked with before search engines, as an editor decides it."""

import hashlib
import json
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, User
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

    links_followed = models.BooleanField(default=False, editable=False)  # those of the author, until there is one

    post: Any
    author: Any
    author_id: Any
    turn: Any
    log: Any

    class Meta:
        abstract = True

    @property
    def are_links_of_author_followed(self) -> bool:
        return self.author.links_followed if self.author else self.links_followed

    @property
    def marks(self) -> str:
        """What the links are marked with, and its turn, in short: a form says over which it decides."""
        known = [self.turn, self.post.link_rels, self.are_links_of_author_followed]
        return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()

    @verb
    def mark_links(self, *, by: User, rels: dict[str, str], is_author_followed: bool, seen: str | None = None) -> None:
        """Decide what links of the essay are marked with, by address, and whether search engines may follow those of
        the author; that is remembered until there is one.

        The log says what was decided. It is no turn, since it stays where it is. Raises NotTheirs, and Stale where the
        marks or the turn are not those that were `seen` (its `marks`).
        """
        refuse_unless_reviewer(by)
        with transaction.atomic():
            submission = type(self).objects.held(self.pk)
            submission.author = Author.objects.select_for_update().filter(pk=submission.author_id).first()
            new = {one: rel for one, rel in rels.items() if submission.post.rel_of(one) != rel}
            decided = submission.said_of(new, is_author_followed=is_author_followed)
            if decided:
                submission.refuse_other_marks(seen)
                submission.put_marks(new, is_author_followed=is_author_followed)
                submission.log("mark", by=by, reason="\n".join(decided))
        self.refresh_from_db()

    # The parts of which it is made; each works on the locked row.

    def said_of(self, new: dict[str, str], *, is_author_followed: bool) -> list[str]:
        """A line for each mark that is new, with the links that get it."""
        got = {rel: [one for one, mark in new.items() if mark == rel] for rel in MARKS}
        if self.are_links_of_author_followed != is_author_followed:
            got["" if is_author_followed else "nofollow"].append(_now("those of the author"))
        return [f"{MARKS[rel]}: {', '.join(links)}" for rel, links in got.items() if links]

    def refuse_other_marks(self, seen: str | None) -> None:
        """Raises Stale."""
        if seen is not None and seen != self.marks:
            raise Stale(_now("Since you opened this page the links were marked otherwise, or it has moved on."))

    def put_marks(self, new: dict[str, str], *, is_author_followed: bool) -> None:
        self.post.link_rels = (self.post.link_rels or {}) | new
        type(self.post).objects.filter(pk=self.post.pk).update(link_rels=self.post.link_rels)
        self.post.print_pictures()
        self.links_followed = is_author_followed
        self.save(update_fields=["links_followed"])
        if self.author:
            self.author.links_followed = is_author_followed
            self.author.save()

    put_marks.alters_data = True  # type: ignore[attr-defined]
