"""Who may do what about submissions in the admin: role by page, and role by button."""

import pytest
from django.test import Client

from submissions.admin.review import ACTS
from submissions.models import Submission, Terms
from tests.factories import make_submission
from tests.submissions.reviewing import QUEUE, page_of, press
from tests.test_roles import ROLES, person

pytestmark = pytest.mark.django_db
MAY = ("editor", "superuser")
PAGES = {
    "queue": QUEUE,
    "calendar": QUEUE + "calendar/",
    "invitation": QUEUE + "invite/",
    "guests": "/admin/submissions/guest/",
    "guest": "/admin/submissions/guest/{submission.guest_id}/change/",
    "submission": QUEUE + "{submission.pk}/change/",
    "terms": "/admin/submissions/terms/1/change/",
}


@pytest.fixture
def submission() -> Submission:
    Terms.current().save()
    return make_submission(status="submitted")


def browser(role: str, client: Client, signed_in) -> Client:
    user = person(role)
    return signed_in(user) if user else client


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_who_sees_which_page(page: str, role: str, submission: Submission, client: Client, signed_in):
    shown = browser(role, client, signed_in).get(PAGES[page].format(submission=submission))
    assert (shown.status_code == 200) == (role in MAY)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in MAY])
@pytest.mark.parametrize("act", ACTS)
def test_a_button_is_nobodys_who_may_not_see_the_page(act: str, role: str, submission: Submission, client, signed_in):
    said = {"reason": "Why.", "words": "Words.", "name": "Other", "link": "1", "override": "Why."}
    response = press(browser(role, client, signed_in), submission, act, **said)
    before = (submission.status, submission.turn, submission.version)
    submission.refresh_from_db()
    assert response.status_code in (302, 403)
    assert response.status_code == 403 or response.url != page_of(submission)
    assert (submission.status, submission.turn, submission.version) == before
    assert not submission.messages.exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role not in MAY])
def test_nobody_else_invites(role: str, client: Client, signed_in):
    said = {"name": "Amara", "email": "amara@example.org", "way": "mail"}
    browser(role, client, signed_in).post(PAGES["invitation"], said)
    assert not Submission.objects.exists()
