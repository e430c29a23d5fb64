import secrets
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import time_format

from blog.models import Autosave, Post
from blog.models.revision import TEXTS

TAKEN = "desk-taken"  # in the session: the form that was saved last


class Autosaves(ModelAdmin):
    """What is typed into the form is kept while it is typed, and offered again where it was never saved."""

    def get_urls(self) -> list:
        keep = path("autosave/", self.admin_site.admin_view(self.autosave), name="blog_post_autosave")
        forget = path("autosave/forget/", self.admin_site.admin_view(self.forget), name="blog_post_forget")
        return [keep, forget, *super().get_urls()]

    def autosave(self, request: HttpRequest) -> HttpResponse:
        """Keep the texts of an open form; answers when, and who else has the same post open."""
        key = self._key(request)
        Autosave.objects.keep(request.user, key, request.POST.dict())
        others = Autosave.objects.elsewhere(request.user, key)
        return JsonResponse({"at": time_format(timezone.localtime()), "others": others})

    def forget(self, request: HttpRequest) -> HttpResponse:
        """Drop what was kept of a form, and open it as it is saved."""
        key = self._key(request)
        Autosave.objects.filter(user=request.user, form=key).delete()
        return HttpResponseRedirect(_form(key))

    def _key(self, request: HttpRequest) -> str:
        """The form that was sent: one that this person may save, or might until somebody decided otherwise."""
        key = request.POST.get("form_key", "")
        post = self.get_queryset(request).filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
        may = self.has_view_or_change_permission(request, post) if post else self.has_add_permission(request)
        if request.method != "POST" or not may or not (post or _is_new(key)):
            raise PermissionDenied
        return key

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Post | None:
        """With `?autosave=` the form shows what was kept, and saves it where that is wanted."""
        post = super().get_object(request, object_id, from_field)
        kept = self._kept(request, object_id) if request.method == "GET" and "autosave" in request.GET else None
        if post and kept:
            for name, text in kept.texts.items():
                setattr(post, name, text)
            post.version = kept.seen or post.version  # what was saved since is not to be saved over unseen
        return post

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        key = request.GET.get("autosave", "")
        key = key if _is_new(key) else f"new-{secrets.token_hex(8)}"
        kept = self._kept(request, key)
        return super().get_changeform_initial_data(request) | (kept.texts if kept else {}) | {"form_key": key}

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """A new post's form that is sent twice makes one post, and the second time changes it."""
        if request.method != "POST" or object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return super().changeform_view(request, self._made_by(request), form_url, extra_context)
        except IntegrityError:
            made = self._made_by(request)
            if made is None:
                raise
            return super().changeform_view(request, made, form_url, extra_context)

    def _made_by(self, request: HttpRequest) -> str | None:
        """The key of the post that this very form has made already."""
        key = request.POST.get("form_key", "")
        made = self.get_queryset(request).filter(made_by=key).first() if _is_new(key) else None
        return str(made.pk) if made else None

    def taken(self, request: HttpRequest, key: str) -> None:
        """The form was saved: what was kept of it goes, and the next page tells the browser so."""
        Autosave.objects.filter(user=request.user, form=key).delete()
        if "_preview" not in request.POST:
            request.session[TAKEN] = key

    def _kept(self, request: HttpRequest, key: str) -> Autosave | None:
        return Autosave.objects.filter(user=request.user, form=key).first()

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        post = kwargs.get("obj")
        context["taken"] = request.session.pop(TAKEN, "")
        if request.method == "GET" and "autosave" not in request.GET:
            context["unsaved"] = self._unsaved(request, post)
        if post:
            context["others"] = Autosave.objects.elsewhere(request.user, str(post.pk))
        return super().render_change_form(request, context, *args, **kwargs)

    def _unsaved(self, request: HttpRequest, post: Post | None) -> list[tuple[Autosave, str]]:
        """What this person typed here and never saved, each with the address that opens it."""
        mine = Autosave.objects.filter(user=request.user)
        if post is None:
            kept = [one for one in mine.filter(form__startswith="new-") if any(one.texts.values())]
        else:
            saved = {name: getattr(post, name) for name in TEXTS}
            kept = [one for one in mine.filter(form=str(post.pk)) if one.differs_from(saved)]
        return [(one, f"{_form(one.form)}?autosave={one.form}") for one in kept]


def _is_new(key: str) -> bool:
    """Whether it is one that was made up for a post which is not stored yet."""
    return key.startswith("new-") and len(key) <= 50 and key[4:].isalnum() and key.isascii()


def _form(key: str) -> str:
    is_new = _is_new(key)
    return reverse("admin:blog_post_add") if is_new else reverse("admin:blog_post_change", args=[key])
