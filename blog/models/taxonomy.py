from django.db import models
from django.utils.translation import gettext_lazy as _

from slugs.models import Slugged


class Category(Slugged):
    """What a post is filed under: a few, chosen by the editors."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def __str__(self) -> str:
        return self.name


class Tag(Slugged):
    """What a post touches on: as many as it takes."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self) -> str:
        return self.name
