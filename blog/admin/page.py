from datetime import datetime

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from blog.admin.filing import OneByOne
from blog.models import Page


@admin.register(Page)
class PageAdmin(OneByOne):
    change_form_template = "admin/blog/page/change_form.html"
    list_display = ["title", "slug", "is_public", "changed"]
    search_fields = ["title", "body"]
    fields = ["title", "body", "is_public", "slug"]

    @admin.display(description=_("last changed"), ordering="updated_at")
    def changed(self, page: Page) -> datetime:
        return page.updated_at

    def response_add(self, request: HttpRequest, obj: Page, post_url_continue: str | None = None) -> HttpResponse:
        return self._to_preview(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Page) -> HttpResponse:
        return self._to_preview(request, obj) or super().response_change(request, obj)

    def _to_preview(self, request: HttpRequest, page: Page) -> HttpResponse | None:
        asked = "_preview" in request.POST
        return HttpResponseRedirect(reverse("admin:blog_page_preview", args=[page.pk])) if asked else None

    def get_urls(self) -> list:
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="blog_page_preview")
        return [preview, *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as readers will see it."""
        page = get_object_or_404(Page, pk=pk)
        if not self.has_view_or_change_permission(request, page):
            raise PermissionDenied
        return render(request, "blog/page.html", {"page": page, "is_preview": True})
