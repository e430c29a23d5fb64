"""Submissions as editors look for them: what waits, since when, for whom, and what has been answered."""

from datetime import date
from typing import Self

from django.contrib.auth.models import Permission
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone

from accounts.models import User

WAITING = ("submitted", "in_review")
WITH_GUEST = ("draft", "changes_requested")
WITH_EDITORS = ("submitted", "in_review", "accepted", "scheduled")


class Queue(QuerySet):
    def still_due(self) -> Self:
        """Those that their guests have, or the editors have to read: what is accepted has kept its date."""
        return self.filter(status__in=(*WITH_GUEST, *WAITING))

    def waiting_for_editors(self) -> Self:
        return self.filter(status__in=WAITING)

    def overdue(self) -> Self:
        """Those that their guests have, and should have sent."""
        return self.filter(status__in=WITH_GUEST, due_on__lt=timezone.localdate())

    def galley_answered(self) -> Self:
        """Accepted, and their guest has said yes or no to the final page: the next step is the editors'."""
        return self.with_answers().filter(status="accepted", galley_answer__in=("approved", "objected"))

    def to_correct(self) -> Self:
        """Those whose guest has proposed a correction that nobody has answered."""
        return self.with_answers().filter(is_to_correct=True)

    def with_answers(self) -> Self:
        """`galley_answer` to the last galley ("" while it is open, None where none counts), and `is_to_correct`."""
        galleys = self.model._meta.get_field("galleys").related_model.objects.filter(submission=OuterRef("pk"))
        corrections = self.model._meta.get_field("corrections").related_model.objects.filter(submission=OuterRef("pk"))
        return self.annotate(
            galley_answer=NullIf(Subquery(galleys.order_by("-pk").values("answer")[:1]), Value("lapsed")),
            is_to_correct=Exists(corrections.filter(answer="")),
        )

    def with_age(self) -> Self:
        """`since`: when it came to the editors, where it waits for them; else since when it is what it is.

        `due_order` is its due date, with those that have none at the end.
        """
        handed_in = When(status__in=WAITING, then=Coalesce("waiting_since", "moved_at"))
        return self.annotate(since=Case(handed_in, default=F("moved_at")), due_order=Coalesce("due_on", date.max))

    def count_by_status(self) -> dict[str, int]:
        return dict(self.order_by().values_list("status").annotate(Count("pk")))


def reviewers() -> QuerySet[User]:
    """The accounts that a submission may be assigned to."""
    may = Q(codename="review_submission", content_type__app_label="submissions")
    permissions = Permission.objects.filter(may)
    lets = Q(is_superuser=True) | Q(groups__permissions__in=permissions) | Q(user_permissions__in=permissions)
    return User.objects.filter(lets, is_active=True, is_staff=True).distinct().order_by("name", "pk")
