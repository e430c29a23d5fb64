"""What a submission's page shows, gathered in a fixed number of queries."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from blog.models import Post
from outbox.models import Mail
from submissions.admin.acts import BUTTONS, MUST_SAY_WHY, offered
from submissions.models import Link, Submission
from submissions.models.correction import OF_POST
from submissions.models.steps import STEPS
from submissions.outbound import by_domain

MAILS = 20
TO_MEND = ("submitted", "in_review", "changes_requested", "accepted", "scheduled")  # what is said of the author


class Button(NamedTuple):
    name: str
    label: Any
    must_say_why: bool


def of(submission: Submission) -> dict[str, Any]:
    """What every such page shows, and the text with what belongs to it once it is the editors' to read."""
    known = {
        "submission": submission,
        "buttons": [Button(name, BUTTONS[name], name in MUST_SAY_WHY) for name in offered(submission)],
        "can_be_assigned": submission.status in STEPS["assign"].before,
        "moves": submission.moves.select_related("by"),
        "thread": submission.messages.select_related("by").order_by("pk"),
        "link": Link.objects.live().filter(guest=submission.guest).first(),
        "mails": _mails(submission),
        "desk": reverse("submission", args=[f"of-{submission.guest_id}", submission.pk]),
    }
    return known | (_text(submission) if submission.is_shown_to_editors else {})


def _text(submission: Submission) -> dict[str, Any]:
    return {
        "changes_of_guest": _named(submission.changes_of_guest),
        "changes_since": _named(submission.changes_since),
        "domains": by_domain(submission),
        "may_mend_about": submission.status in TO_MEND,
        "galley": submission.galley,
        "galley_is": _galley_state(submission),
        "may_publish": submission.status in STEPS["publish"].before,
        "corrections": [(one, _named(one.changes)) for one in submission.corrections.filter(answer="")],
        "preview": _preview(submission),
    }


def _galley_state(submission: Submission) -> str:
    """none, open, approved, objected; changed where it is no more the page as it is; overridden."""
    galley = submission.galley
    if submission.is_cleared and not (galley and galley.answer == "approved" and galley.edition == submission.edition):
        return "overridden"
    if galley is None or galley.answer == "lapsed":
        return "none"
    if galley.answer != "objected" and galley.edition != submission.edition:
        return "changed"
    return galley.answer or "open"


def _named(changes: dict[str, list]) -> list[tuple[str, list]]:
    """Under what people call the texts."""
    return [(_field(name).verbose_name, paragraphs) for name, paragraphs in changes.items()]


def _field(name: str) -> Any:
    model = Submission if name in {field.name for field in Submission._meta.fields} - set(OF_POST) else Post
    return model._meta.get_field(name)


def _mails(submission: Submission) -> list[tuple[Mail, str]]:
    """The last that were written about it or about its guest's link, each with its page in the outbox."""
    topics = Q(topic=submission.topic) | Q(topic=f"guest:{submission.guest_id}")
    return [(mail, _address("admin:outbox_mail_change", mail.pk)) for mail in Mail.objects.filter(topics)[:MAILS]]


def _preview(submission: Submission) -> str:
    own = _address("submission-preview", f"of-{submission.guest_id}", submission.pk)
    return own or reverse("admin:blog_post_preview", args=[submission.post_id])


def _address(name: str, *args: object) -> str:
    """Empty where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
