"""What the tests of the admin's pages do again and again."""

from typing import Any

from django.test import Client
from django.urls import reverse

from submissions.models import Submission

QUEUE = "/admin/submissions/submission/"
HOSTILE = '"><script>alert(1)</script>'


def page_of(submission: Submission) -> str:
    return reverse("admin:submissions_submission_change", args=[submission.pk])


def press(client: Client, submission: Submission, act: str, **said: Any) -> Any:
    """Press a button of its page as it is now; `seen` says that the page was older."""
    submission.refresh_from_db()
    seen = {"about": submission.version, "links": submission.marks}.get(act, submission.turn)
    return client.post(page_of(submission), {"act": act, "seen": seen} | said)


def told(response: Any) -> list[str]:
    """What the page says of it after it was done."""
    return [str(message) for message in response.wsgi_request._messages]
