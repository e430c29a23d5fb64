"""From the desk to the conversation: this browser, or its account, answers readers as the author of the post."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts import as_author
from accounts.models import AuthorPass
from submissions.arriving import at_submission
from submissions.desks import Desk
from submissions.models import Submission


@at_submission
def answer_readers(request: HttpRequest, desk: Desk, submission: Submission) -> HttpResponse:
    """Give whoever is at their own desk the author's pass, and lead to the conversation."""
    if request.method != "POST":
        return redirect("submission", desk.key, submission.pk)
    if submission.status != "published":
        raise Http404
    author_pass = AuthorPass.objects.of(submission.author) if submission.author else None
    if desk.editor or not (author_pass and author_pass.is_live):
        return render(request, "submissions/no_answers.html", {"desk": desk, "submission": submission}, status=403)
    response = redirect(f"{reverse('post', args=[submission.post.slug])}#respond")
    if desk.guest.user:
        author_pass.give_to(desk.guest.user)
    else:
        as_author.remember(response, author_pass)
    return response
