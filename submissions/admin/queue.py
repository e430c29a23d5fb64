from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from submissions.admin.reviewers import ForReviewers
from submissions.models import Submission
from submissions.models.queue import Queue as Submissions


class View(NamedTuple):
    """A part of the queue, and the order in which it is worked off."""

    label: Promise
    statuses: tuple[str, ...]
    order: tuple


OLDEST = ("since", "pk")
LATEST = ("-moved_at", "-pk")
VIEWS = {
    "waiting": View(pgettext_lazy("submissions", "Waiting"), ("submitted", "in_review"), OLDEST),
    "changes": View(_("Changes requested"), ("changes_requested",), ("due_order", *OLDEST)),
    "accepted": View(_("Accepted"), ("accepted",), OLDEST),
    "scheduled": View(_("Scheduled"), ("scheduled",), (F("post__published_at").asc(), "pk")),
    "writing": View(pgettext_lazy("submissions", "Writing"), ("draft",), ("due_order", *OLDEST)),
    "published": View(_("Published"), ("published",), LATEST),
    "away": View(_("Put away"), ("declined", "withdrawn"), LATEST),
}
FIRST = "waiting"
TO_DO: dict[str, tuple[Promise, Callable[[Submissions], Submissions]]] = {
    "overdue": (_("Overdue"), Submissions.overdue),
    "answered": (_("Galleys answered"), Submissions.galley_answered),
    "correct": (_("Corrections proposed"), Submissions.to_correct),
}
WHOSE = {"": _("Everybody’s"), "mine": _("Mine"), "nobody": _("Nobody’s")}
AGE, DUE = 2, 3  # the columns to sort by
NEVER_IN_A_LIST = ("introduction", "introduction_html", "body", "body_html", "summary")


class InView(admin.SimpleListFilter):
    """Without a choice it is what waits; a search looks everywhere."""

    title = _("view")
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(name, view.label) for name, view in VIEWS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        name = chosen_view(request)
        return queryset.filter(status__in=VIEWS[name].statuses) if name else queryset


class ToDo(admin.SimpleListFilter):
    """What the front page counts, wherever it is."""

    title = _("to do")
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(name, label) for name, (label, _found) in TO_DO.items()]

    def queryset(self, request: HttpRequest, queryset: Submissions) -> Submissions:
        return TO_DO[self.value()][1](queryset) if self.value() in TO_DO else queryset


class OfWhom(admin.SimpleListFilter):
    title = _("assigned to")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(name, label) for name, label in WHOSE.items() if name]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return of_whom(request, queryset)


def chosen_view(request: HttpRequest) -> str:
    """A key of VIEWS; empty where something is looked for in all of them."""
    name = request.GET.get("view", "")
    is_everywhere = request.GET.get("q") or request.GET.get("todo") in TO_DO
    return "" if is_everywhere else name if name in VIEWS else FIRST


def of_whom(request: HttpRequest, queryset: QuerySet) -> QuerySet:
    """All of them where the address names nobody."""
    chosen = request.GET.get("whose", "")
    known = {"mine": request.user.pk, "nobody": None}
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19:
        known[chosen] = int(chosen)
    return queryset.filter(editor=known[chosen]) if chosen in known else queryset


class Queue(ForReviewers):
    """All submissions, by what is to be done about them."""

    change_list_template = "admin/submissions/submission/change_list.html"
    list_display = ["what", "state", "age", "due", "has_it"]
    list_display_links = None
    list_filter = [InView, ToDo, OfWhom]
    list_per_page = 50
    list_select_related = ["guest__author", "post", "editor"]
    search_fields = ["post__title", "name", "guest__name", "guest__email"]
    actions = None
    view_on_site = False

    class Media:
        css = {"all": ["css/moderation.css", "css/submissions.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        never = [f"post__{name}" for name in NEVER_IN_A_LIST]
        return Submission.objects.with_age().with_answers().defer(*never)  # the list puts them in order

    def get_ordering(self, request: HttpRequest) -> tuple:
        return VIEWS[chosen_view(request) or FIRST].order

    @admin.display(description=_("submission"))
    def what(self, submission: Submission) -> str:
        return render_to_string("admin/submissions/submission/_what.html", {"submission": submission})

    @admin.display(description=_("status"))
    def state(self, submission: Submission) -> str:
        return render_to_string("admin/submissions/submission/_state.html", {"submission": submission})

    @admin.display(description=_("since"), ordering="since")
    def age(self, submission: Submission) -> str:
        return render_to_string("admin/submissions/submission/_age.html", {"submission": submission})

    @admin.display(description=_("due"), ordering="due_order")
    def due(self, submission: Submission) -> str:
        return render_to_string("admin/submissions/submission/_due.html", {"submission": submission})

    @admin.display(description=_("assigned to"))
    def has_it(self, submission: Submission) -> str:
        return str(submission.editor or _("nobody"))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        context = {"title": _("Guests’ submissions"), "views": _views(request), "sorts": _sorts(request)}
        return super().changelist_view(request, {**(extra_context or {}), **context, **_whose(request)})


def _views(request: HttpRequest) -> list[tuple]:
    """Each part's address, name, number and whether it is shown."""
    counts = of_whom(request, Submission.objects.all()).count_by_status()
    shown = chosen_view(request)
    return [
        (_kept(request, view=name), view.label, sum(counts.get(status, 0) for status in view.statuses), name == shown)
        for name, view in VIEWS.items()
    ]


def _whose(request: HttpRequest) -> dict[str, list[tuple]]:
    """By assignee: those of everybody, whoever looks and nobody, and of the others who have some of what is shown.

    Each with its address, name, number (None in a search, which is not counted) and whether it is chosen.
    """
    has, chosen = _assigned(request), request.GET.get("whose", "")
    has[""] = "", sum(number for _name, number in has.values())
    others = [key for key, (_name, number) in has.items() if key not in WHOSE and (number or key == chosen)]

    def link(key: str) -> tuple:
        name, number = has.get(key, ("", 0))
        said = None if request.GET.get("q") else number
        return _kept(request, whose=key), WHOSE.get(key, name), said, key == chosen

    return {"whose": [link(key) for key in WHOSE], "others": [link(key) for key in others]}


def _assigned(request: HttpRequest) -> dict[str, tuple[str, int]]:
    """By what stands for them in an address: the name of each who has any, and how many of those that are shown."""
    keys, shown = {request.user.pk: "mine", None: "nobody"}, _shown(request).values("pk")
    people = Submission.objects.order_by("editor__name", "editor_id").values_list("editor_id", "editor__name")
    counts = people.annotate(number=Count("pk", filter=Q(pk__in=shown)))
    return {keys.get(pk, str(pk)): (name, number) for pk, name, number in counts}


def _shown(request: HttpRequest) -> Submissions:
    todo, view = request.GET.get("todo"), chosen_view(request)
    everything = Submission.objects.order_by()
    if todo in TO_DO:
        return TO_DO[todo][1](everything)
    return everything.filter(status__in=VIEWS[view].statuses) if view else everything


def _sorts(request: HttpRequest) -> list[tuple]:
    """By touch too, where the table has no heads."""
    shown = request.GET.get("o", "")
    orders = [(f"{AGE}", _("Longest wait first")), (f"-{AGE}", _("Latest first")), (f"{DUE}", _("Due first"))]
    return [(_kept(request, o=order), label, order == shown) for order, label in orders]


def _kept(request: HttpRequest, **other: str) -> str:
    """This list's address with something else chosen."""
    known = {name: request.GET[name] for name in ("view", "todo", "whose", "q", "o") if name in request.GET}
    if "view" in other:
        known = {name: value for name, value in known.items() if name not in ("q", "todo")}
    return "?" + urlencode({name: value for name, value in (known | other).items() if value})
