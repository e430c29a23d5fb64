"""Guests at the editors' desk: the queue, the review, invitations, the calendar and the terms."""

from submissions.admin.guest import GuestAdmin
from submissions.admin.submission import SubmissionAdmin
from submissions.admin.terms import TermsAdmin

__all__ = ["GuestAdmin", "SubmissionAdmin", "TermsAdmin"]
