from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from blog.models.addressed import Addressed
from blog.models.everywhere import Everywhere
from safe import html
from safe.fields import HTMLField
from search.models import Document
from slugs.models import SluggedQuerySet


class PageQuerySet(SluggedQuerySet):
    def public(self) -> Self:
        return self.filter(is_public=True)


class Page(Everywhere, Addressed):
    """Something that stands beside the posts and has no date: About, Privacy."""

    slug_source = "title"

    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    body_html = HTMLField()
    is_public = models.BooleanField(_("readers see it"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.slug])

    @property
    def summary(self) -> str:
        return Truncator(html.words(self.body_html)).words(40)

    def clean(self) -> None:
        super().clean()
        try:
            html.article(self.body)
        except ValidationError as refused:
            raise ValidationError({"body": refused}) from refused

    def save(self, *args: object, **kwargs: object) -> None:
        self.body_html = html.article(self.body)
        super().save(*args, **kwargs)
        self.make_findable()

    def delete(self, *args: object, **kwargs: object) -> tuple:
        Document.objects.drop("page", self.pk)
        return super().delete(*args, **kwargs)

    def make_findable(self) -> None:
        """Bring the search up to date with this page, which is found while it is public."""
        if not self.is_public:
            return Document.objects.drop("page", self.pk)
        fields = {"path": self.get_absolute_url(), "title": self.title, "text": html.words(self.body_html)}
        return Document.objects.put("page", self.pk, **fields, at=self.updated_at)
