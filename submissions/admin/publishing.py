"""What an editor does between acceptance and publication, and about corrections after it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from blog.forms import MINUTES
from submissions.admin.acts import Act, Sentence
from submissions.models import Correction


class Galley(Act):
    """Send it."""

    def carry_out(self, by: User) -> Sentence:
        self.submission.send_galley(by=by, seen=self.seen_turn)
        return _("The final page is on its way to its author.")


class Publish(Act):
    """Now ("publish") or at a time ("schedule")."""

    at = forms.DateTimeField(
        required=False,
        label=_("At a time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTES),
    )
    override = forms.CharField(required=False, label=_("Why it may come out without that"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"at": self.submission.post.published_at if self.submission.status == "scheduled" else None}

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if self.name == "schedule" and "at" in said:
            self._refuse_unless_ahead(said["at"])
        return said

    def _refuse_unless_ahead(self, at: datetime | None) -> None:
        if at is None:
            self.add_error("at", _("Say when it is to come out."))
        elif at <= timezone.now():
            self.add_error("at", _("This is in the past. Choose a time that is still to come, or publish it now."))

    def carry_out(self, by: User) -> Sentence:
        at = self.cleaned_data["at"] if self.name == "schedule" else None
        self.submission.publish(by=by, at=at, override=self.cleaned_data["override"], seen=self.seen_turn)
        if at:
            return _now("It comes out on %s.") % date_format(localtime(at), "DATETIME_FORMAT")
        return _("It is public.")


class Unschedule(Act):
    def carry_out(self, by: User) -> Sentence:
        self.submission.unschedule(by=by, seen=self.seen_turn)
        return _("It is off the calendar, and stays accepted.")


class Unpublish(Act):
    reason = forms.CharField(required=False)

    def carry_out(self, by: User) -> Sentence:
        self.submission.unpublish(by=by, reason=self.cleaned_data["reason"], seen=self.seen_turn)
        return _("Readers see it no more, and its author is told why. It stays accepted.")


class AnswerCorrection(Act):
    """ "take_over" or "leave" what the guest would have otherwise."""

    correction = forms.ModelChoiceField(None)
    reason = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["correction"].queryset = Correction.objects.filter(submission=self.submission)

    def carry_out(self, by: User) -> Sentence:
        correction = self.cleaned_data["correction"]
        if self.name == "take_over":
            correction.take_over(by=by)
            return _("Readers have it so now.")
        correction.decline(by=by, reason=self.cleaned_data["reason"])
        return _("It stays as it is, and its author is told why.")
