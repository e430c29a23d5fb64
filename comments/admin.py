from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from comments.forms import AmendForm, BodyForm
from comments.models import Comment, Moderation
from comments.models import moderation as log
from comments.refusals import Duplicate, Gone, Stale
from comments.writers import Writer

VERBS = {
    "approve": _("Approve"),
    "hold": _("Hold"),
    "spam": pgettext_lazy("button", "Spam"),
    "trash": pgettext_lazy("button", "Trash"),
    "restore": _("Restore"),
    "erase": _("Delete permanently"),
}
# What can be done from where: the buttons under each comment.
OFFERED = {
    "pending": ["approve", "spam", "trash"],
    "approved": ["hold", "spam", "trash"],
    "spam": ["restore", "erase"],
    "trash": ["restore", "erase"],
}


class View(admin.SimpleListFilter):
    """WordPress's views of the queue. Without a choice it is what waits."""

    title = _("view")
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(status, Comment.Status(status).label) for status in OFFERED]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(status=self.value() or "pending")


def bulk(verb: str) -> Callable:
    """The admin action that does one thing to every comment ticked."""

    @admin.action(description=VERBS[verb])
    def action(model_admin: "CommentAdmin", request: HttpRequest, queryset: QuerySet) -> None:
        carry_out(request, verb, queryset.select_related("post"))

    action.__name__ = verb
    return action


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
    change_list_template = "admin/by_views.html"
    change_form_template = "admin/comments/comment/change_form.html"
    list_display = ["said", "who", "where"]
    list_display_links = None
    list_filter = [View]
    list_per_page = 50
    list_select_related = ["post", "parent", "author", "user"]
    search_fields = ["body", "name", "email", "address"]
    ordering = ["-pk"]
    form = AmendForm
    actions = [bulk(verb) for verb in VERBS]

    class Media:
        css = {"all": ["css/moderation.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).moderated_by(request.user).exclude(status="removed")

    @admin.display(description=_("comment"))
    def said(self, comment: Comment) -> str:
        offered = [(verb, VERBS[verb]) for verb in OFFERED[comment.status]]
        return render_to_string("admin/comments/comment/_said.html", {"comment": comment, "offered": offered})

    @admin.display(description=_("by"))
    def who(self, comment: Comment) -> str:
        return render_to_string("admin/comments/comment/_who.html", {"comment": comment})

    @admin.display(description=_("under"))
    def where(self, comment: Comment) -> str:
        return render_to_string("admin/comments/comment/_where.html", {"comment": comment})

    # Who may: moderators everything, authors what stands under their own posts (the queryset is cut to it).

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        may = ("comments.moderate_comment", "comments.moderate_own_posts")
        if not any(request.user.has_perm(permission) for permission in may):
            return False
        return obj is None or Comment.objects.moderated_by(request.user).filter(pk=obj.pk).exists()

    has_change_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Comment | None = None) -> bool:
        return False  # "Delete permanently" is a verb of ours, and logged

    def get_readonly_fields(self, request: HttpRequest, obj: Comment | None = None) -> list[str]:
        """Who said it is for moderators to change; an author under their own post may mend the words."""
        who = ["name", "email", "website", "author"]
        return [] if request.user.has_perm("comments.moderate_comment") else who

    # The list

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        counts = dict(self.get_queryset(request).order_by().values_list("status").annotate(Count("pk")))
        chosen = request.GET.get("view", "pending")
        views = [(status, Comment.Status(status).label, counts.get(status, 0), status == chosen) for status in OFFERED]
        return super().changelist_view(request, {**(extra_context or {}), "views": views, "title": _("Conversation")})

    def get_actions(self, request: HttpRequest, action_location: ActionLocation = ActionLocation.CHANGE_LIST) -> dict:
        """What can be done from this view, as under each comment."""
        offered = OFFERED.get(request.GET.get("view", "pending"), VERBS)
        actions = super().get_actions(request, action_location)
        return {name: action for name, action in actions.items() if name in offered}

    # One comment

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        comment = self.get_object(request, object_id)
        offered = [(verb, VERBS[verb]) for verb in OFFERED.get(comment.status, [])] if comment else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "offered": offered})

    def save_model(self, request: HttpRequest, obj: Comment, form: ModelForm, change: bool) -> None:
        obj.amend(by=request.user, **{name: form.cleaned_data[name] for name in form.changed_data})

    def get_urls(self) -> list:
        own = [
            path("<int:pk>/reply/", self.admin_site.admin_view(self.reply), name="comments_comment_reply"),
            *(
                path(
                    f"<int:pk>/{verb}/",
                    self.admin_site.admin_view(self.one),
                    {"verb": verb},
                    name=f"comments_comment_{verb}",
                )
                for verb in VERBS
            ),
        ]
        return [*own, *super().get_urls()]

    def one(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """A button under a comment in the list."""
        comment = self._comment(request, pk)
        if request.method == "POST":
            carry_out(request, verb, [comment])
        view = request.GET.get("view", "")
        return HttpResponseRedirect(
            reverse("admin:comments_comment_changelist") + (f"?view={view}" if view in OFFERED else "")
        )

    def reply(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer a comment from the queue; one that waits is approved with it."""
        comment = self._comment(request, pk)
        if not (comment.is_pending or comment.is_visible):
            raise Http404
        form = BodyForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self._reply(request, comment, form):
            return HttpResponseRedirect(reverse("admin:comments_comment_changelist"))
        context = {**self.admin_site.each_context(request), "form": form, "comment": comment, "title": _("Reply")}
        return render(request, "admin/comments/comment/reply.html", context)

    def _reply(self, request: HttpRequest, comment: Comment, form: BodyForm) -> bool:
        user = request.user
        answer = Comment(post=comment.post, parent=comment, body=form.cleaned_data["body"])
        answer.sign(user, None)
        try:
            with transaction.atomic():  # the one does not happen without the other
                if comment.is_pending:
                    comment.approve(by=user, seen=_version(request.POST.get("seen", "")))
                Comment.objects.submit(answer, Writer(user))
        except Stale:
            form.add_error("body", _("The comment was edited while you wrote. Please look at it again."))
        except Duplicate:
            form.add_error("body", _("You have said this already."))
        except Gone:
            form.add_error("body", _("The comment was erased while you wrote."))
        return form.is_valid()

    def _comment(self, request: HttpRequest, pk: int) -> Comment:
        comment = get_object_or_404(self.get_queryset(request).select_related("post"), pk=pk)
        if not self.has_change_permission(request, comment):
            raise PermissionDenied
        return comment


def carry_out(request: HttpRequest, verb: str, comments: list[Comment] | QuerySet) -> None:
    """Do one thing to each comment and say how it went. Approval is for the version that the page showed."""
    done, stale = 0, 0
    for comment in comments:
        try:
            getattr(comment, verb)(by=request.user, **_seen(request, verb, comment))
            done += 1
        except Stale:
            stale += 1
    if done:
        said = ngettext("%(verb)s: %(count)d comment.", "%(verb)s: %(count)d comments.", done)
        messages.success(request, said % {"verb": VERBS[verb], "count": done})
    if stale:
        said = ngettext(
            "%(count)d comment was edited after you looked, and still waits. Please read it again.",
            "%(count)d comments were edited after you looked, and still wait. Please read them again.",
            stale,
        )
        messages.warning(request, said % {"count": stale})


def _seen(request: HttpRequest, verb: str, comment: Comment) -> dict[str, int | None]:
    return {"seen": _version(request.POST.get(f"seen-{comment.pk}", ""))} if verb == "approve" else {}


def _version(text: str) -> int | None:
    """The version that a page showed; None where the page did not say."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


class Happened(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return list(log.VERBS.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Moderation)
class ModerationAdmin(admin.ModelAdmin):
    list_display = ["at", "number", "post", "what", "before", "who", "reason"]
    list_display_links = None
    list_filter = [Happened]
    list_select_related = ["post", "by"]

    @admin.display(description=_("what"), ordering="verb")
    def what(self, entry: Moderation) -> str:
        return entry.what

    @admin.display(description=_("before"), ordering="was")
    def before(self, entry: Moderation) -> str:
        return str(Comment.Status(entry.was).label) if entry.was else ""

    @admin.display(description=_("by"), ordering="by")
    def who(self, entry: Moderation) -> str:
        return entry.who

    def has_view_permission(self, request: HttpRequest, obj: Moderation | None = None) -> bool:
        return request.user.has_perm("comments.moderate_comment")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Moderation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Moderation | None = None) -> bool:
        return False
