from copy import deepcopy
from datetime import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models import Author, User
from blog.admin.autosaves import Autosaves
from blog.admin.versions import Versions
from blog.forms import PostForm
from blog.models import Byline, Decision, Post, Revision
from blog.pasting import made_plain
from blog.prose import editors_words
from safe import images

# The buttons of a post's form: the verb each stands for, and what is said when it is done.
VERBS = {
    "publish": _("Readers see it from %(published_at)s."),
    "unpublish": _("This is a draft again."),
    "trash": _("This post is in the trash."),
    "restore": _("This post is out of the trash, as a draft."),
}
PICTURE = ["picture", "new_picture", "new_picture_alt", "new_picture_credit"]


@admin.register(Post)
class PostAdmin(Versions, Autosaves, admin.ModelAdmin):
    form = PostForm
    change_form_template = "admin/blog/post/change_form.html"
    list_display = ["title", "byline", "status", "published_at", "replies"]
    list_filter = ["status", "categories", "series"]
    search_fields = ["title", "body"]
    date_hierarchy = "published_at"
    fieldsets = [
        (None, {"fields": ["title", "subtitle", "byline", "body", "question"]}),
        (_("Introduction"), {"fields": ["introduction", "introduced_by"]}),
        (_("When, and who may answer"), {"fields": ["published_at", "comments_open"], "classes": ["aside"]}),
        (
            _("Picture"),
            {"fields": PICTURE, "classes": ["aside", "lead"]},
        ),
        (_("Filed under"), {"fields": ["categories", "tags", "series", "part"], "classes": ["aside"]}),
        (_("In lists, and after it"), {"fields": ["excerpt", "slug", "original", "related"], "classes": ["aside"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Post | None = None) -> list:
        """Authors write under their own byline, which nobody asks them for. Who may only look sees what is stored."""
        fieldsets = deepcopy(super().get_fieldsets(request, obj))
        if not self.may_publish(request):
            fieldsets[0][1]["fields"].remove("byline")
        if obj and not self.has_change_permission(request, obj):
            for _name, options in fieldsets:
                options["fields"] = [name for name in options["fields"] if hasattr(Post, name)]
        return fieldsets

    def get_form(self, request: HttpRequest, obj: Post | None = None, **kwargs: object) -> type[PostForm]:
        made = super().get_form(request, obj, **kwargs)
        made.user = request.user
        if not self.may_publish(request):
            made.base_fields.pop("byline")
        return made

    def get_queryset(self, request: HttpRequest) -> object:
        return super().get_queryset(request).editable_by(request.user).with_bylines()

    @admin.display(description=_("by"))
    def byline(self, post: Post) -> str:
        return ", ".join(author.name for author in post.byline_authors)

    @admin.display(description=_("replies"), ordering="comment_count")
    def replies(self, post: Post) -> int:
        return post.comment_count

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

    def save_model(self, request: HttpRequest, obj: Post, form: PostForm, change: bool) -> None:
        if change:  # what came here some other way has no version of it kept yet
            before = Post.objects.get(pk=obj.pk)
            if not before.revisions.exists():
                Revision.objects.record(before, by=None)
        else:
            obj.made_by = form.cleaned_data["form_key"] or None
        super().save_model(request, obj, form, change)
        Revision.objects.record(obj, by=request.user)
        self.taken(request, form.cleaned_data["form_key"])

    def save_related(self, request: HttpRequest, form: PostForm, formsets: list, change: bool) -> None:
        """An author's own draft carries their byline from the first save."""
        super().save_related(request, form, formsets, change)
        if "_preview" not in request.POST:
            self._introduce(request, form.new_guests)
        form.instance.make_findable()  # its bylines are saved only now
        if not self.may_publish(request) and not form.instance.bylines.exists():
            Byline.objects.create(post=form.instance, author=self._own_author(request.user))

    def _own_author(self, user: User) -> Author:
        """The name that an account writes under; made with its first draft, which would be nobody's without one."""
        known = {"name": user.name or user.email.partition("@")[0], "is_guest": False}
        return Author.objects.get_or_create(user=user, defaults=known)[0]

    def _introduce(self, request: HttpRequest, guests: list[Author]) -> None:
        """Lead on to who was made by being named: readers want a line about them, a face, a book."""
        for guest in guests:
            there = reverse("admin:accounts_author_change", args=[guest.pk])
            say = _('{} is a new guest author. <a href="{}">Say who they are</a>.')
            messages.info(request, format_html(say, guest.name, there))

    def render_change_form(self, request: HttpRequest, context: dict, *args: object, **kwargs: object) -> HttpResponse:
        context |= {"may_publish": self.may_publish(request)}
        context |= {"picture_types": images.ACCEPT, "editors_words": editors_words()}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Post, post_url_continue: str | None = None) -> HttpResponse:
        return self._after_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Post) -> HttpResponse:
        return self._after_save(request, obj) or super().response_change(request, obj)

    def _after_save(self, request: HttpRequest, post: Post) -> HttpResponse | None:
        """Carry out the verb whose button was pressed, on the post as it was just saved."""
        here = reverse("admin:blog_post_change", args=[post.pk])
        if "_preview" in request.POST:
            return self._as_if_saved(request, post)
        for verb in VERBS.keys() & {name.removeprefix("_") for name in request.POST}:
            self._carry_out(request, post, verb)
            return HttpResponseRedirect(here)
        return None

    def _as_if_saved(self, request: HttpRequest, post: Post) -> HttpResponse:
        """The page that this form would make, byline and all; then everything is as it was before."""
        shown = Post.objects.for_reading().get(pk=post.pk)
        page = render(request, "blog/post.html", {"post": shown, "is_preview": True, "is_unsaved": True})
        transaction.set_rollback(True)  # of the transaction that the admin opens for each form
        return page

    def _carry_out(self, request: HttpRequest, post: Post, verb: str) -> None:
        if not self.may_publish(request):
            raise PermissionDenied
        try:
            getattr(post, verb)(by=request.user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, VERBS[verb] % {"published_at": _said(post.published_at)})

    def get_urls(self) -> list:
        preview = path("<int:pk>/preview/", self.admin_site.admin_view(self.preview), name="blog_post_preview")
        paste = path("paste/", self.admin_site.admin_view(self.paste), name="blog_post_paste")
        return [preview, paste, *super().get_urls()]

    def paste(self, request: HttpRequest) -> HttpResponse:
        """Make plain what was copied in a word processor. Answers with JSON; a refusal has a sentence."""
        if request.method != "POST" or not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        return made_plain(request)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The post as readers will see it, for those who may see it before."""
        post = get_object_or_404(Post.objects.editable_by(request.user).for_reading(), pk=pk)
        if not self.has_view_or_change_permission(request, post):
            raise PermissionDenied
        return render(request, "blog/post.html", {"post": post, "is_preview": True})


def _said(at: datetime | None) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT") if at else ""


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ["at", "about", "what", "by", "reason"]
    list_display_links = None

    @admin.display(description=_("post"), ordering="post")
    def about(self, decision: Decision) -> str:
        return str(decision.post)

    @admin.display(description=_("decision"), ordering="verb")
    def what(self, decision: Decision) -> str:
        return decision.what

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Decision | None = None) -> bool:
        return False
