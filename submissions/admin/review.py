from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from submissions.admin import acts, publishing, shown
from submissions.admin.about import AboutForm
from submissions.admin.reviewers import ForReviewers
from submissions.models import Submission

ACTS: dict[str, Any] = {
    **dict.fromkeys(acts.BUTTONS, acts.Decide),
    "assign": acts.Assign,
    "say": acts.Say,
    "note": acts.Say,
    "about": AboutForm,
    "links": acts.MarkLinks,
    "galley": publishing.Galley,
    "publish": publishing.Publish,
    "schedule": publishing.Publish,
    "unschedule": publishing.Unschedule,
    "unpublish": publishing.Unpublish,
    "take_over": publishing.AnswerCorrection,
    "leave": publishing.AnswerCorrection,
    "revoke": acts.KeepLink,
    "renew": acts.KeepLink,
    "let_answer": acts.DecideWhoAnswers,
    "silence": acts.DecideWhoAnswers,
}
OF_THE_TEXT = ("about", "links")  # which are nobody's but the guest's while they write
AT_FIRST = ("assign", "say", "about", "schedule")  # the forms with fields that stand there filled in


class Review(ForReviewers):
    """One submission: its text, what is known about it, and all that can be decided."""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        self.let_in(request)
        if request.method == "POST":
            return self._act(request, self._submission(object_id))
        return self._page(request, self._submission(object_id))

    def _submission(self, key: str) -> Submission:
        number = unquote(key)
        submissions = Submission.objects.for_reading().with_age().with_answers()
        found = submissions.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if found is None:
            raise Http404
        return found

    def _act(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        """Do what the button says. What is refused comes back with the sentence why, and with what was typed."""
        name = request.POST.get("act", "")
        if name not in ACTS:
            return HttpResponseBadRequest()
        if name in OF_THE_TEXT and not submission.is_shown_to_editors:
            raise PermissionDenied
        form = ACTS[name](request.POST, request.FILES, submission=submission, name=name)
        with transaction.atomic():
            done = self._carry_out(request, form)
        if done:
            return HttpResponseRedirect(reverse("admin:submissions_submission_change", args=[submission.pk]))
        return self._page(request, self._submission(str(submission.pk)), refused=form)

    def _carry_out(self, request: HttpRequest, form: Any) -> bool:
        if not form.is_valid():
            return False
        try:
            with transaction.atomic():
                messages.success(request, form.carry_out(request.user))
        except ValidationError as why:
            form.add_error(None, why.messages)
        return form.is_valid()

    def _page(self, request: HttpRequest, submission: Submission, refused: Any = None) -> HttpResponse:
        forms = {name: ACTS[name](submission=submission, name=name) for name in AT_FIRST}
        if refused:
            shared = {"note": "say", "publish": "schedule"}  # two buttons of one form
            forms[shared.get(refused.name, refused.name)] = refused
        context = {
            **self.admin_site.each_context(request),
            **shown.of(submission),
            "title": str(submission),
            "opts": self.opts,
            "forms": forms,
            "refused": refused,
        }
        return render(request, "admin/submissions/submission/change_form.html", context)
