from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from blog.compare import changed
from blog.models import Post, Revision


class Versions(ModelAdmin):
    """What a post said once: listed, any two compared word by word, one brought back."""

    def get_urls(self) -> list:
        restore = self.admin_site.admin_view(self.bring_back)
        return [path("<int:pk>/history/<int:revision>/", restore, name="blog_post_bring_back"), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        post = self._post(request, object_id)
        revisions = list(post.revisions.select_related("by").defer("texts"))
        old, new = self._pair(request, post, revisions)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Versions of “%s”") % post,
            "opts": self.opts,
            "post": post,
            "revisions": revisions,
            "decisions": post.decisions.select_related("by"),
            "old": old,
            "new": new,
            "changes": self._changes(old, new),
        }
        return render(request, "admin/blog/post/history.html", context)

    def bring_back(self, request: HttpRequest, pk: int, revision: int) -> HttpResponse:
        """Make an old version the newest one; the one that was newest stays in the list."""
        post = self._post(request, pk)
        if request.method != "POST" or not self.has_change_permission(request, post):
            raise PermissionDenied
        chosen = get_object_or_404(post.revisions, pk=revision)
        post.bring_back(chosen, by=request.user)
        messages.success(request, _("This is the text as it was then. The later one is in its history."))
        return HttpResponseRedirect(reverse("admin:blog_post_change", args=[pk]))

    def _post(self, request: HttpRequest, pk: int | str) -> Post:
        post = self.get_object(request, unquote(str(pk)))
        if post is None:
            raise Http404
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return post

    def _pair(
        self, request: HttpRequest, post: Post, revisions: list[Revision]
    ) -> tuple[Revision | None, Revision | None]:
        """The versions asked for by `?old=…&new=…`, else the last two."""
        by_key = {str(revision.pk): revision for revision in revisions}
        old, new = (by_key.get(request.GET.get(name, "")) for name in ("old", "new"))
        if old and new:
            return min(old, new, key=lambda one: one.pk), max(old, new, key=lambda one: one.pk)
        return (revisions[1], revisions[0]) if len(revisions) > 1 else (None, None)

    def _changes(self, old: Revision | None, new: Revision | None) -> list[tuple[str, list]]:
        if not old or not new:
            return []
        return [(Post._meta.get_field(name).verbose_name, said) for name, said in changed(old.texts, new.texts).items()]
