"""The page as readers will have it, made and taken back: nothing of it is public, or kept."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from blog.models import Post
from submissions.arriving import at_submission
from submissions.desks import Desk
from submissions.models import Submission


@at_submission
def submission_preview(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    page = "submission-write" if submission.is_writable else "submission"
    context = {"is_preview": True, "back_to": reverse(page, args=[desk.key, submission.pk])}
    return as_if_published(submission, lambda post: render(request, "blog/post.html", context | {"post": post}))


def as_if_published[Shown](submission: Submission, show: Callable[[Post], Shown]) -> Shown:
    """What `show` makes of the post as it would be with this byline, bio and book; then all is as it was before."""
    with transaction.atomic():
        given = Submission.objects.select_related("post", "guest", "author").get(pk=submission.pk)
        given.make_byline()
        given.give_news_to(given.author)
        shown = show(Post.objects.for_reading().get(pk=given.post_id))
        transaction.set_rollback(True)
    return shown
