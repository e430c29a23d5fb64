from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.models.everywhere import Everywhere
from blog.models.page import Page
from blog.models.taxonomy import Category
from safe.addresses import Link

leads_somewhere = RegexValidator(
    r"^(?:https?://[^\s/\\]\S*|/(?![/\\])\S*)\Z",
    _("This leads nowhere: write an address of this site, such as /archive/, or of another, such as https://…"),
)


class MenuQuerySet(models.QuerySet):
    def links(self) -> list[Link]:
        """The menu as readers see it, in one query."""
        items = self.select_related("page", "category")
        return [Link(str(item), item.leads_to) for item in items if item.is_shown]


class MenuItem(Everywhere):
    """One entry of the menu at the head of every page: a page, a category, or any address."""

    label = models.CharField(
        _("label"), max_length=50, blank=True, help_text=_("Empty: the title of what it leads to.")
    )
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, verbose_name=_("page"))
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, verbose_name=_("category"))
    address = models.CharField(_("or an address"), max_length=500, blank=True, validators=[leads_somewhere])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = MenuQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("menu entry")
        verbose_name_plural = _("menu")

    def __str__(self) -> str:
        return self.label or str(self.page or self.category or self.address)

    @property
    def leads_to(self) -> str:
        thing = self.page or self.category
        return thing.get_absolute_url() if thing else self.address

    @property
    def is_shown(self) -> bool:
        return self.page is None or self.page.is_public

    def clean(self) -> None:
        super().clean()
        if len([one for one in (self.page, self.category, self.address) if one]) != 1:
            raise ValidationError(_("An entry leads to one thing: a page, a category or an address."))
