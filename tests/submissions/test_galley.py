import pytest

from accounts.models import User
from submissions.models import Submission
from tests.blog.page import Page, words
from tests.factories import make_image, make_submission
from tests.submissions.conftest import OURS, AtDesk

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(at: AtDesk, editor: User):
    """Accepted, changed by its editor, and sent to its guest as a galley."""
    submission = make_submission(guest=at.guest, status="accepted", bio="Keeps *bees*.")
    submission.post.body = "<p>Bees and wasps.</p>"
    submission.post.save()
    submission.send_galley(by=editor)
    return submission


def answer(at: AtDesk, submission, answer: str, **said: str):
    return at.post(f"{submission.pk}/galley/", {"answer": answer, "edition": submission.edition} | said)


def test_it_shows_the_page_and_what_was_changed(at: AtDesk, submission):
    page = at.get(f"{submission.pk}/galley/")
    assert "<del>Bees.</del><ins>Bees and wasps.</ins>" in page.text
    assert '<div class="prose stack" id="essay"><p>Bees and wasps.</p></div>' in page.text
    assert "Keeps <em>bees</em>." in page.text
    assert Page(page).fields("answer") == {"edition": submission.edition, "words": ""}
    assert not submission.author.is_public


def test_what_editors_mended_of_their_bio_and_links_is_shown_too(at: AtDesk, submission, editor: User):
    submission.refresh_from_db()
    submission.bio, submission.link_lines = "Keeps *wasps*.", "Hives https://example.org/hives"
    submission.save()
    submission.send_galley(by=editor)
    page = Page(at.get(f"{submission.pk}/galley/"))
    assert [words(node) for node in page.all("ins")][-2:] == ["*wasps*.", "Hives https://example.org/hives"]


def test_an_approval_clears_it(at: AtDesk, submission):
    response = answer(at, submission, "approve")
    assert (response.status_code, response.headers["Location"]) == (302, f"{at.root}{submission.pk}/")
    submission.refresh_from_db()
    assert submission.is_cleared
    assert "The last one was approved" in at.get(f"{submission.pk}/galley/").text


def test_who_has_not_agreed_to_the_terms_is_asked_there(at: AtDesk, submission, editor: User):
    assert 'name="agreed"' not in at.get(f"{submission.pk}/galley/").text
    mailed = make_submission(guest=at.guest)
    mailed.submit(by=editor)
    mailed.accept(by=editor)
    mailed.send_galley(by=editor)
    page = at.get(f"{mailed.pk}/galley/").text
    assert "you have not agreed to our terms yet" in page
    assert "The essay stays yours." in page
    refused = answer(at, mailed, "approve")
    assert (refused.status_code, "Please agree to the terms" in refused.text) == (400, True)
    assert answer(at, mailed, "approve", agreed="1").status_code == 302
    mailed.refresh_from_db()
    assert mailed.is_cleared
    assert mailed.licence.text.startswith("The essay stays yours.")


@pytest.mark.parametrize("name", ["alt", "credit"])
def test_what_is_said_of_its_picture_is_approved_too(at: AtDesk, submission, editor: User, name: str):
    submission.post.picture = make_image(alt="A hive")
    submission.post.save()
    submission.send_galley(by=editor)
    answer(at, submission, "approve")
    type(submission.post.picture).objects.update(**{name: "A wasps’ nest"})
    assert not Submission.objects.get(pk=submission.pk).is_cleared


def test_pressed_twice_it_is_approved_once(at: AtDesk, submission):
    assert [answer(at, submission, "approve").status_code for _press in range(2)] == [302, 302]
    assert submission.moves.filter(verb="approve").count() == 1


def test_an_objection_says_what_is_not_right(at: AtDesk, submission):
    assert answer(at, submission, "object", words="No wasps.").status_code == 302
    submission.refresh_from_db()
    assert not submission.is_cleared
    assert (submission.galley.answer, submission.galley.words) == ("objected", "No wasps.")


def test_without_a_word_it_is_asked_for(at: AtDesk, submission):
    response = answer(at, submission, "object", words=" ")
    assert response.status_code == 400
    assert "Please say why: it is read by whoever waits for this." in response.text


def test_a_page_that_was_changed_is_not_approved_unseen(at: AtDesk, submission, editor: User):
    shown = submission.edition
    submission.post.question = "Do you keep bees?"
    submission.post.save()
    response = at.post(f"{submission.pk}/galley/", {"answer": "approve", "edition": shown})
    assert response.status_code == 409
    assert "The page has changed since you opened it. Please look at it as it is now." in response.text
    submission.refresh_from_db()
    submission.send_galley(by=editor)
    response = at.post(f"{submission.pk}/galley/", {"answer": "object", "edition": shown, "words": "No wasps."})
    assert response.status_code == 409
    assert "Do you keep bees?" in response.text
    assert ">No wasps.</textarea>" in response.text
    submission.refresh_from_db()
    assert not submission.is_cleared


def test_a_made_up_answer_is_none(at: AtDesk, submission):
    assert answer(at, submission, "publish").status_code == 400
    assert at.post(f"{submission.pk}/galley/", {}).status_code == 400


def test_an_editor_sees_it_and_cannot_answer(signed_in, editor: User, at: AtDesk, submission):
    client, address = signed_in(editor), f"/write/desk/of-{at.guest.pk}/{submission.pk}/galley/"
    page = client.get(address)
    assert "Only its author can approve it." in page.text
    assert not Page(page).has("form[@id='answer']")
    for said in ("approve", "object"):
        response = client.post(address, {"answer": said, "edition": submission.edition, "words": "x"}, headers=OURS)
        assert response.status_code == 403
    submission.refresh_from_db()
    assert not submission.is_cleared


@pytest.mark.parametrize("status", ["draft", "submitted", "published", "declined"])
def test_without_a_galley_there_is_nothing_to_answer(at: AtDesk, status: str):
    other = make_submission(guest=at.guest, status=status)
    page = at.get(f"{other.pk}/galley/")
    assert (page.status_code, "No page waits for your word just now." in page.text) == (200, True)
    assert answer(at, other, "approve").status_code == 409


def test_where_it_first_appeared_is_on_it_and_approved_with_it(at: AtDesk, submission, editor: User):
    answer(at, submission, "approve")
    submission.post.original = "https://example.org/2014/on-bees/"
    submission.post.save()
    assert not Submission.objects.get(pk=submission.pk).is_cleared
    submission.send_galley(by=editor)
    page = at.get(f"{submission.pk}/galley/").text
    assert 'First published at <a href="https://example.org/2014/on-bees/" rel="nofollow">' in page
