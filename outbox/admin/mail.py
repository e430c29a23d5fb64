from collections.abc import Callable
from typing import NamedTuple

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbox.admin.keepers import ForKeepers
from outbox.forms import AmendForm
from outbox.models import Mail
from outbox.models.mail import STUCK
from outbox.paragraphs import paragraphs
from outbox.refusals import TooLate


class View(NamedTuple):
    label: str
    holds: Q


VIEWS = {
    "waiting": View(gettext_lazy("Waiting"), Q(status__in=["waiting", "sending"])),
    "sent": View(gettext_lazy("Sent"), Q(status="sent")),
    "stopped": View(gettext_lazy("Stopped"), Q(status="stopped")),
    "failed": View(gettext_lazy("Failed"), Q(status="failed")),
    "stuck": View(gettext_lazy("Not taken"), STUCK),  # shown where there are any
}
VERBS = {"send_now": gettext_lazy("Send now"), "stop": gettext_lazy("Stop"), "try_again": gettext_lazy("Try again")}
DONE = {
    "send_now": gettext_lazy("It leaves within half a minute."),
    "stop": gettext_lazy("It is stopped, and does not leave."),
    "try_again": gettext_lazy("It is tried again within half a minute."),
}
# What can be done with a mail in which state: the buttons under it.
OFFERED = {"waiting": ["send_now", "stop"], "failed": ["try_again", "stop"]}
TOO_LATE = gettext_lazy("That was too late: the mail is leaving, or somebody else was quicker. So it is now.")


class Views(admin.SimpleListFilter):
    """Without a choice it is what waits."""

    title = gettext_lazy("view")
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(name, view.label) for name, view in VIEWS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(VIEWS[chosen(request)].holds)


@admin.register(Mail)
class MailAdmin(ForKeepers):
    change_list_template = "admin/by_views.html"
    list_display = ["letter"]
    list_display_links = None
    list_filter = [Views]
    list_per_page = 50
    list_select_related = ["stopped_by", "amended_by"]
    search_fields = ["to", "subject"]
    actions = None

    class Media:
        css = {"all": ["css/moderation.css", "css/letter.css"]}

    @admin.display(description=gettext_lazy("mail"))
    def letter(self, mail: Mail) -> str:
        return render_to_string("admin/outbox/mail/_mail.html", {"mail": mail, "offered": offered(mail)})

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """What leaves first comes first; of what is over, the newest."""
        return ["leaves_at", "pk"] if chosen(request) == "waiting" else ["-pk"]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        counted = Mail.objects.aggregate(**{name: Count("pk", filter=view.holds) for name, view in VIEWS.items()})
        views = [(name, view.label, counted[name], name == chosen(request)) for name, view in VIEWS.items()]
        views = [view for view in views if view[2] or view[0] != "stuck"]
        return super().changelist_view(request, {**(extra_context or {}), "views": views, "title": _("Mails")})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """The mail as it will look, what can be done with it, and its words to change while it waits."""
        mail = self.get_object(request, object_id)
        if mail is None or not self.has_view_permission(request):
            raise Http404
        form = AmendForm(request.POST if request.method == "POST" else None, instance=mail)
        if form.is_bound and form.is_valid():
            self._try(request, lambda: _amend(mail, form, request), _("It leaves in these words."))
            return _back_to(mail)
        shown = Mail.objects.get(pk=mail.pk)  # a form that was not taken has changed its own
        known = {"mail": shown, "form": form, "offered": offered(shown), "paragraphs": paragraphs(shown.body)}
        context = {**self.admin_site.each_context(request), **known, "opts": self.opts, "title": shown.subject}
        return render(request, "admin/outbox/mail/change_form.html", {**context, "media": self.media})

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.one)
        return [*(path(f"<int:pk>/{verb}/", view, {"verb": verb}) for verb in VERBS), *super().get_urls()]

    def one(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """A button under a mail."""
        if not self.has_change_permission(request):
            raise Http404
        mail = get_object_or_404(Mail, pk=pk)
        if request.method == "POST":
            self._try(request, lambda: getattr(mail, verb)(by=request.user), DONE[verb])
        return _back_to(mail)

    def _try(self, request: HttpRequest, act: Callable[[], None], done: str) -> None:
        try:
            act()
        except TooLate:
            messages.warning(request, TOO_LATE)
        else:
            messages.success(request, done)


def chosen(request: HttpRequest) -> str:
    view = request.GET.get("view", "")
    return view if view in VIEWS else "waiting"


def offered(mail: Mail) -> list[tuple[str, str]]:
    return [(verb, VERBS[verb]) for verb in OFFERED.get(mail.status, [])]


def _amend(mail: Mail, form: AmendForm, request: HttpRequest) -> None:
    mail.amend(by=request.user, subject=form.cleaned_data["subject"], body=form.cleaned_data["body"])


def _back_to(mail: Mail) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:outbox_mail_change", args=[mail.pk]))
