from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from outbox import kinds, letterhead, words
from outbox.admin.keepers import ForKeepers
from outbox.forms import WordingForm
from outbox.kinds import Kind
from outbox.models import Mail, Wording
from outbox.models.wording import Words
from outbox.paragraphs import paragraphs


class Blank(NamedTuple):
    """A placeholder, as it is explained."""

    name: str
    meaning: str


@admin.register(Wording)
class WordingAdmin(ForKeepers):
    """Every kind of mail there is, whether or not somebody has put it in other words."""

    class Media:
        css = {"all": ["admin/css/forms.css", "css/moderation.css", "css/letter.css"]}

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.words_of)
        return [path("<slug:key>/", view, name="outbox_wording_words"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        self._refuse_others(request)
        reworded = set(Wording.objects.values_list("kind", flat=True))
        listed = [(kind, kind.key in reworded) for kind in kinds.kinds()]
        return self._page(request, "change_list", {"kinds": listed, "title": capfirst(self.opts.verbose_name_plural)})

    def words_of(self, request: HttpRequest, key: str) -> HttpResponse:
        """The words that hold for one kind, to change, to look at, or to give up for ours."""
        self._refuse_others(request)
        kind = _kind_or_404(key)
        if "ours" in request.POST:
            Wording.objects.back_to_ours(kind)
            messages.success(request, _("This mail is in our words again."))
            return HttpResponseRedirect(request.path)
        form = WordingForm(request.POST or None, instance=_holding(kind))
        if form.is_bound and form.is_valid() and "look" not in request.POST:
            Wording.objects.reword(kind, subject=form.instance.subject, body=form.instance.body)
            messages.success(request, _("From now on this mail is written in these words."))
            return HttpResponseRedirect(reverse("admin:outbox_wording_changelist"))
        return self._form(request, kind, form)

    def _form(self, request: HttpRequest, kind: Kind, form: WordingForm) -> HttpResponse:
        looks = form.instance if form.is_bound and form.is_valid() else _holding(kind)
        mail = _sample(kind, Words(looks.subject, looks.body))
        known = {"kind": kind, "form": form, "mail": mail, "paragraphs": paragraphs(mail.body)}
        is_reworded = Wording.objects.filter(kind=kind.key).exists()
        given = {"blanks": _blanks(kind), "is_reworded": is_reworded, "title": kind.label}
        return self._page(request, "change_form", known | given)

    def _refuse_others(self, request: HttpRequest) -> None:
        if not self.has_change_permission(request):
            raise PermissionDenied

    def _page(self, request: HttpRequest, template: str, known: dict) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **known}
        return render(request, f"admin/outbox/wording/{template}.html", context)


def _kind_or_404(key: str) -> Kind:
    try:
        return kinds.kind(key)
    except KeyError as unknown:
        raise Http404 from unknown


def _holding(kind: Kind) -> Wording:
    """What the form starts from: the words that hold now."""
    return Wording(kind=kind.key, **Wording.objects.holding_for(kind)._asdict())


def _blanks(kind: Kind) -> list[Blank]:
    return [Blank(name, _meaning(kind, name)) for name in kind.known]


def _meaning(kind: Kind, name: str) -> str:
    always = {"site": _("the name of the site"), "site_url": _("its address")}
    if said := kind.meanings.get(name) or always.get(name):
        return str(said)
    if name in kind.quoted:
        return _("a longer text, set off as a quote")
    return _("an address that leads on") if kind.is_link(name) else _("a few words")


def _sample(kind: Kind, holding: Words) -> Mail:
    """A mail in these words, filled in with what is plainly made up; it is never stored."""
    paper = letterhead.current()
    values = {name: _made_up(kind, name, paper.url) for name in kind.placeholders}
    values |= {"site": paper.name, "site_url": paper.url}
    body = words.body(holding.body, kind, values)
    return Mail(kind=kind.key, to="somebody@example.org", subject=words.subject(holding.subject, values), body=body)


def _made_up(kind: Kind, name: str, site_url: str) -> str:
    if kind.is_link(name):
        return f"{site_url}…/"
    if name in kind.quoted:
        return _("Here stand words that somebody wrote.\nThey may go on for several lines.")
    return f"[{name}]"
