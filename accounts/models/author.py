from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.face import Face, face
from safe import addresses, html
from safe.addresses import Link
from safe.fields import HTMLField, PictureField, WebAddressField, stored_under
from search.models import Document
from slugs.models import Slugged, SluggedQuerySet

if TYPE_CHECKING:
    from accounts.models.user import User


def photo_path(author: "Author", name: str) -> str:
    return stored_under("authors", name)


def cover_path(book: "Book", name: str) -> str:
    return stored_under("books", name)


def rel(*, is_followed: bool, is_sponsored: bool) -> str:
    """What a link is marked with before search engines, as its attribute `rel` says it."""
    marks = {"sponsored": is_sponsored, "nofollow": not is_followed}
    return " ".join(mark for mark, is_so in marks.items() if is_so)


class AuthorQuerySet(SluggedQuerySet):
    def public(self) -> Self:
        return self.filter(is_public=True)


class Author(Slugged):
    """A name that posts appear under. A guest needs no account; an account may later claim one."""

    name = models.CharField(_("name"), max_length=100)
    is_guest = models.BooleanField(_("guest"), default=True, help_text=_("Their posts are announced as guest posts."))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("For those who sign in here. Guests need none."),
    )
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Never shown."))
    bio = models.TextField(
        _("bio line"),
        blank=True,
        max_length=1000,
        help_text=_("A sentence or two. *Emphasis* and [links](https://…) work."),
    )
    bio_html = HTMLField()
    photo = PictureField(_("photo"), upload_to=photo_path, side=320, blank=True)
    website = WebAddressField(_("website"), blank=True)
    link_lines = models.TextField(
        _("links"),
        blank=True,
        help_text=_("One a line, what it is and its address: My notebook https://example.org/notes"),
    )

    links_followed = models.BooleanField(
        _("their links are vouched for"),
        default=True,
        help_text=_("If not, search engines are told not to follow those of their bio, their links and their books."),
    )
    links_sponsored = models.BooleanField(
        _("their links are paid for"),
        default=False,
        help_text=_("If so, search engines are told so of those of their bio, their links and their books."),
    )
    is_public = models.BooleanField(editable=False, default=True)  # a guest is, once something of theirs is

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    @property
    def face(self) -> Face:
        return face(self.name, self.photo)

    @property
    def links(self) -> list[Link]:
        """The links as they may be shown: those whose address is one of the web."""
        return addresses.links(self.link_lines)

    def clean(self) -> None:
        super().clean()
        try:
            addresses.refuse_other_than_links(self.link_lines)
        except ValidationError as refused:
            raise ValidationError({"link_lines": refused}) from refused
        try:
            html.line(self.bio)
        except ValidationError as refused:
            raise ValidationError({"bio": refused}) from refused

    def save(self, *args: object, **kwargs: object) -> None:
        self.bio_html = html.line(self.bio, lambda address: self.rel)
        super().save(*args, **kwargs)
        self.make_findable()

    @property
    def rel(self) -> str:
        """What their links are marked with."""
        return rel(is_followed=self.links_followed, is_sponsored=self.links_sponsored)

    @property
    def may_answer(self) -> bool:
        """Whether somebody may answer readers as them, which an editor may have taken back."""
        author_pass = getattr(self, "author_pass", None)
        return author_pass is None or author_pass.is_live

    def is_spoken_for_by(self, user: "User | None", key: str) -> bool:
        """Whether whoever is signed in as this account, or whose browser has this key, answers readers as them."""
        author_pass = getattr(self, "author_pass", None)
        is_their_own = user is not None and self.user_id == user.pk
        return self.may_answer and (is_their_own or (author_pass is not None and author_pass.is_held_by(user, key)))

    def make_findable(self) -> None:
        """Bring the search up to date with this author and their books, who are found once they are public."""
        if not self.is_public:
            return
        path, now = self.get_absolute_url(), timezone.now()
        Document.objects.put("author", self.pk, path=path, title=self.name, text=html.words(self.bio_html), at=now)
        for book in self.books.all():
            book.make_findable()

    def delete(self, *args: object, **kwargs: object) -> tuple:
        for book in self.books.all():
            book.delete()
        Document.objects.drop("author", self.pk)
        return super().delete(*args, **kwargs)


class Book(models.Model):
    """A book by an author, shown beneath what they write."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="books", verbose_name=_("author"))
    title = models.CharField(_("title"), max_length=200)
    subtitle = models.CharField(_("subtitle"), max_length=200, blank=True)
    description = models.CharField(_("in a sentence"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    link = WebAddressField(_("link"), blank=True, help_text=_("Where a reader finds it."))
    cover = PictureField(_("cover"), upload_to=cover_path, side=400, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "-year", "pk"]
        verbose_name = _("book")
        verbose_name_plural = _("books")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: object, **kwargs: object) -> None:
        super().save(*args, **kwargs)
        self.make_findable()

    def delete(self, *args: object, **kwargs: object) -> tuple:
        Document.objects.drop("book", self.pk)
        return super().delete(*args, **kwargs)

    def make_findable(self) -> None:
        if not self.author.is_public:
            return
        text = " · ".join(filter(None, [self.subtitle, self.description]))
        fields = {"path": self.author.get_absolute_url(), "title": self.title, "byline": self.author.name, "text": text}
        Document.objects.put("book", self.pk, **fields, at=timezone.now())
