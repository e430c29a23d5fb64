"""What is mailed about a submission: to its guest, with the link to their desk, and to the editors who have it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from outbox.models import Mail
from submissions.kinds import MEANINGS
from submissions.roles import REVIEW

if TYPE_CHECKING:
    from submissions.models import Correction, Guest, Message, Pitch, Submission

NOTHING = dict.fromkeys(MEANINGS, "")
TO_GUEST = {  # by the verb that says it
    "submit": "received",
    "request_changes": "changes-requested",
    "accept": "accepted",
    "decline": "declined",
    "galley": "galley",
    "withdraw": "withdrawn-for-guest",
    "unpublish": "taken-back",
}
TO_EDITORS = {"submit": "new", "approve": "galley-answered", "object": "galley-answered", "withdraw": "withdrawn"}
TAKES_BACK = {  # by the verb: which mails to its guest, if they still wait, would not be true any more
    "submit": ("received", "changes-requested", "reminder"),
    "request_changes": ("received", "accepted", "galley"),
    "accept": ("received",),
    "decline": ("received", "changes-requested", "reminder", "accepted", "galley"),
    "reopen": ("declined",),
    "withdraw": ("received", "changes-requested", "reminder", "accepted", "galley"),
    "resume": ("withdrawn-for-guest",),
    "expect": ("reminder",),
    "galley": ("galley",),
    "approve": ("galley",),
    "object": ("galley",),
    "publish": ("accepted", "galley", "taken-back"),
    "unpublish": ("published", "published-unapproved", "correction-taken"),
}


def tell(submission: "Submission", verb: str, *, by: Any, reason: str = "") -> None:
    """Mail those who are to hear of this move; nobody is told what they did themselves."""
    is_by_guest = by is not None and by == submission.guest
    overtake(submission, verb)
    if verb == "publish":
        _published(submission)
    elif verb in TO_GUEST and not (is_by_guest and verb != "submit"):
        to_guest(submission, TO_GUEST[verb], by=by, words=reason)
    if verb in TO_EDITORS and (is_by_guest or verb == "submit"):
        again = verb == "submit" and submission.moves.filter(verb="submit").count() > 1
        kind = "resubmitted" if again else TO_EDITORS[verb]
        to_editors(submission, kind, apart_from=by, words=reason, answer=_did(verb))


def overtake(submission: "Submission", verb: str) -> None:
    """Stop what waits, and what this move makes untrue."""
    Mail.objects.about(submission.topic).take_back(*(f"submission-{kind}" for kind in TAKES_BACK.get(verb, ())))


def _published(submission: "Submission") -> None:
    """That it is out; and where that was decided without its guest, by whom and why."""
    cleared = submission.moves.filter(verb__in=("approve", "override")).first()
    address = _public(submission)
    if cleared and cleared.verb == "override":
        to_guest(submission, "published-unapproved", by=cleared.by, words=cleared.reason, address=address)
    else:
        to_guest(submission, "published", address=address)


def to_guest(
    submission: "Submission", kind: str, *, by: Any = None, once: str = "", words: str = "", address: str = ""
) -> None:
    """One of the kinds `submission-…`, to the address of its guest, if they have one; `by` an editor, or nobody."""
    if submission.guest.mailbox:
        known = _about(submission) | {"link": desk_of(submission), "words": words, "address": address}
        if isinstance(by, get_user_model()):
            known["editor"] = str(by)
        Mail.objects.put(f"submission-{kind}", to=submission.guest.mailbox, topic=submission.topic, once=once, **known)


def to_editors(
    submission: "Submission", kind: str, *, apart_from: Any = None, once: str = "", words: str = "", answer: str = ""
) -> None:
    """The same to whoever has it and is still there, else to all who review."""
    known = _about(submission) | {"link": settings.SITE_URL + submission.get_absolute_url()}
    known |= {"words": words, "answer": answer}
    for editor in _editors(submission):
        if editor != apart_from:
            each = f"{once}:{editor.pk}" if once else ""
            to, topic = editor.email, submission.topic
            Mail.objects.put(f"submission-{kind}", to=to, topic=topic, once=each, **known)


def invitation(submission: "Submission", *, words: str) -> None:
    to_guest(submission, "invitation", words=words)


def desk(submission: "Submission") -> None:
    """Their link, for whoever has asked for it or has just proven their address."""
    to_guest(submission, "desk")


def new_link(guest: "Guest", address: str) -> None:
    """A link in the place of one that has expired."""
    known = NOTHING | {"name": guest.name, "link": address}
    Mail.objects.put("submission-link", to=guest.mailbox, topic=f"guest:{guest.pk}", **known)


def confirmation(pitch: "Pitch") -> None:
    """Nothing that anybody typed is in it, or it could be used to send words to strangers."""
    known = NOTHING | {"link": pitch.address}
    Mail.objects.put("submission-confirmation", to=pitch.email, topic=f"pitch:{pitch.pk}", **known)


def pitched(submission: "Submission") -> None:
    to_editors(submission, "pitched", words=submission.idea)


def said(message: "Message") -> None:
    """What one side said to the other."""
    if message.by_guest:
        to_editors(message.submission, "message-of-guest", words=message.words)
    else:
        to_guest(message.submission, "message", by=message.by, words=message.words)


def corrected(correction: "Correction") -> None:
    to_editors(correction.submission, "correction", words=correction.reason)


def correction_answered(correction: "Correction") -> None:
    kind = "correction-taken" if correction.answer == "taken" else "correction-declined"
    said = {"by": correction.answered_by, "words": correction.words}
    to_guest(correction.submission, kind, **said, address=_public(correction.submission))


def reminder(submission: "Submission") -> None:
    """That it is due soon; once for each date."""
    to_guest(submission, "reminder", once=reminder_key(submission))


def reminder_key(submission: "Submission") -> str:
    return f"reminder:{submission.pk}:{submission.due_on}"


def waiting(submission: "Submission") -> None:
    """That it waits for its editors; once for each week."""
    to_editors(submission, "waiting", once=waiting_key(submission))


def waiting_key(submission: "Submission") -> str:
    """Of this week's; that of each editor's mail has the editor at its end."""
    since = submission.waiting_since
    week = (timezone.now() - since).days // 7
    return f"waiting:{submission.pk}:{since:%y%m%d}:{week}"


def overtaken(submission: "Submission") -> None:
    """That it does not come out when it was to, because it was changed after its approval."""
    to_editors(submission, "overtaken")


def galley_kept(submission: "Submission") -> None:
    """That a galley does not leave, because the page was changed meanwhile."""
    Mail.objects.about(submission.topic).take_back("submission-galley")
    to_editors(submission, "galley-kept")


def desk_of(submission: "Submission") -> str:
    from submissions.models import Link

    return settings.SITE_URL + reverse("submission", args=[Link.objects.key_to(submission.guest), submission.pk])


def _about(submission: "Submission") -> dict[str, str]:
    due = date(submission.due_on, "DATE_FORMAT") if submission.due_on else ""
    at = submission.post.published_at
    return NOTHING | {
        "name": submission.guest.name,
        "title": submission.title,
        "editor": str(submission.editor or _("The editors")),
        "due": due,
        "at": date(localtime(at), "DATETIME_FORMAT") if at else "",
    }


def _public(submission: "Submission") -> str:
    return settings.SITE_URL + reverse("post", args=[submission.post.slug])


def _did(verb: str) -> str:
    return {"approve": _("approved the galley"), "object": _("objected to the galley")}.get(verb, "")


def _editors(submission: "Submission") -> Iterable[Any]:
    people = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email=None)
    reviewers = [person for person in people if person.has_perm(REVIEW)]
    return [person for person in reviewers if person.pk == submission.editor_id] or reviewers
