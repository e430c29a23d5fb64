"""What the migration makes of rows from before: approvals stand, and nothing slips past the editors."""

import hashlib
import json
from importlib import import_module

import pytest
from django.apps import apps

from accounts.models import User
from submissions.models import Submission
from submissions.models.consent import ON_THE_GALLEY
from submissions.outbound import outbound
from tests.factories import make_guest, make_image, make_submission

pytestmark = pytest.mark.django_db
fill = import_module("submissions.migrations.0009_as_it_was_before").fill


def old_edition(submission: Submission) -> str:
    """As it was reckoned before what is said of its pictures was in it."""
    post = submission.post
    shown = [getattr(post, name) for name in ON_THE_GALLEY] + [post.introduced_by_id, post.picture_id, post.original]
    by = [byline.author_id for byline in post.bylines.all()]
    return hashlib.sha256(json.dumps([shown, submission.about, by]).encode()).hexdigest()


def as_before(submission: Submission, **row: object) -> Submission:
    edition = old_edition(submission)
    submission.galleys.filter(edition=submission.edition).update(edition=edition)
    known = {"left_as": None, "about_given": {}, "waiting_since": None} | row
    if submission.is_cleared:
        known["cleared"] = edition
    Submission.objects.filter(pk=submission.pk).update(**known)
    fill(apps, None)
    return Submission.objects.get(pk=submission.pk)


@pytest.mark.parametrize("inside", [False, True])
def test_an_approved_page_with_pictures_stays_approved(editor: User, inside: bool):
    image = make_image(alt="A hive")
    body = f'<figure><img src="{image.address}" alt=""></figure>' if inside else "<p>Bees.</p>"
    submission = make_submission(body=body)
    submission.post.picture = image
    submission.post.save()
    submission.submit(by=submission.guest, agreed=True)
    submission.accept(by=editor)
    submission.send_galley(by=editor)
    assert as_before(submission).open_galley is not None
    submission.refresh_from_db()
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    assert as_before(submission).is_cleared


def test_a_link_that_comes_in_after_it_is_new(editor: User):
    submission = as_before(make_submission(status="changes_requested", website="https://example.org/me"))
    submission.post.body = '<p><a href="https://casino.example/">Bees</a>.</p>'
    submission.post.save()
    Submission.objects.update(website="https://casino.example/me")
    submission.refresh_from_db()
    submission.submit(by=submission.guest)
    assert {link.address: link.is_new for link in outbound(submission)} == {
        "https://casino.example/": True,
        "https://casino.example/me": True,
    }
    assert "body" in submission.changes_of_guest


def test_what_is_new_of_a_known_author_still_comes_out(editor: User):
    guest = make_guest()
    make_submission(guest=guest, status="published", bio="Old words.")
    second = make_submission(guest=type(guest).objects.get(), status="accepted")
    Submission.objects.filter(pk=second.pk).update(bio="New words.")
    second = as_before(second)
    second.publish(by=editor, override="Said so.")
    second.author.refresh_from_db()
    assert second.author.bio == "New words."


def test_what_waits_has_waited_since_it_was_handed_in():
    submission = as_before(make_submission(status="submitted"))
    assert submission.waiting_since == submission.submitted_at
