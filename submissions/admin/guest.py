from django import forms
from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from outbox.models import Mail
from submissions.admin.reviewers import ForReviewers
from submissions.models import Guest, Link


class GuestForm(forms.ModelForm):
    """An address that was mistyped can be mended; a new link to the desk goes to it."""

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

    def save_model(self, request: HttpRequest, obj: Guest, form: forms.ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        before = form.initial["email"]
        if before and before != obj.email and not obj.user_id:
            messages.success(request, _became_of_link(obj))
            if Mail.objects.waiting().filter(to=before).exists():
                messages.warning(request, _now("A mail to %s still waits in the outbox.") % before)

    @admin.display(description=_("submissions"), ordering="number")
    def number(self, guest: Guest) -> int:
        return guest.number


def _became_of_link(guest: Guest) -> str:
    """Mail them a new one, and say so."""
    if Link.objects.readdress(guest) is None:
        return _now("Their desk stays closed until you make a new link.")
    if not guest.email:
        return _now("The link from before opens nothing any more. The new one is on their submission’s page.")
    return _now("The link from before opens nothing any more. A new one is mailed to %s.") % guest.email
