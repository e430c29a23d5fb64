from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from blog.models import Category, Series, Tag


class OneByOne(admin.ModelAdmin):
    """Deletes many as it deletes one, so that what is kept of them elsewhere goes with them."""

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for thing in queryset:
            thing.delete()


@admin.register(Category, Tag)
class NameAdmin(OneByOne):
    list_display = ["name", "slug", "number"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number=Count("posts"))

    @admin.display(description=_("posts"), ordering="number")
    def number(self, thing: Category | Tag) -> int:
        return thing.number


@admin.register(Series)
class SeriesAdmin(NameAdmin):
    pass
