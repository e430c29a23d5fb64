from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.models.everywhere import Everywhere
from slugs.models import Slugged


class Category(Everywhere, Slugged):
    """What a post is filed under: a few, chosen by the editors."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    description = models.CharField(_("in a sentence"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("category", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.pk and self.parent and self.parent.pk in {child.pk for child in self.family()}:
            raise ValidationError({"parent": _("A category cannot be part of itself.")})

    def family(self) -> list[Self]:
        """This category and all below it, in one query: there are few."""
        everyone = list(type(self).objects.all())
        found = [category for category in everyone if category.pk == self.pk]
        for category in found:  # grows while it is walked
            found.extend(child for child in everyone if child.parent_id == category.pk and child not in found)
        return found


class Tag(Slugged):
    """What a post touches on: as many as it takes."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tag", args=[self.slug])
