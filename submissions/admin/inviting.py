from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from submissions.admin.reviewers import ForReviewers
from submissions.models import Invitation
from submissions.models.invitation import LONGEST

WAYS = ("mail", "hand", "write")  # sent by mail; handed over by the editor; whose text the editor has


def new_key() -> str:
    return uuid4().hex


class InviteForm(forms.Form):
    """Whom to ask for an essay, and how they get the link to their desk."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Never shown. Without one there are no mails: you hand the link over, and they look at their desk."
        ),
    )
    words = forms.CharField(
        label=_("What you say to them"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What it would be about, how long, why them. It stands in the mail and on their desk."),
    )
    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    form_key = forms.CharField(required=False, max_length=50, widget=forms.HiddenInput, initial=new_key)

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_due_on(self) -> date | None:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose one that is still to come."))
        return due_on

    def clean(self) -> dict:
        said = super().clean()
        if self.data.get("way") == "mail" and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("To which address? Or hand the link over yourself."))
        return said


class Inviting(ForReviewers):
    """Ask somebody for an essay."""

    def invite(self, request: HttpRequest) -> HttpResponse:
        self.let_in(request)
        form = InviteForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and request.POST.get("way") in WAYS:
            return self._invited(request, form, request.POST["way"])
        context = {**self.admin_site.each_context(request), "title": _("Invite a guest"), "form": form}
        return render(request, "admin/submissions/submission/invite.html", context | {"opts": self.opts})

    def _invited(self, request: HttpRequest, form: InviteForm, way: str) -> HttpResponse:
        said = {name: form.cleaned_data[name] for name in ("name", "email", "words", "due_on")}
        made_by = form.cleaned_data["form_key"] or None
        invitation = Invitation.objects.send(by=request.user, is_mailed=way == "mail", made_by=made_by, **said)
        submission = invitation.submission
        if way == "write":
            there = reverse("submission", args=[f"of-{submission.guest_id}", submission.pk])
            return HttpResponseRedirect(there)
        messages.success(request, _told(way, submission.guest.mailbox))
        return HttpResponseRedirect(submission.get_absolute_url())


def _told(way: str, email: str) -> str:
    if way == "mail":
        return _now("The invitation is on its way to %s.") % email
    return _now("Their desk is open. Copy the personal link below, and hand it over.")
