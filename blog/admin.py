from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from blog.forms import BylineFormSet, PostForm
from blog.image_admin import ImageAdmin
from blog.models import Byline, Category, Decision, Post, Tag

__all__ = ["ImageAdmin"]

# The buttons of a post's form: the verb each stands for, and what is said when it is done.
VERBS = {
    "publish": _("Readers see it from %(published_at)s."),
    "unpublish": _("This is a draft again."),
    "trash": _("This post is in the trash."),
    "restore": _("This post is out of the trash, as a draft."),
}


class BylineInline(admin.TabularInline):
    model = Byline
    formset = BylineFormSet
    extra = 1
    fields = ["author", "position"]


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    form = PostForm
    autocomplete_fields = ["picture"]
    inlines = [BylineInline]
    change_form_template = "admin/blog/post/change_form.html"
    list_display = ["title", "byline", "status", "published_at", "comment_count"]
    list_filter = ["status", "categories"]
    search_fields = ["title", "body"]
    date_hierarchy = "published_at"
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "picture", "introduction", "introduced_by", "body", "question"]}),
        (_("Filed under"), {"fields": ["categories", "tags", "excerpt", "slug"]}),
        (_("When, and who may answer"), {"fields": ["published_at", "comments_open"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> object:
        return super().get_queryset(request).editable_by(request.user).with_bylines()

    @admin.display(description=_("by"))
    def byline(self, post: Post) -> str:
        return ", ".join(author.name for author in post.byline_authors)

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """Editors change every post; authors their own, until it is scheduled or public."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.status == Post.Status.DRAFT or self.may_publish(request))

    def has_delete_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        """Only what is in the trash can be deleted for good."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.status == Post.Status.TRASHED

    def get_deleted_objects(self, objs: list, request: HttpRequest) -> tuple:
        """What goes with a post: its bylines, its log and its conversation. Who may delete the one may delete them."""
        listed, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    def may_publish(self, request: HttpRequest) -> bool:
        return request.user.has_perm("blog.publish_post")

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: list, change: bool) -> None:
        """An author's own draft carries their byline from the first save."""
        super().save_related(request, form, formsets, change)
        form.instance.make_findable()  # its bylines are saved only now
        author = getattr(request.user, "author", None)
        if author and not self.may_publish(request) and not form.instance.bylines.exists():
            Byline.objects.create(post=form.instance, author=author)

    def render_change_form(self, request: HttpRequest, context: dict, *args: object, **kwargs: object) -> HttpResponse:
        context["may_publish"] = self.may_publish(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Post, post_url_continue: str | None = None) -> HttpResponse:
        return self._after_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        return self._after_save(request, obj) or super().response_change(request, obj)

    def _after_save(self, request: HttpRequest, post: Post) -> HttpResponse | None:
        """Carry out the verb whose button was pressed, on the post as it was just saved."""
        here = reverse("admin:blog_post_change", args=[post.pk])
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("admin:blog_post_preview", args=[post.pk]))
        for verb in VERBS.keys() & {name.removeprefix("_") for name in request.POST}:
            self._carry_out(request, post, verb)
            return HttpResponseRedirect(here)
        return None

    def _carry_out(self, request: HttpRequest, post: Post, verb: str) -> None:
        if not self.may_publish(request):
            raise PermissionDenied
        try:
            getattr(post, verb)(by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, VERBS[verb] % {"published_at": post.published_at})

    def get_urls(self) -> list:
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="blog_post_preview")
        return [preview, *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The post as readers will see it, for those who may see it before."""
        post = get_object_or_404(Post.objects.editable_by(request.user).for_reading(), pk=pk)
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return render(request, "blog/post.html", {"post": post, "is_preview": True})


@admin.register(Category, Tag)
class NameAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["at", "post", "verb", "by", "reason"]
    list_display_links = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False
