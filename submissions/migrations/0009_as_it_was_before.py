"""What is derived otherwise now, as it was derived before: approvals stand, and what editors had is what they had."""

import hashlib
import json

from django.db import migrations, models
from django.db.models import Q

TEXTS = ("title", "subtitle", "introduction", "body", "question")
ABOUT = ("name", "bio", "photo", "website", "link_lines", "book_title", "book_subtitle", "book_link", "book_cover")


def fill(apps, schema_editor):
    submissions = apps.get_model("submissions", "Submission").objects.all()
    submissions.update(waiting_since=models.F("submitted_at"))
    for submission in submissions.select_related("author", "post__picture").iterator():
        given(submission)
        left(submission)
        approved(submission)
        submission.save(update_fields=["about_given", "left_as", "cleared"])


def given(submission):
    """Publishing gave an author what is said of them; accepting did, where they were not public yet."""
    was_given = Q(status="published") | Q(status__in=("accepted", "scheduled"), author__is_public=False)
    if type(submission).objects.filter(was_given, pk=submission.pk).exists():
        submission.about_given = about(submission)


def left(submission):
    """The version before changes were asked for last; it was looked up each time."""
    asked = submission.moves.filter(verb="request_changes").order_by("-pk").first()
    if asked:
        submission.left_as = submission.post.revisions.filter(at__lte=asked.at).order_by("-pk").first()


def approved(submission):
    """An edition holds what is said of its pictures now. Those that were sent or approved are what they were."""
    post, picture = submission.post, submission.post.picture
    known = [getattr(post, name) for name in TEXTS] + [post.introduced_by_id]
    old = edition([*known, post.picture_id, post.original], submission)
    inside = post.illustrations.order_by("image").values_list("image", "image__alt", "image__credit")
    shown = [picture and [picture.pk, picture.alt, picture.credit], post.original, [list(each) for each in inside]]
    new = edition([*known, *shown], submission)
    submission.galleys.filter(edition=old).update(edition=new)
    if submission.cleared == old:
        submission.cleared = new


def edition(shown, submission):
    by = list(submission.post.bylines.order_by("position", "pk").values_list("author", flat=True))
    return hashlib.sha256(json.dumps([shown, about(submission), by]).encode()).hexdigest()


def about(submission):
    return {name: str(getattr(submission, name) or "") for name in ABOUT}


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_links_sponsored"),
        ("blog", "0010_guests"),
        ("submissions", "0008_what_was_known"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
