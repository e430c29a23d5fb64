import pytest

from accounts.models import User
from submissions.models import Correction
from submissions.refusals import ImpossibleMove
from tests.blog.page import Page, words
from tests.factories import make_submission
from tests.submissions.conftest import OURS, AtDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(at: AtDesk):
    return make_submission(guest=at.guest, status="published", bio="Keeps *bees*.\nIn a garden.")


def form_of(at: AtDesk, submission) -> dict:
    return Page(at.get(f"{submission.pk}/correct/")).fields("writing")


def propose(at: AtDesk, submission, **said: str):
    return at.post(f"{submission.pk}/correct/", form_of(at, submission) | said)


def test_what_is_to_be_different_is_kept_for_the_editors(at: AtDesk, submission):
    response = propose(at, submission, title="On wild bees", reason="Truer.")
    assert (response.status_code, response.headers["Location"]) == (302, f"{at.root}{submission.pk}/correct/")
    correction = Correction.objects.get()
    assert (correction.texts, correction.before, correction.reason) == (
        {"title": "On wild bees"},
        {"title": "On bees"},
        "Truer.",
    )
    submission.refresh_from_db()
    assert submission.post.title == "On bees"


def test_the_same_is_no_correction_however_the_lines_end(at: AtDesk, submission):
    response = propose(at, submission, bio="Keeps *bees*.\r\nIn a garden.", body="<p>Bees.</p>\n")
    assert response.status_code == 409 or response.status_code == 400
    assert "This is as it was. Change what is to be different, and send it then." in response.text
    assert not Correction.objects.exists()


def test_what_became_of_each_is_listed(at: AtDesk, submission, editor: User):
    propose(at, submission, title="On wild bees")
    propose(at, submission, title="On tame bees")
    Correction.objects.first().decline(by=editor, reason="They are not tame.")
    said = [words(node) for node in Page(at.get(f"{submission.pk}/correct/")).of_class("answered")[0]]
    assert [line.split(": ", 1)[1] for line in said] == ["declinedThey are not tame.", "replaced by a newer one"]


def test_what_is_wrong_comes_back(at: AtDesk, submission):
    response = propose(at, submission, title="", website="nowhere", bio="New words.")
    assert response.status_code == 400
    assert "New words." in response.text
    assert "This cannot be empty." in response.text
    assert not Correction.objects.exists()


@pytest.mark.parametrize("status", ["draft", "submitted", "accepted", "declined"])
def test_only_what_is_published_is_corrected(at: AtDesk, status: str):
    other = make_submission(guest=at.guest, status=status)
    for response in (at.get(f"{other.pk}/correct/"), at.post(f"{other.pk}/correct/", {"title": "x"})):
        assert response.status_code == 409
        assert "There is nothing published yet to correct." in response.text


def test_an_editor_at_a_guests_desk_is_offered_none(signed_in, editor: User, at: AtDesk, submission):
    page = signed_in(editor).get(f"/write/desk/of-{at.guest.pk}/{submission.pk}/")
    assert ("Propose a correction" in page.text, "/correct/" in page.text) == (False, False)
    assert "Propose a correction" in at.get(f"{submission.pk}/").text


def test_an_editor_proposes_none_in_a_guests_name(signed_in, editor: User, at: AtDesk, submission):
    client, address = signed_in(editor), f"/write/desk/of-{at.guest.pk}/{submission.pk}/correct/"
    form = Page(client.get(address)).fields("writing") | {"title": "On wild bees"}
    response = client.post(address, form, headers=OURS)
    assert response.status_code == 403
    assert "On wild bees" in response.text
    assert not Correction.objects.exists()


def test_sent_twice_it_is_proposed_once(at: AtDesk, submission, editor: User):
    form = form_of(at, submission) | {"title": "On wild bees"}
    for _press in range(2):
        at.post(f"{submission.pk}/correct/", form)
    assert Correction.objects.count() == 1


def test_what_readers_know_of_the_author_otherwise_stays(at: AtDesk, submission, editor: User):
    author = submission.author
    author.bio = "Keeps *wasps*."
    author.save()
    correction = Correction.objects.propose(submission, {"title": "On wild bees"}, by=at.guest, reason="")
    correction.take_over(by=editor)
    author.refresh_from_db()
    submission.post.refresh_from_db()
    assert (submission.post.title, author.bio) == ("On wild bees", "Keeps *wasps*.")


def test_what_is_not_public_any_more_is_not_corrected(at: AtDesk, submission, editor: User):
    correction = Correction.objects.propose(submission, {"title": "On wild bees"}, by=at.guest, reason="")
    submission.unpublish(by=editor, reason="A quote is wrong.")
    with pytest.raises(ImpossibleMove):
        correction.take_over(by=editor)
    submission.refresh_from_db()
    assert (submission.status, submission.post.title) == ("accepted", "On bees")


def test_without_its_byline_nothing_is_corrected(at: AtDesk, submission, editor: User):
    correction = Correction.objects.propose(submission, {"title": "On wild bees"}, by=at.guest, reason="")
    submission.post.bylines.all().delete()
    submission.author.delete()
    submission.refresh_from_db()
    say = "Its byline is not there any more, so only the editors can change this, by hand."
    for response in (at.get(f"{submission.pk}/correct/"), at.post(f"{submission.pk}/correct/", {"title": "x"})):
        assert (response.status_code, say in response.text) == (409, True)
    with pytest.raises(ImpossibleMove, match=say):
        Correction.objects.propose(submission, {"title": "x"}, by=at.guest, reason="")
    with pytest.raises(ImpossibleMove, match=say):
        correction.take_over(by=editor)
    correction.refresh_from_db()
    assert (correction.answer, at.get(f"{submission.pk}/").status_code) == ("", 200)


def test_taking_it_over_approves_nothing_else(at: AtDesk, submission, editor: User):
    submission.post.question = "Do you?"
    submission.post.save()
    correction = Correction.objects.propose(submission, {"title": "On wild bees"}, by=at.guest, reason="")
    correction.take_over(by=editor)
    submission.refresh_from_db()
    assert not submission.is_cleared
