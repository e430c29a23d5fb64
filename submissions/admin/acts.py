"""What an editor does on a submission's page: each is a form, and what is refused comes back as it was sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.models.author import rel
from submissions.models import Link, Message, Submission
from submissions.models.message import LONGEST
from submissions.models.queue import reviewers
from submissions.models.steps import STEPS
from submissions.outbound import outbound

type Sentence = Any  # to whoever did it


class Act(forms.Form):
    """`carry_out` raises the ValidationError or PermissionDenied of the verb that it calls."""

    seen = forms.IntegerField(required=False)  # the turn that the page showed

    def __init__(self, *args: Any, submission: Submission, name: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{name}-%s", **kwargs)
        self.submission, self.name = submission, name

    @property
    def seen_turn(self) -> int | None:
        return self.cleaned_data["seen"]

    def carry_out(self, by: User) -> Sentence:
        raise NotImplementedError


BUTTONS = {
    "take_up": _("Begin the review"),
    "accept": _("Accept"),
    "request_changes": _("Request changes"),
    "decline": _("Decline"),
    "reopen": _("Look at it again"),
    "withdraw": _("Withdraw for them"),
}
DONE = {
    "take_up": _("You have it now."),
    "accept": _("Accepted. Now send the galley: nothing appears that its author has not seen."),
    "request_changes": _("It is with its author again, with what you said."),
    "decline": _("Declined, and its author is told why."),
    "reopen": _("It is in review again."),
    "withdraw": _("Withdrawn."),
}
MUST_SAY_WHY = ("request_changes", "decline", "withdraw")


class Decide(Act):
    """One of BUTTONS."""

    reason = forms.CharField(required=False, label=pgettext_lazy("to the guest", "What you say to them"))

    def carry_out(self, by: User) -> Sentence:
        said = {"reason": self.cleaned_data["reason"]} if self.name in MUST_SAY_WHY else {}
        getattr(self.submission, self.name)(by=by, seen=self.seen_turn, **said)
        return DONE[self.name]


class Assign(Act):
    editor = forms.ModelChoiceField(None, required=False, label=_("Assigned to"), empty_label=_("nobody"))
    due_on = forms.DateField(
        required=False, label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["editor"].queryset = reviewers()
        self.initial = {"editor": self.submission.editor_id, "due_on": self.submission.due_on}

    def carry_out(self, by: User) -> Sentence:
        editor = self.cleaned_data["editor"]
        if editor != self.submission.editor:
            self.submission.assign(by=by, to=editor, seen=self.seen_turn)
        self.submission.expect(by=by, due_on=self.cleaned_data["due_on"])
        return _("Kept.")


class Say(Act):
    """A message to the guest ("say"), or a note among the editors ("note")."""

    words = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("There is nothing written here yet.")},
    )

    def carry_out(self, by: User) -> Sentence:
        is_private = self.name == "note"
        Message.objects.say(self.submission, self.cleaned_data["words"], by=by, is_private=is_private)
        return _("Kept, for editors alone.") if is_private else _("Said. A mail tells them.")


class MarkLinks(Act):
    """What is decided of the links that the page showed; of others nothing is."""

    seen = forms.CharField(required=False)  # the marks that the page showed

    def carry_out(self, by: User) -> Sentence:
        listed = self.data.getlist("listed")
        shown = [link.address for link in outbound(self.submission) if link.address in listed]
        rels = {address: self._rel(address) for address in shown}
        self.submission.mark_links(by=by, rels=rels, of_author=self._rel("author"), seen=self.cleaned_data["seen"])
        return _("The links are marked as you said.")

    def _rel(self, link: str) -> str:
        ticked = {name: link in self.data.getlist(name) for name in ("followed", "sponsored")}
        return rel(is_followed=ticked["followed"], is_sponsored=ticked["sponsored"])


class KeepLink(Act):
    """Of the guest's personal link: "revoke" it, or "renew" it, which puts another in its place."""

    link = forms.IntegerField(required=False)  # the one that the page showed

    def carry_out(self, by: User) -> Sentence:
        live = Link.objects.live().filter(guest=self.submission.guest).first()
        if (live and live.pk) != self.cleaned_data["link"]:
            return _("The link was changed meanwhile. This is the one that holds now.")
        if self.name == "renew":
            return self._renew(by)
        if live:
            Submission.objects.held(self.submission.pk)  # before the link, as whoever mails one does
            live.revoke(by=by)
            self.submission.log("revoke", by=by)
        return _("The link opens nothing any more.")

    def _renew(self, by: User) -> Sentence:
        is_mailed = self.submission.renew_link(by=by)
        return _("There is a new link, and it is mailed to them.") if is_mailed else _("There is a new link.")


class DecideWhoAnswers(Act):
    """ "let_answer" or "silence" its author."""

    def carry_out(self, by: User) -> Sentence:
        getattr(self.submission, self.name)(by=by)
        return ANSWERING[self.name]


ANSWERING = {
    "let_answer": _("They may answer readers as the author."),
    "silence": _("They may not answer readers as the author any more. What they said stays."),
}


def offered(submission: Submission) -> list[str]:
    """The decisions that are possible now."""
    return [name for name in BUTTONS if STEPS[name].editors and submission.status in STEPS[name].before]
