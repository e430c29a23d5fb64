from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from blog.prose import LISTS, WORDS, Prose
from safe import html
from submissions.models import Licence, Terms


class TermsForm(forms.ModelForm):
    licence = forms.CharField(
        label=_("Licence terms"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Who submits agrees to these. A change makes a new version, for those who submit from now on."),
    )

    class Meta:
        model = Terms
        fields = ["guidelines", "takes_pitches", "most_words"]
        widgets = {"guidelines": Prose(WORDS | LISTS | {"Heading": {"levels": [2, 3]}}, attrs={"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["licence"] = Licence.current().text

    def clean_licence(self) -> str:
        """Without the line ends of forms, which would make another version of the same words."""
        text = self.cleaned_data["licence"].replace("\r\n", "\n")
        html.article(text)
        return text


@admin.register(Terms)
class TermsAdmin(admin.ModelAdmin):
    """One form for what "Write for us" says and asks."""

    form = TermsForm
    change_form_template = "admin/submissions/terms/change_form.html"
    fieldsets = [
        (None, {"fields": ["guidelines", "takes_pitches", "most_words"]}),
        (_("Licence"), {"fields": ["licence"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Terms | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """There is nothing to list: straight to the form, with the row made on first use."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if not Terms.objects.exists():
            Terms.current().save()
        return HttpResponseRedirect(reverse("admin:submissions_terms_change", args=[1]))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        licences = Licence.objects.annotate(number=Count("submission"))
        context = {"licences": licences, "title": _("Write for us"), "subtitle": None}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def save_model(self, request: HttpRequest, obj: Terms, form: TermsForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        obj.reword_licence(form.cleaned_data["licence"])

    def response_post_save_change(self, request: HttpRequest, obj: Terms) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:submissions_terms_change", args=[1]))
