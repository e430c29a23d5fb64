import pytest
from django.test import Client

from accounts.models import AuthorPass, User
from accounts.reading import AUTHOR_COOKIE
from submissions.models import Link
from tests.factories import make_submission
from tests.submissions.conftest import OURS, AtDesk

pytestmark = pytest.mark.django_db


def test_the_desk_lets_the_browser_answer_as_the_author(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    response = at.post(f"{submission.pk}/answer/")
    assert (response.status_code, response.headers["Location"]) == (302, "/on-bees/#respond")
    assert AUTHOR_COOKIE in response.cookies
    assert "You are answering as the author, <b>Amara Quill</b>." in at.client.get("/on-bees/").text


def test_looking_gives_nothing(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    response = at.get(f"{submission.pk}/answer/")
    assert response.headers["Location"] == f"{at.root}{submission.pk}/"
    assert not response.cookies


def test_what_is_not_public_has_no_readers(at: AtDesk):
    assert at.post(f"{make_submission(guest=at.guest, status='accepted').pk}/answer/").status_code == 404


def test_neither_a_dead_link_nor_another_site_nor_a_revoked_pass_speaks_for_them(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest, status="published")
    address = f"{submission.pk}/answer/"
    assert at.post(address, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    AuthorPass.objects.of(submission.author).revoke(by=editor)
    assert at.post(address).status_code == 403
    Link.objects.get().revoke(by=editor)
    assert at.post(address).status_code == 403
    assert AUTHOR_COOKIE not in at.client.cookies


def test_without_its_byline_nobody_answers(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    submission.post.bylines.all().delete()
    submission.author.delete()
    response = at.post(f"{submission.pk}/answer/")
    assert (response.status_code, AUTHOR_COOKIE in at.client.cookies) == (403, False)
    assert "You cannot answer as the author just now" in response.text


def test_an_editor_does_not_speak_for_a_guest(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    client: Client = signed_in(editor)
    response = client.post(f"/write/desk/of-{at.guest.pk}/{submission.pk}/answer/", headers=OURS)
    assert (response.status_code, AUTHOR_COOKIE in client.cookies) == (403, False)
