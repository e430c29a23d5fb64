from typing import TYPE_CHECKING, Self

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q

from blog.models import Post
from comments.refusals import Duplicate
from safe import html
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User
    from comments.models import Comment
    from comments.writers import Writer


class CommentQuerySet(models.QuerySet):
    def visible(self) -> Self:
        return self.filter(status="approved")

    def pending(self) -> Self:
        return self.filter(status="pending")

    def visible_to(self, writer: "Writer") -> Self:
        """What everybody sees, and the writer's own that wait."""
        return self.filter(_seen_by(writer))

    def moderated_by(self, user: "User") -> Self:
        """All comments for moderators; for an author those under their own posts."""
        if user.has_perm("comments.moderate_comment"):
            return self
        if user.has_perm("comments.moderate_own_posts"):
            return self.filter(post__in=Post.objects.by_author(getattr(user, "author", None)))
        return self.none()

    def threads(self, post: Post, writer: "Writer") -> Self:
        """The roots of the threads that hold something this writer may see."""
        seen = self.model.objects.visible_to(writer).filter(root=OuterRef("pk"))
        return self.filter(post=post, parent=None).filter(Exists(seen))

    def whole(self, roots: models.QuerySet, writer: "Writer") -> Self:
        """All of these threads that a page for this writer may need, oldest first, with their writers' faces."""
        answered = self.model.objects.filter(parent=OuterRef("pk"))
        mine = self.filter(root__in=roots.values("pk")).filter(_seen_by(writer) | Exists(answered)).order_by("pk")
        return mine.select_related("author", "user__avatar", "identity").defer("body", "address")

    def submit(self, comment: "Comment", writer: "Writer") -> "Comment":
        """Judge a new comment by the rules and store it. The double click finds its comment in Duplicate.

        Raises Duplicate, Closed, Gone where its parent is, and TooFast above the ceiling for one network.
        """
        comment.body_html = comment.body_html or html.comment(comment.body)  # never under the lock
        try:
            with transaction.atomic():
                comment.submit(writer)
        except IntegrityError:
            earlier = self.filter(fingerprint=comment.fingerprint).first()
            if earlier is None:
                raise
            raise Duplicate(earlier) from None
        return comment

    def bring_in(self, comment: "Comment") -> "Comment":
        """Store a comment that was judged elsewhere, with the status and the date it comes with."""
        comment.render()
        with transaction.atomic():
            comment.bring_in()
        return comment

    @verb
    def anonymise(self, *, by: "User | None", by_writer: bool = False) -> None:
        """Take from each of them who wrote it; all or none."""
        with transaction.atomic():
            for comment in self.order_by("post", "pk"):
                comment.anonymise(by=by, by_writer=by_writer)


def _seen_by(writer: "Writer") -> Q:
    return Q(status="approved") | Q(status="pending") & writer.own()
