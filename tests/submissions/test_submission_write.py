import pytest

from submissions.models import Terms
from tests.blog.page import Page
from tests.factories import make_submission
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db


def form_of(at: AtDesk, submission) -> dict:
    """What a browser sends, nothing being changed."""
    fields = Page(at.get(f"{submission.pk}/write/")).fields("writing")
    return {name: value for name, value in fields.items() if name not in (None, "document")}


def write(at: AtDesk, submission, then: str = "save", **said: object):
    return at.post(f"{submission.pk}/write/", form_of(at, submission) | {"then": then} | said)


def test_the_form_has_what_there_is(at: AtDesk):
    submission = make_submission(guest=at.guest, bio="Keeps *bees*.", website="https://example.org")
    form = form_of(at, submission)
    assert {name: form[name] for name in ("title", "body", "bio", "website", "seen")} == {
        "title": "On bees",
        "body": "<p>Bees.</p>",
        "bio": "Keeps *bees*.",
        "website": "https://example.org",
        "seen": "1.1",
    }


def test_the_site_s_scripts_run_there_and_no_other(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = at.get(f"{submission.pk}/write/")
    policy = response.headers["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert nonce
    others = [node.get("src") for node in Page(response).all("script") if node.get("nonce") != nonce]
    assert others == ["/static/js/site.js"]
    assert " style=" not in response.text


@pytest.mark.parametrize(
    ("then", "page"), [("save", "write/"), ("", "write/"), ("preview", "preview/"), ("hand-in", ""), ("x", "write/")]
)
def test_each_button_saves_and_leads_on(at: AtDesk, then: str, page: str):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, then, title="On wasps")
    assert (response.status_code, response.headers["Location"]) == (302, f"{at.root}{submission.pk}/{page}")
    submission.refresh_from_db()
    assert submission.post.title == "On wasps"


def test_pressed_twice_it_is_saved_once(at: AtDesk):
    submission = make_submission(guest=at.guest)
    form = form_of(at, submission) | {"title": "On wasps"}
    assert [at.post(f"{submission.pk}/write/", form).status_code for _press in range(2)] == [302, 302]
    submission.refresh_from_db()
    assert submission.seen == "2.1"


def test_what_is_wrong_comes_back_and_the_rest_is_saved(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = write(at, submission, "hand-in", title="On wasps", website="nowhere", name="Ama")
    assert response.status_code == 400
    page = Page(response)
    assert page.fields("writing")["website"] == "nowhere"
    assert page.one("input[@name='website']").get("aria-invalid") == "true"
    submission.refresh_from_db()
    assert (submission.post.title, submission.name, submission.website) == ("On wasps", "Ama", "")
    again = at.post(f"{submission.pk}/write/", page.fields("writing") | {"website": ""})
    assert again.status_code == 302


def test_of_two_devices_the_second_is_shown_both_texts(at: AtDesk):
    submission = make_submission(guest=at.guest)
    old = form_of(at, submission)
    write(at, submission, body="<p>Bees in summer.</p>")
    response = at.post(f"{submission.pk}/write/", old | {"body": "<p>Bees in winter.</p>"})
    assert response.status_code == 409
    assert "From what was saved there to what you typed here" in response.text
    assert "<del>summer.</del><ins>winter.</ins>" in response.text
    page = Page(response)
    assert page.fields("writing")["body"] == "<p>Bees in winter.</p>"
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees in summer.</p>"
    assert at.post(f"{submission.pk}/write/", page.fields("writing")).status_code == 302
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees in winter.</p>"


@pytest.mark.parametrize("status", ["submitted", "published", "declined", "withdrawn"])
def test_while_it_is_not_theirs_the_words_come_back(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest)
    form = form_of(at, submission)
    from tests.factories import lead

    lead(submission, status)
    response = at.post(f"{submission.pk}/write/", form | {"body": "<p>All that I typed.</p>"})
    assert response.status_code == 409
    assert "&lt;p&gt;All that I typed.&lt;/p&gt;" in response.text
    assert at.get(f"{submission.pk}/write/").status_code == 200
    submission.refresh_from_db()
    assert submission.post.body == "<p>Bees.</p>"


def test_how_many_words_are_asked_for_is_said(at: AtDesk):
    Terms(most_words=900).save()
    submission = make_submission(guest=at.guest)
    assert Page(at.get(f"{submission.pk}/write/")).one("p[@id='count']").get("data-most") == "900"
