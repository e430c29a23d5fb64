"""What a guest says about themselves, kept with their submission until an editor lets it be public."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, Book
from safe import addresses, html
from safe.fields import PictureField, WebAddressField, stored_under

if TYPE_CHECKING:
    from submissions.models.submission import Submission

OF_AUTHOR = ("name", "bio", "photo", "website", "link_lines")
OF_BOOK = ("title", "subtitle", "link", "cover")
BOOK_HERE = tuple(f"book_{name}" for name in OF_BOOK)  # as a submission calls them
ABOUT = (*OF_AUTHOR, *BOOK_HERE)


def photo_path(submission: "Submission", name: str) -> str:
    return stored_under("authors", name)


def cover_path(submission: "Submission", name: str) -> str:
    return stored_under("books", name)


class About(models.Model):
    """A byline as it will be: name, bio line, photo, website, links and a book."""

    name = models.CharField(_("your name"), max_length=100, help_text=_("As it stands above the essay."))
    bio = models.TextField(
        _("bio line"),
        blank=True,
        max_length=1000,
        help_text=_("A sentence or two about you. *Emphasis* and [links](https://…) work."),
    )
    photo = PictureField(_("photo"), upload_to=photo_path, side=320, blank=True)
    website = WebAddressField(_("website"), blank=True)
    link_lines = models.TextField(
        _("links"),
        blank=True,
        max_length=2000,
        help_text=_("One a line, what it is and its address: My notebook https://example.org/notes"),
    )
    book_title = models.CharField(_("title of your book"), max_length=200, blank=True)
    book_subtitle = models.CharField(_("its subtitle"), max_length=200, blank=True)
    book_link = WebAddressField(_("where a reader finds it"), blank=True)
    book_cover = PictureField(_("its cover"), upload_to=cover_path, side=400, blank=True)

    book = models.ForeignKey(Book, models.SET_NULL, null=True, editable=False, related_name="+")  # taken, or given
    about_given = models.JSONField(default=dict, editable=False)  # the last that was taken from the author, or given

    class Meta:
        abstract = True

    @property
    def about(self) -> dict[str, str]:
        """All of it as texts; pictures by their files' names."""
        return {name: str(getattr(self, name) or "") for name in ABOUT}

    @property
    def links(self) -> list[addresses.Link]:
        return addresses.links(self.link_lines)

    def clean(self) -> None:
        super().clean()
        for name, judge in (("link_lines", addresses.refuse_other_than_links), ("bio", html.line)):
            try:
                judge(getattr(self, name))
            except ValidationError as refused:
                raise ValidationError({name: refused}) from refused

    def take_from(self, author: Author) -> None:
        """Begin with what readers know of them already."""
        self.book = author.books.first()
        for name, value in about_of(author, self.book).items():
            setattr(self, name, value)
        self.about_given = self.about

    def give_news_to(self, author: Author) -> None:
        """The same as `give_to`, of what is said otherwise here than was taken from the author or given to them last:
        what others made of the rest since stays, another essay's words or an editor's."""
        now = self.about
        self.give_to(author, only=[name for name in ABOUT if now[name] != self.about_given.get(name, "")])

    def give_to(self, author: Author, only: Iterable[str] = ABOUT) -> None:
        """Let the author be as this says, with its book among theirs. This is to be saved afterwards."""
        for name in set(OF_AUTHOR).intersection(only):
            setattr(author, name, _value(self, name))
        author.save()
        of_book = [name for here, name in zip(BOOK_HERE, OF_BOOK, strict=True) if here in set(only)]
        if of_book:
            self._give_book_to(author, of_book)
        now = self.about
        self.about_given = self.about_given | {name: now[name] for name in only}

    def _give_book_to(self, author: Author, changed: list[str]) -> None:
        """The one that it took or gave before becomes as it says now, in what is changed.

        One that another essay brought stays where this one names none, or another.
        """
        is_shared = self.book is not None and self._is_anothers(self.book)
        if not self.book_title:
            return self._take_book_out(stays=is_shared)
        if self.book is None or (is_shared and "title" in changed):
            self.book = author.books.filter(title=self.book_title).first() or Book(author=author)
            changed = list(OF_BOOK)
        for name in changed:
            setattr(self.book, name, _value(self, f"book_{name}"))
        self.book.save()
        return None

    def _take_book_out(self, *, stays: bool) -> None:
        book, self.book = self.book, None
        if book and not stays:
            book.delete()

    def _is_anothers(self, book: Book) -> bool:
        return type(self)._default_manager.filter(book=book).exclude(pk=self.pk).exists()


def about_of(author: Author, book: Book | None) -> dict[str, str]:
    """What readers know of an author and of one book, as texts; pictures by their files' names."""
    of_book = {here: _value(book, name) if book else "" for here, name in zip(BOOK_HERE, OF_BOOK, strict=True)}
    return {name: _value(author, name) for name in OF_AUTHOR} | of_book


def _value(thing: models.Model, name: str) -> str:
    """A text, or the name of a stored picture's file: the file itself belongs to the row that it came with."""
    value = getattr(thing, name)
    return value.name or "" if isinstance(value, FieldFile) else value
