"""Pictures in posts: uploaded once, shown in the width and format that suits a reader's browser."""

import logging
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, Self

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe import images
from safe.fields import PictureField, stored_under
from safe.verbs import verb

if TYPE_CHECKING:
    from accounts.models import User
    from blog.models.post import Post

log = logging.getLogger(__name__)

OF_THE_EDITOR = ["alt", "credit"]  # what saving it again writes: the file stays, and the renditions are the clock's
LARGEST = 2000  # pixels of the longer edge of what is kept
MOST_TRIES = 3  # then a picture is shown as it is stored
FALLBACK = "jpeg"
A_COLUMN = 1200  # pixels that an essay's column has on most screens
A_ROUND = 3  # pictures that one round of the clock renders: a large one takes a second and a half


class Source(NamedTuple):
    format: str
    srcset: str
    address: str  # of one that suits most


class ImageQuerySet(models.QuerySet):
    def unrendered(self) -> Self:
        """Those whose renditions are to be made, the oldest first."""
        return self.filter(rendered_at=None, tries__lt=MOST_TRIES).order_by("pk")

    def render_due(self) -> None:
        """Render a few. What is left, or was cut short, is the next round's."""
        for image in self.unrendered()[:A_ROUND]:
            image.render()

    def delete(self) -> tuple:
        """One by one, since each takes its files with it."""
        for image in self:
            image.delete()
        return len(self), {}


def image_path(image: "Image", name: str) -> str:
    return stored_under("images", name)


class Image(models.Model):
    """A picture that posts show, with the words for those who cannot see it."""

    file = PictureField(_("picture"), upload_to=image_path, side=LARGEST)
    alt = models.CharField(
        _("what it shows"),
        max_length=300,
        help_text=_(
            "In a sentence, as you would tell a friend on the telephone. It is read out to those who cannot see the "
            "picture, and stands in its place where it does not load."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made it. Shown in small letters beneath it.")
    )
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    renditions = models.JSONField(editable=False, default=list)  # {"format", "width", "path"} of each
    rendered_at = models.DateTimeField(editable=False, null=True)
    tries = models.PositiveSmallIntegerField(editable=False, default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.alt

    @property
    def sources(self) -> list[Source]:
        """What a browser chooses from, the best format first; nothing before the picture is rendered."""
        return [self._source(name) for name in images.FORMATS if name != FALLBACK and self.renditions]

    @property
    def fallback(self) -> Source:
        """For those that know none of the sources."""
        return self._source(FALLBACK) if self.renditions else Source("webp", "", self.file.url)

    def _source(self, name: str) -> Source:
        made = {r["width"]: default_storage.url(r["path"]) for r in self.renditions if r["format"] == name}
        middle = max((width for width in made if width <= A_COLUMN), default=min(made))
        return Source(name, ", ".join(f"{address} {width}w" for width, address in made.items()), made[middle])

    @property
    def is_given_up(self) -> bool:
        return self.rendered_at is None and self.tries >= MOST_TRIES

    @property
    def address(self) -> str:
        """By which essays know it (`safe.html.OUR_PICTURE`), wherever the file is served from."""
        return settings.MEDIA_URL + self.file.name

    @property
    def small(self) -> str:
        """Where a small version of it is, if there is one."""
        webp = [rendition["path"] for rendition in self.renditions if rendition["format"] == "webp"]
        return default_storage.url(webp[0] if webp else self.file.name)

    def posts(self) -> "list[Post]":
        """Those that show it, before their essay or in it."""
        shown_in = [illustration.post for illustration in self.illustrations.all()]
        return list(dict.fromkeys([*self.led_posts.all(), *shown_in]))

    def save(self, *args: object, **kwargs: object) -> None:
        if self.file and not self.file._committed and isinstance(self.file.file, images.Picture):
            self.width, self.height = self.file.file.width, self.file.file.height
        if self._state.adding:
            return super().save(*args, **kwargs)
        super().save(*args, **{"update_fields": OF_THE_EDITOR} | kwargs)
        return self._print_anew()

    def described(self, alt: str, credit: str, *, by: "User | None", in_post: "Post") -> "Image":
        """The picture with these words: itself where `by` brought it and only this post shows it, else its double.

        So nobody changes what is said in other posts, or among the pictures of somebody else. One that nobody is known
        to have brought counts as brought by whoever has no account if it came while the post was there.
        """
        is_own = self._was_brought_by(by, in_post) and set(self.posts()) <= {in_post}
        image = self if is_own else self._double(uploaded_by=by)
        image.alt, image.credit = alt, credit
        image.save()
        return image

    described.alters_data = True  # type: ignore[attr-defined]

    def _was_brought_by(self, by: "User | None", in_post: "Post") -> bool:
        return self.uploaded_by == by and (by is not None or self.uploaded_at >= in_post.created_at)

    def _double(self, *, uploaded_by: "User | None") -> "Image":
        """Another row of the same file, not stored yet."""
        same = {name: getattr(self, name) for name in ("width", "height", "renditions", "rendered_at")}
        return type(self)(file=self.file.name, uploaded_by=uploaded_by, **same)

    @verb
    def render(self) -> None:
        """Make what is not made yet. A failure is logged, and counts as a try; so does being killed meanwhile."""
        claimed = type(self).objects.filter(pk=self.pk, rendered_at=None, tries=self.tries)
        if not claimed.update(tries=F("tries") + 1):
            return  # somebody else is at it
        self.tries += 1
        try:
            made = self._of_the_same_file() or self._made()
        except images.BROKEN:
            log.exception("The picture %s (%s) could not be rendered.", self.pk, self.file.name)
        else:
            self._keep(made)

    def _of_the_same_file(self) -> list[dict]:
        same = type(self).objects.filter(file=self.file.name, rendered_at__isnull=False).first()
        return same.renditions if same else []

    def _made(self) -> list[dict]:
        """In the order of formats, widths growing; the widest WebP is the stored picture."""
        with self.file.open() as stored:
            made = [{"format": r.format, "width": r.width, "path": self._stored(r)} for r in images.render(stored)]
        made.append({"format": "webp", "width": self.width, "path": self.file.name})
        order = list(images.FORMATS)
        return sorted(made, key=lambda rendition: (order.index(rendition["format"]), rendition["width"]))

    def _stored(self, rendition: images.Rendition) -> str:
        name = PurePath(self.file.name)
        path = str(name.with_name(f"{name.stem}-{rendition.width}.{rendition.format}"))
        default_storage.delete(path)  # what a killed round left there may be half of it
        return default_storage.save(path, ContentFile(rendition.data))

    def _keep(self, made: list[dict]) -> None:
        self.renditions, self.rendered_at = made, timezone.now()
        with transaction.atomic():
            known = {"renditions": self.renditions, "rendered_at": self.rendered_at}
            type(self).objects.filter(pk=self.pk).update(**known)
            self._print_anew()

    def _print_anew(self) -> None:
        for illustration in self.illustrations.select_related("post"):
            illustration.post.print_pictures()

    def delete(self, *args: object, **kwargs: object) -> tuple:
        """Raises ProtectedError where a post shows it. Its files go when no other row has the same picture."""
        stored, paths = self.file.name, {self.file.name, *(rendition["path"] for rendition in self.renditions)}
        done = super().delete(*args, **kwargs)
        transaction.on_commit(partial(_drop, stored, paths))
        return done


def _drop(stored: str, paths: set[str]) -> None:
    if not Image.objects.filter(file=stored).exists():
        for path in paths:
            default_storage.delete(path)
