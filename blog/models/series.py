from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from slugs.models import Slugged


class Series(Slugged):
    """Posts that are to be read one after another."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    description = models.CharField(_("in a sentence"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("series", args=[self.slug])
