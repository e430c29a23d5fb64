"""Under whose name it comes out: what its guest approved, whoever changes the post by whichever form."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from blog.models import Post, publishing
from submissions import clock
from submissions.models import Guest, Submission
from submissions.refusals import NotReady
from tests.blog.desk import form_of, sent
from tests.factories import make_author, make_submission

pytestmark = pytest.mark.django_db


def names(submission: Submission) -> list[str]:
    return [byline.author.name for byline in submission.post.bylines.all()]


def test_another_name_on_the_post_voids_the_approval(signed_in, editor: User):
    submission = make_submission(status="scheduled")
    make_author(name="Zed Other")
    signed_in(editor).post(form_of(submission.post), sent(submission.post, byline="Zed Other"))
    Post.objects.update(published_at=timezone.now() - timedelta(minutes=1))
    clock.hold_what_changed()
    publishing.sweep(Post.objects)
    submission.refresh_from_db()
    assert (submission.status, submission.post.status, names(submission)) == ("accepted", "draft", ["Zed Other"])


def test_its_own_is_put_back_where_it_is_published_all_the_same(editor: User):
    submission = make_submission(status="accepted")
    submission.post.bylines.all().delete()
    submission.publish(by=editor, override="She said yes on the telephone.")
    submission.refresh_from_db()
    assert (submission.status, names(submission)) == ("published", ["Amara Quill"])


def test_an_approval_does_not_cover_a_name_that_was_added(editor: User):
    submission = make_submission(status="accepted")
    submission.send_galley(by=editor)
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    submission.post.bylines.create(author=make_author(name="Zed Other"), position=1)
    with pytest.raises(NotReady):
        submission.publish(by=editor)


def test_an_approval_does_not_cover_another_host(editor: User):
    submission = make_submission(status="accepted")
    submission.send_galley(by=editor)
    submission.approve_galley(by=submission.guest, edition=submission.edition)
    submission.post.introduced_by = make_author(name="Zed Other")
    submission.post.save()
    with pytest.raises(NotReady):
        submission.publish(by=editor)


def test_an_author_does_not_change_in_the_admin_what_editors_accepted_on_the_desk(signed_in, author: User):
    submission = make_submission(guest=Guest.objects.of(author), status="accepted")
    assert names(submission) == ["Bela Stone"]
    client = signed_in(author)
    assert client.get(form_of(submission.post)).status_code == 302
    client.post(form_of(submission.post), sent(submission.post, body="<p>Wasps.</p>"))
    submission.post.refresh_from_db()
    assert submission.post.body == "<p>Bees.</p>"
