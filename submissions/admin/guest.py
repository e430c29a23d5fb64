from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from submissions.admin.reviewers import ForReviewers
from submissions.models import Guest


class GuestForm(forms.ModelForm):
    """An address that was mistyped can be mended; the link to the desk goes to it."""

    class Meta:
        model = Guest
        fields = ["name", "email"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        others = Guest.objects.filter(email=email, user=None).exclude(pk=self.instance.pk)
        if email and self.instance.user_id is None and others.exists():
            raise forms.ValidationError(_("Another guest writes from this address."))
        return email


@admin.register(Guest)
class GuestAdmin(ForReviewers):
    """Who writes for the publication. They come by being invited or by a pitch, and leave by no button."""

    form = GuestForm
    list_display = ["name", "email", "user", "author", "number"]
    list_select_related = ["user", "author"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "user", "author"]
    readonly_fields = ["user", "author"]
    actions = None

    class Media:
        css = {"all": ["css/submissions.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(number=Count("submissions"))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        guest = self.get_object(request, object_id)
        context = {"title": str(guest), "subtitle": None} if guest else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    @admin.display(description=_("submissions"), ordering="number")
    def number(self, guest: Guest) -> int:
        return guest.number
