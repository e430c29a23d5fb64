from typing import Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

LONGEST = 200  # characters, as in WordPress


class FormerSlug(models.Model):
    """A slug that a thing had once: whoever comes to it is led to where the thing is now."""

    kind = models.CharField(max_length=50)  # the model's label, such as "blog.post"
    slug = models.SlugField(max_length=LONGEST, allow_unicode=True)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="one_former_slug_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"


class SluggedQuerySet(models.QuerySet):
    def by_slug(self, slug: str) -> models.Model | None:
        """The thing that has this slug, else the one that had it; compare its slug to know which."""
        return self.at(slug) or self.formerly(slug)

    def at(self, slug: str) -> models.Model | None:
        return self.filter(slug=slug).first()

    def formerly(self, slug: str) -> models.Model | None:
        former = FormerSlug.objects.filter(kind=self.model._meta.label_lower, slug=slug)
        return self.filter(pk__in=former.values("object_id")).first()


class Slugged(models.Model):
    """A thing with an address. Left empty, the slug is made from `slug_source`; a changed one is remembered."""

    slug_source = "name"
    reserved_slugs: frozenset[str] = frozenset()

    slug = models.SlugField(
        _("slug"),
        max_length=LONGEST,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("Its address. Made from the name if left empty."),
    )

    objects = SluggedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def is_reserved(cls, slug: str) -> bool:
        return slug.lower() in cls.reserved_slugs

    def clean(self) -> None:
        super().clean()
        if self.is_reserved(self.slug):
            raise ValidationError({"slug": _("This address belongs to a page of the site. Please choose another.")})

    def save(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or self._free_slug()
        with transaction.atomic():
            before = self._slug_in_database()
            super().save(*args, **kwargs)
            if before and before != self.slug:
                self._remember(before)

    def _free_slug(self) -> str:
        stem = (
            slugify(getattr(self, self.slug_source), allow_unicode=True)[: LONGEST - 5].strip("-_")
            or self._meta.model_name
        )
        candidate, number = stem, 1
        while self.is_reserved(candidate) or self._others().filter(slug=candidate).exists():
            number += 1
            candidate = f"{stem}-{number}"
        return candidate

    def _others(self) -> models.QuerySet[Self]:
        return type(self)._base_manager.exclude(pk=self.pk)

    def _slug_in_database(self) -> str | None:
        return self.pk and type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()

    def _remember(self, before: str) -> None:
        kind = self._meta.label_lower
        FormerSlug.objects.filter(kind=kind, slug=self.slug).delete()
        FormerSlug.objects.update_or_create(kind=kind, slug=before, defaults={"object_id": self.pk})
