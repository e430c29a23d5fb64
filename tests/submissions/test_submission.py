from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions.models import Link, Message, Terms
from tests.blog.page import Page, words
from tests.factories import make_submission
from tests.submissions.conftest import OURS, AtDesk

pytestmark = pytest.mark.django_db


def test_it_is_sent_in_with_the_terms_ticked(at: AtDesk):
    submission = make_submission(guest=at.guest)
    page = at.get(f"{submission.pk}/")
    assert "The essay stays yours." in page.text
    assert Page(page).fields("hand-in") == {"seen": "0", "terms": "0"}
    response = at.post(f"{submission.pk}/", {"do": "submit", "seen": "0", "agreed": "1"})
    assert (response.status_code, response.headers["Location"]) == (302, f"{at.root}{submission.pk}/")
    submission.refresh_from_db()
    assert (submission.status, submission.licence.text[:10]) == ("submitted", "The essay ")
    assert "What you agreed to on" in at.get(f"{submission.pk}/").text


def test_without_the_tick_a_sentence_says_so(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = at.post(f"{submission.pk}/", {"do": "submit", "seen": "0"})
    assert response.status_code == 400
    assert "Please agree to the terms: without that we may not publish it." in response.text
    submission.refresh_from_db()
    assert (submission.status, submission.licence) == ("draft", None)


def test_what_was_agreed_to_stays_when_the_terms_change(at: AtDesk):
    submission = make_submission(guest=at.guest, status="changes_requested")
    Terms.current().reword_licence("Everything is ours.")
    page = at.get(f"{submission.pk}/").text
    assert "You agreed to the terms on" in page
    assert "Everything is ours." not in page
    assert at.post(f"{submission.pk}/", {"do": "submit", "seen": submission.turn}).status_code == 302


def test_pressing_twice_sends_once(at: AtDesk):
    submission = make_submission(guest=at.guest)
    for _press in range(2):
        response = at.post(f"{submission.pk}/", {"do": "submit", "seen": "0", "agreed": "1"})
        assert response.status_code == 302
    assert submission.moves.filter(verb="submit").count() == 1


def test_why_changes_are_asked_for_is_read_there(at: AtDesk):
    submission = make_submission(guest=at.guest, status="changes_requested")
    (why,) = Page(at.get(f"{submission.pk}/")).of_class("why")
    assert words(why) == "Cleo Marsh says Shorter, please."


def test_why_it_was_declined_is_read_there(at: AtDesk):
    submission = make_submission(guest=at.guest, status="declined")
    page = at.get(f"{submission.pk}/")
    assert "Not for us." in page.text
    assert 'value="withdraw"' not in page.text


@pytest.mark.parametrize("status", ["draft", "submitted", "in_review", "changes_requested", "accepted", "scheduled"])
def test_it_can_be_taken_back_and_gone_on_with(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest, status=status)
    turn = submission.turn
    response = at.post(f"{submission.pk}/", {"do": "withdraw", "seen": turn, "words": "I changed my mind."})
    assert response.status_code == 302
    submission.refresh_from_db()
    assert (submission.status, submission.moves.first().reason) == ("withdrawn", "I changed my mind.")
    assert at.post(f"{submission.pk}/", {"do": "resume", "seen": submission.turn}).status_code == 302
    submission.refresh_from_db()
    assert submission.status == "draft"


def test_what_is_published_is_not_taken_back(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    response = at.post(f"{submission.pk}/", {"do": "withdraw", "seen": submission.turn})
    assert response.status_code == 409
    assert "This cannot be done now: the submission is “published”." in response.text


def test_what_moved_meanwhile_is_said(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest, status="submitted")
    seen = submission.turn
    submission.take_up(by=editor)
    response = at.post(f"{submission.pk}/", {"do": "withdraw", "seen": seen, "words": "Mine again."})
    assert response.status_code == 409
    assert "Cleo Marsh was here before you: taken up. Nothing was changed; please look again." in response.text
    submission.refresh_from_db()
    assert submission.status == "in_review"


def test_both_sides_talk(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest, status="submitted")
    Message.objects.say(submission, "How many hives?", by=editor)
    Message.objects.say(submission, "Too long, I fear.", by=editor, is_private=True)
    Mail.objects.all().delete()
    assert at.post(f"{submission.pk}/", {"do": "say", "words": "Four.\n<b>Two</b> are empty."}).status_code == 302
    page = at.get(f"{submission.pk}/")
    said = [words(node) for node in Page(page).of_class("message")]
    assert [line.split(" ", 2)[:2] for line in said] == [["Cleo", "Marsh"], ["Amara", "Quill"]]
    assert said[1].endswith("Four.<b>Two</b> are empty.")
    assert "Too long, I fear." not in page.text
    assert editor.email in [mail.to for mail in Mail.objects.all()]
    assert at.guest.email not in [mail.to for mail in Mail.objects.all()]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": "  "}, "There is nothing written here yet."),
        ({"words": "x" * 5001}, "This is longer than 5000 characters. Please shorten it."),
    ],
)
def test_a_message_that_cannot_be_sent_stays_in_its_field(at: AtDesk, said: dict, sentence: str):
    submission = make_submission(guest=at.guest)
    response = at.post(f"{submission.pk}/", {"do": "say", **said})
    assert response.status_code == 400
    assert sentence in response.text
    assert said["words"] in response.text
    assert not Message.objects.exists()


def test_nul_is_not_stored(at: AtDesk):
    submission = make_submission(guest=at.guest)
    at.post(f"{submission.pk}/", {"do": "say", "words": "A\x00b"})
    assert Message.objects.get().words == "Ab"


@pytest.mark.parametrize("do", ["", "approve", "publish", "__class__"])
def test_a_made_up_verb_does_nothing(at: AtDesk, do: str):
    submission = make_submission(guest=at.guest, status="accepted")
    response = at.post(f"{submission.pk}/", {"do": do, "seen": "x" * 50})
    assert response.status_code == 400
    submission.refresh_from_db()
    assert submission.status == "accepted"


def test_what_is_published_leads_to_its_readers(at: AtDesk):
    submission = make_submission(guest=at.guest, status="published")
    page = at.get(f"{submission.pk}/").text
    assert 'href="/on-bees/"' in page
    assert "Answer your readers" in page
    assert f'href="{at.root}{submission.pk}/correct/"' in page


def test_an_editor_sends_in_what_a_guest_mailed(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest)
    client, address = signed_in(editor), f"/write/desk/of-{at.guest.pk}/{submission.pk}/"
    page = client.get(address).text
    assert "Amara Quill is asked to agree to the terms when they approve the final page." in page
    assert 'name="agreed"' not in page
    assert client.post(address, {"do": "submit", "seen": "0"}, headers=OURS).status_code == 302
    submission.refresh_from_db()
    assert submission.licence is None
    assert (submission.status, submission.moves.first().by, submission.moves.first().by_guest) == (
        "submitted",
        editor,
        False,
    )
    page = client.get(address).text
    assert "Answer your readers" not in page


def test_without_a_reason_an_editor_takes_nothing_back(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest, status="submitted")
    address = f"/write/desk/of-{at.guest.pk}/{submission.pk}/"
    response = signed_in(editor).post(address, {"do": "withdraw", "seen": submission.turn}, headers=OURS)
    assert response.status_code == 400
    assert "Please say why: it is read by whoever waits for this." in response.text


def test_a_session_must_bring_its_token(at: AtDesk, editor: User):
    from django.test import Client

    submission = make_submission(guest=at.guest)
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, "accounts.backend.Backend")
    said = {"do": "withdraw", "seen": "0", "words": "Kept for her."}
    response = client.post(f"/write/desk/of-{at.guest.pk}/{submission.pk}/", said, headers=OURS)
    assert response.status_code == 403
    assert "Kept for her." in response.text
    submission.refresh_from_db()
    assert submission.status == "draft"


def test_what_was_asked_of_them_is_read_there(at: AtDesk, editor: User):
    from submissions.models import Invitation

    Link.objects.all().delete()
    invited = Invitation.objects.send(by=editor, name="Amara", email="amara@example.org", words="Tell us of winter.")
    page = AtDesk(at.guest).get(f"{invited.submission.pk}/").text
    assert "What we asked for" in page
    assert "Tell us of winter." in page


def test_what_they_go_on_with_is_theirs_alone_again(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest, status="submitted")
    submission.withdraw(by=at.guest)
    submission.resume(by=at.guest)
    client = signed_in(editor)
    assert client.get(f"/admin/blog/post/{submission.post.pk}/change/").status_code == 302
    assert "On bees" not in client.get("/admin/blog/post/").text
    submission.submit(by=at.guest)
    assert client.get(f"/admin/blog/post/{submission.post.pk}/change/").status_code == 200
    assert submission.post.slug == "on-bees"


@pytest.mark.parametrize("do", ["say", "withdraw"])
def test_what_is_too_long_is_given_back_whole(at: AtDesk, do: str):
    submission, words = make_submission(guest=at.guest, status="submitted"), "Bees. " * 1000
    response = at.post(f"{submission.pk}/", {"do": do, "seen": submission.turn, "words": words})
    assert (response.status_code, "This is longer than 5000 characters." in response.text) == (400, True)
    assert words in response.text
    submission.refresh_from_db()
    assert (submission.status, submission.messages.count()) == ("submitted", 0)


def test_the_same_words_some_days_later_are_said_again(at: AtDesk):
    submission = make_submission(guest=at.guest, status="submitted")
    for days in (9, 0):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            at.post(f"{submission.pk}/", {"do": "say", "words": "Any news?"})
            at.post(f"{submission.pk}/", {"do": "say", "words": "Any news?"})
    assert submission.messages.count() == 2
