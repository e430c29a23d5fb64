from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import Author
from blog.models import cards
from blog.models.addressed import Addressed
from blog.models.filing import Filing, filed_under
from blog.models.illustration import Illustrator
from blog.models.image import Image
from blog.models.publishing import Publishing
from blog.models.queries import PostQuerySet, oldest_open
from blog.models.revision import Revision
from blog.models.series import Series
from blog.models.site import Site
from blog.models.taxonomy import Category, Tag
from safe import html
from safe.fields import HTMLField, PictureField, WebAddressField
from safe.verbs import verb
from search.models import Document

WORDS_A_MINUTE = 230

if TYPE_CHECKING:
    from accounts.models import User


def comments_open_at_first() -> bool:
    return Site.current().comments_on_new_posts


class Post(Publishing, Addressed):
    """An essay under a byline: its host's introduction, its body, and the question it leaves its readers."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SCHEDULED = "scheduled", _("Scheduled")
        PUBLISHED = "published", _("Published")
        TRASHED = "trashed", _("Trashed")

    slug_source = "title"

    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    authors = models.ManyToManyField(Author, through="Byline", related_name="posts", verbose_name=_("authors"))
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("The host's words before the essay."))
    introduction_html = HTMLField()
    introduced_by = models.ForeignKey(
        Author, models.SET_NULL, null=True, blank=True, related_name="introductions", verbose_name=_("introduced by")
    )
    picture = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_posts",
        verbose_name=_("picture"),
        help_text=_("Shown above the essay and in lists."),
    )
    body = models.TextField(
        _("essay"), blank=True, help_text=_("HTML, or plain text with a blank line between paragraphs.")
    )
    body_html = HTMLField()
    question = models.CharField(
        _("closing question"), max_length=300, blank=True, help_text=_("Put to the readers after the essay.")
    )
    excerpt = models.TextField(
        _("excerpt"), blank=True, max_length=500, help_text=_("Shown in lists. Made from the essay if left empty.")
    )
    summary = models.TextField(editable=False, blank=True)  # the excerpt, or what was made in its place
    minutes = models.PositiveSmallIntegerField(editable=False, default=1)  # it takes to read
    categories = models.ManyToManyField(Category, blank=True, related_name="posts", verbose_name=_("categories"))
    tags = models.ManyToManyField(Tag, blank=True, related_name="posts", verbose_name=_("tags"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("Empty: when you press Publish. In the future: at that time."),
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="posts", verbose_name=_("series")
    )
    part = models.PositiveSmallIntegerField(
        _("part"), null=True, blank=True, help_text=_("Its number in the series, where it has one.")
    )
    related = models.ManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="related_from",
        verbose_name=_("read on"),
        help_text=_("Posts to offer to whoever has read this one."),
    )
    comments_open = models.BooleanField(_("comments are open"), default=comments_open_at_first)
    comment_count = models.PositiveIntegerField(editable=False, default=0)  # the visible ones; kept by comments
    answer_count = models.PositiveIntegerField(editable=False, default=0)  # those of them that answer the question
    original = WebAddressField(
        _("first published at"),
        blank=True,
        help_text=_("Its address elsewhere, where it appeared there before. Search engines are led there."),
    )
    handed_in = models.BooleanField(editable=False, default=True)  # until then it is its writer's alone
    link_rels = models.JSONField(editable=False, null=True)  # what was decided of links in a guest's essay; see rel_of
    version = models.PositiveIntegerField(editable=False, default=1)  # counts saves: a form saves over what it showed
    made_by = models.CharField(max_length=50, null=True, unique=True, editable=False)  # the key of the form it is from
    card = PictureField(upload_to=cards.card_path, side=1200, blank=True, editable=False)  # drawn by the clock
    card_of = models.CharField(max_length=32, blank=True, editable=False)  # what it was drawn of, in short
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        permissions = [("publish_post", _("Can publish posts, and edit everybody's"))]
        indexes = [models.Index(fields=["status", "-published_at", "-id"], name="posts_as_listed")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["scheduled", "published"]) | Q(published_at__isnull=False),
                name="what_is_public_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.slug])

    @property
    def byline_authors(self) -> list[Author]:
        return [byline.author for byline in self.bylines.all()]

    @cached_property
    def filed(self) -> list[Filing]:
        """Its categories and then its tags, by name, in one query."""
        return filed_under(self)

    @property
    def tagged(self) -> list[Filing]:
        return [thing for thing in self.filed if thing.kind == "tag"]

    @cached_property
    def others(self) -> list["Post"]:
        """The public posts that its page leads on to, in one query: those of its series, and those it is related to."""
        of_series = Q(series=self.series_id) if self.series_id else Q()
        return list(Post.objects.published().filter(of_series | Q(related_from=self)).distinct().in_parts())

    @property
    def parts(self) -> list["Post"]:
        """The public posts of its series, itself among them, in the order they are to be read."""
        return [post for post in self.others if self.series_id and post.series_id == self.series_id]

    @property
    def read_on(self) -> list["Post"]:
        """The posts that its editors chose to follow it, apart from those of its series."""
        return [post for post in self.others if post not in self.parts and post != self]

    @property
    def is_guest_post(self) -> bool:
        return any(author.is_guest for author in self.byline_authors)

    @property
    def card_address(self) -> str:
        """Where the card is, for those who read the page elsewhere; empty until it is drawn."""
        return urljoin(settings.SITE_URL, self.card.url) if self.card else ""

    @property
    def takes_comments(self) -> bool:
        """Open by its editor's will, and not closed by age; the clock makes the latter the former."""
        limit = oldest_open()
        too_old = limit is not None and self.published_at is not None and self.published_at < limit
        return self.comments_open and self.is_published and not too_old

    def clean(self) -> None:
        super().clean()
        for name in ("introduction", "body"):
            try:
                html.article(getattr(self, name))
            except ValidationError as refused:
                raise ValidationError({name: refused}) from refused

    def save(self, *args: object, **kwargs: object) -> None:
        illustrator = Illustrator()
        for name, printed in self._printed({"introduction": self.introduction, "body": self.body}, illustrator).items():
            setattr(self, name, printed)
        text = html.words(self.body_html, captions=False)
        self.summary = self.excerpt or Truncator(text).words(40)
        self.minutes = max(1, round(len(text.split()) / WORDS_A_MINUTE))
        if not self._state.adding:
            kwargs.setdefault("update_fields", OF_THE_EDITOR)
        with transaction.atomic():
            super().save(*args, **kwargs)
            illustrator.keep(self)
        if any(image.rendered_at is None for image in illustrator.images):
            transaction.on_commit(self.print_pictures)  # the clock may have rendered them meanwhile
        self.make_findable()

    @verb
    def bring_back(self, revision: Revision, *, by: "User") -> None:
        """Say again what a version said. The one that stood there until now is kept as a version too."""
        with transaction.atomic():
            post = Post.objects.select_for_update().get(pk=self.pk)
            Revision.objects.record(post, by=None)
            for name, text in revision.texts.items():
                setattr(post, name, text)
            post.version += 1
            post.save()
            Revision.objects.record(post, by=by)

    @verb
    def print_pictures(self) -> None:
        """Print the pictures in the texts as they are known now. An edit at the same moment prints its own."""
        with transaction.atomic():
            texts = type(self).objects.values("introduction", "body").get(pk=self.pk)
            list(Image.objects.filter(illustrations__post=self.pk).select_for_update())  # none is rendered meanwhile
            type(self).objects.filter(pk=self.pk, **texts).update(**self._printed(texts, Illustrator()))

    def _printed(self, texts: dict[str, str], illustrator: Illustrator) -> dict[str, SafeString]:
        """The introduction is its editors' and its links are vouched for; those of the essay may be a guest's."""
        return {
            "introduction_html": html.article(texts["introduction"], illustrator),
            "body_html": html.article(texts["body"], illustrator, self.rel_of),
        }

    def said_of_pictures(self) -> list[list]:
        """Key, words and credit of each that stands in the texts; asked for only where one does."""
        if "<img" not in self.body + self.introduction:
            return []
        inside = self.illustrations.order_by("image").values_list("image", "image__alt", "image__credit")
        return [list(each) for each in inside]

    def rel_of(self, address: str) -> str:
        """What a link of the essay is marked with: nothing in an essay of the house; in a guest's, which has
        `link_rels`, nofollow unless an editor decided otherwise of that address."""
        is_ours = not html.WEB_ADDRESS.match(address) or address.startswith(f"{settings.SITE_URL}/")
        return "" if self.link_rels is None or is_ours else self.link_rels.get(address, "nofollow")

    def delete(self, *args: object, **kwargs: object) -> tuple:
        Document.objects.drop("post", self.pk)
        gone = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: cards.discard(self.card.name, type(self).objects.all()))
        return gone

    def make_findable(self) -> None:
        """Bring the search up to date with this post: what is public is found, nothing else."""
        if not self.is_published:
            return Document.objects.drop("post", self.pk)
        byline = ", ".join(byline.author.name for byline in self.bylines.all())
        text = html.words(f"<p>{self.subtitle}</p>{self.introduction_html}{self.body_html}") + f" {self.question}"
        fields = {"path": self.get_absolute_url(), "title": self.title, "byline": byline, "text": text}
        return Document.objects.put("post", self.pk, **fields, at=self.published_at)


# What saving a post writes: a form that was open for an hour must not undo what a verb or the clock did meanwhile.
OF_OTHERS = (
    *("id", "status", "handed_in", "link_rels", "comment_count", "answer_count"),
    *("made_by", "card", "card_of", "created_at"),
)
OF_THE_EDITOR = [field.name for field in Post._meta.concrete_fields if field.name not in OF_OTHERS]


class BylineManager(models.Manager):
    def get_queryset(self) -> models.QuerySet:
        """A byline is never without its author: one query for both."""
        return super().get_queryset().select_related("author")


class Byline(models.Model):
    """One author's name on a post, in the order they are named."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines", verbose_name=_("author"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = BylineManager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [models.UniqueConstraint(fields=["post", "author"], name="one_byline_an_author")]

    def __str__(self) -> str:
        return self.author.name
