"""Things to test with. Keyword-only; what is not said does not matter to the test."""

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from itertools import count

from django.apps import apps
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Author, User
from blog.models import Byline, Image, Post, Site
from comments.models import Comment, Moderation
from safe.images import reencode
from submissions.models import Guest, Submission
from tests.safe.pictures import drawn, encoded

number = count(1)


def make_user(*, role: str = "", name: str = "Somebody", email: str = "", **extra: object) -> User:
    user = User.objects.create_user(email or f"user{next(number)}@example.org", "a long password", name=name, **extra)
    if role:
        user.groups.add(_group(role))
        user.is_staff = True
        user.save()
    return user


def _group(role: str) -> Group:
    """A role's group, made anew where a test with real transactions has emptied the tables."""
    if not Group.objects.exists():
        import_module("accounts.migrations.0002_roles").make_groups(apps, None)
        import_module("accounts.migrations.0003_editors_keep_the_site").allow(apps, None)
        import_module("accounts.migrations.0004_pictures").grant(apps, None)
        import_module("outbox.migrations.0002_editors_keep_the_outbox").allow(apps, None)
        import_module("submissions.migrations.0002_editors_review").allow(apps, None)
    return Group.objects.get(name=role)


def set_site(**fields: object) -> Site:
    """The site's settings, changed in these and otherwise as they were."""
    site = Site.objects.get_or_create(pk=1)[0]
    for name, value in fields.items():
        setattr(site, name, value)
    site.save()
    return site


def make_author(*, name: str = "", **extra: object) -> Author:
    return Author.objects.create(name=name or f"Author {next(number)}", **extra)


def make_draft(*, authors: list[Author] | None = None, title: str = "A title", **extra: object) -> Post:
    post = Post.objects.create(**{"title": title, "body": "<p>An essay.</p>"} | extra)
    for position, author in enumerate([make_author()] if authors is None else authors):
        Byline.objects.create(post=post, author=author, position=position)
    return post


def make_post(*, days_ago: float = 1, **extra: object) -> Post:
    """A published post."""
    post = make_draft(**extra)
    post.publish(by=None, at=timezone.now() - timedelta(days=days_ago))
    return post


def make_image(*, width: int = 60, height: int = 40, alt: str = "Red and blue", **extra: object) -> Image:
    """A picture as it is after its upload, before the clock has seen it; each has a content of its own."""
    image = drawn(width, height)
    image.paste((next(number) % 256, next(number) % 256, 120), (0, 0, 8, 8))
    file = reencode(BytesIO(encoded(image, "PNG")), side=2000)
    return Image.objects.create(**{"file": file, "alt": alt} | extra)


def make_guest(*, name: str = "Amara Quill", email: str = "", **extra: object) -> Guest:
    return Guest.objects.create(name=name, email=email or f"guest{next(number)}@example.org", **extra)


def make_submission(
    *, guest: Guest | None = None, status: str = "draft", title: str = "On bees", body: str = "<p>Bees.</p>", **extra
) -> Submission:
    """A written one, led to `status` by its verbs; an approved galley is on the way to what comes out."""
    submission = Submission.objects.begin(guest := guest or make_guest(), by=guest, title=title, **extra)
    submission.post.body = body
    submission.post.save()
    lead(submission, status)
    return submission


def lead(submission: Submission, status: str) -> None:
    """Take the verbs that lead from a draft to `status`."""
    if status == "draft":
        return None
    guest, editor = submission.guest, make_user(role="Editor", name="Cleo Marsh")
    if status == "withdrawn":
        return submission.withdraw(by=guest)
    submission.submit(by=guest, agreed=True)
    ways = {"in_review": "take_up", "accepted": "accept", "scheduled": "accept", "published": "accept"}
    if status in ways:
        getattr(submission, ways[status])(by=editor)
    if status == "changes_requested":
        submission.request_changes(by=editor, reason="Shorter, please.")
    if status == "declined":
        submission.decline(by=editor, reason="Not for us.")
    if status in ("scheduled", "published"):
        submission.send_galley(by=editor)
        submission.approve_galley(by=guest, edition=submission.edition)
        later = timezone.now() + timedelta(days=2)
        submission.publish(by=editor, at=later if status == "scheduled" else None)
    return None


def make_comment(
    *, post: Post, parent: Comment | None = None, status: str = "approved", body: str = "", **extra: object
) -> Comment:
    """A comment with the status it is given, past the rules."""
    given = {"name": "Rosa", "email": "rosa@example.org"} | extra
    comment = Comment(post=post, parent=parent, status=status, body=body or f"Words {next(number)}", **given)
    Comment.objects.bring_in(comment)
    if comment.network:  # it came in by the form: the log, in which limits count, says so
        entry = {"number": comment.pk, "post": post, "verb": "submit", "network": comment.network, "by_writer": True}
        Moderation.objects.create(comment=comment, **entry)
    return comment


def form_data(**said: object) -> dict:
    """What a guest's browser sends with the comment form."""
    rosa = {"name": "Rosa", "email": "rosa@example.org", "website": ""}
    return {"body": f"Words {next(number)}", "parent": ""} | rosa | said
