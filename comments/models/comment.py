import hashlib
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.face import Face, face
from accounts.models import Author, Identity, User
from blog.models import Post, Site
from comments.models.moderating import Moderating
from comments.models.queries import CommentQuerySet
from safe import html
from safe.fields import HTMLField, PictureField, WebAddressField

if TYPE_CHECKING:
    from comments.writers import Writer

EDITABLE_FOR = timedelta(minutes=15)
LONGEST_BODY = 65_525  # characters, as in WordPress


def no_upload(comment: "Comment", name: str) -> str:
    """A comment has no picture of its own: it names one that its writer's identity has stored."""
    raise TypeError(f"{name} belongs to an identity")


class Comment(Moderating, models.Model):
    """What a reader said under a post, or in reply to another comment of the same post."""

    class Status(models.TextChoices):
        PENDING = "pending", _("Pending")
        APPROVED = "approved", _("Approved")
        SPAM = "spam", _("Spam")
        TRASH = "trash", _("Trash")
        REMOVED = "removed", _("Removed")  # erased, but others replied: a place in the thread and nothing else

    post = models.ForeignKey(Post, models.CASCADE, related_name="comments", verbose_name=_("post"))
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="replies", verbose_name=_("in reply to")
    )
    root = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="thread", editable=False
    )  # itself, at the top
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="comments", editable=False
    )
    author = models.ForeignKey(
        Author,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("really by"),
        help_text=_("The author who wrote this, where you know it: it then carries their badge and face."),
    )
    identity = models.ForeignKey(
        Identity, models.SET_NULL, null=True, blank=True, related_name="comments", editable=False
    )
    provider = models.CharField(max_length=50, blank=True, editable=False)  # whose mark it carries
    picture = PictureField(upload_to=no_upload, blank=True, editable=False)  # their identity's as it was then
    name = models.CharField(_("name"), max_length=245)
    email = models.EmailField(_("e-mail"), blank=True)
    website = WebAddressField(_("website"), max_length=200, blank=True)
    body = models.TextField(_("comment"), max_length=LONGEST_BODY)
    body_html = HTMLField()
    is_answer = models.BooleanField(_("answers the question"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PENDING, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # counts edits: approval is of one version
    writer_key = models.CharField(max_length=32, blank=True, editable=False)
    address = models.GenericIPAddressField(_("IP address"), null=True, blank=True, editable=False)
    network = models.CharField(max_length=50, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [
            ("moderate_comment", _("Can moderate every comment")),
            ("moderate_own_posts", _("Can moderate the comments under their own posts")),
        ]
        indexes = [
            models.Index(fields=["post", "id"], condition=Q(parent=None), name="threads_of_a_post"),
            models.Index(fields=["status", "-id"], name="queue"),
            models.Index(fields=["writer_key"], condition=~Q(writer_key=""), name="by_a_writer"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["fingerprint"], condition=~Q(fingerprint=""), name="said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.body[:60]}"

    def get_absolute_url(self) -> str:
        """The page of the conversation that holds this comment, at the comment."""
        from comments.writers import Writer

        site, root = Site.current(), self.root_id or self.pk
        before = {"pk__gt" if site.newest_threads_first else "pk__lt": root}
        size = site.threads_per_page
        is_later = Comment.objects.threads(self.post, Writer()).filter(**before)[:size].count() == size
        start = f"?from={root}" if is_later else ""
        return f"{self.post.get_absolute_url()}{start}#{self.anchor}"

    @property
    def permalink(self) -> str:
        """Leads to the page that holds this comment, wherever that is by then; costs nothing to print."""
        return reverse("comment", args=[self.post.slug, self.pk])

    @property
    def anchor(self) -> str:
        return f"comment-{self.pk}"

    @property
    def edit_url(self) -> str:
        return reverse("comment-edit", args=[self.post.slug, self.pk])

    @property
    def face(self) -> Face:
        if self.identity:
            return face(self.name, self.picture or self.identity.picture)
        if self.author:
            return self.author.face
        avatar = getattr(self.user, "avatar", None)
        return face(self.name, avatar and avatar.picture)

    def sign(self, user: User, identity: Identity | None) -> None:
        """Put their name to it: that of the identity as it is now, or of the account."""
        author = getattr(user, "author", None)
        self.user, self.identity = user, identity
        self.author = author if author and author.may_answer else None
        self.name, self.email = user.name or gettext("Anonymous"), user.email or ""
        if identity:
            self.name, self.provider = identity.name or self.name, identity.provider
            self.website, self.picture = identity.profile, identity.picture.name

    def sign_as_author(self, author: Author) -> None:
        """Put the name to it of an author of the post, whoever speaks for them."""
        self.author, self.name, self.website = author, author.name, author.website

    @property
    def is_visible(self) -> bool:
        return self.status == self.Status.APPROVED

    @property
    def is_pending(self) -> bool:
        return self.status == self.Status.PENDING

    @property
    def editable_until(self) -> datetime:
        return self.created_at + EDITABLE_FOR

    @property
    def minutes_left(self) -> int:
        """Minutes for which its writer may still change it, rounded up."""
        return max(0, -(-int((self.editable_until - timezone.now()).total_seconds()) // 60))

    @property
    def its_writer(self) -> "Writer":
        from comments.writers import Writer

        return Writer(self.user, self.writer_key)

    def can_be_confirmed_by(self, writer: "Writer") -> bool:
        """Whether its writer may prove the address that they typed."""
        is_anybodys = self.user_id is None and self.identity_id is None and self.author_id is None
        return bool(self.email) and is_anybodys and writer.wrote(self)

    def can_be_edited_by(self, writer: "Writer") -> bool:
        return self.status in ("pending", "approved") and self.minutes_left > 0 and writer.wrote(self)

    def render(self) -> None:
        """Make the HTML of the body. Raises ValidationError with a sentence for the writer."""
        self.body_html = html.comment(self.body)

    def fingerprinted(self) -> str:
        """What makes two comments the same one sent twice: writer, place and words."""
        guest = f"{self.name.casefold()}\n{self.email.lower() or self.network}"
        who = f"user {self.user_id}" if self.user_id else guest
        said = "\n".join(" ".join(line.split()) for line in self.body.strip().splitlines())
        return hashlib.sha256(f"{self.post_id}\n{self.parent_id}\n{who}\n{said}".encode()).hexdigest()
