from django.contrib import admin
from django.urls import path

from submissions.admin.calendar import Calendar
from submissions.admin.inviting import Inviting
from submissions.admin.queue import Queue
from submissions.admin.review import Review
from submissions.models import Submission


@admin.register(Submission)
class SubmissionAdmin(Queue, Review, Inviting, Calendar):
    """The queue, the page of each submission, and the two pages that are about all of them."""

    def get_urls(self) -> list:
        own = {"invite": (self.invite, "invitation_add"), "calendar": (self.calendar, "calendar")}
        pages = [
            path(f"{address}/", self.admin_site.admin_view(view), name=f"submissions_{name}")
            for address, (view, name) in own.items()
        ]
        return [*pages, *super().get_urls()]
