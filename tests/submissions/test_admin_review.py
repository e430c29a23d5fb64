"""A submission's page in the admin: what is read there, and what is decided."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from submissions.admin.acts import BUTTONS, offered
from submissions.models import Message, Submission
from tests.factories import make_guest, make_submission, make_user
from tests.submissions.reviewing import HOSTILE, page_of, press, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


OFFERED = {
    "draft": ["withdraw"],
    "submitted": ["take_up", "accept", "request_changes", "decline", "withdraw"],
    "in_review": ["accept", "request_changes", "decline", "withdraw"],
    "changes_requested": ["decline", "withdraw"],
    "accepted": ["request_changes", "decline", "withdraw"],
    "scheduled": ["withdraw"],
    "published": [],
    "declined": ["reopen"],
    "withdrawn": [],
}


@pytest.mark.parametrize("status", OFFERED)
def test_only_what_is_possible_now_has_a_button(status: str, client: Client):
    submission = make_submission(status=status)
    page = client.get(page_of(submission)).text
    assert offered(submission) == OFFERED[status]
    assert [name for name in BUTTONS if f'name="act" value="{name}"' in page] == OFFERED[status]


AFTER = {
    ("submitted", "take_up"): "in_review",
    ("submitted", "accept"): "accepted",
    ("in_review", "request_changes"): "changes_requested",
    ("in_review", "decline"): "declined",
    ("declined", "reopen"): "in_review",
    ("draft", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize(("status", "act"), AFTER)
def test_each_button_does_what_it_says(status: str, act: str, client: Client, editor: User):
    submission = make_submission(status=status)
    response = press(client, submission, act, reason="Because.")
    submission.refresh_from_db()
    assert (response.status_code, response.url) == (302, page_of(submission))
    assert submission.status == AFTER[status, act]
    assert submission.moves.first().by == editor


def test_who_is_let_down_is_told_why(client: Client):
    submission = make_submission(status="submitted")
    page = press(client, submission, "decline", reason=" ").text
    submission.refresh_from_db()
    assert submission.status == "submitted"
    assert "Please say why: it is read by whoever waits for this." in page


def test_a_second_editor_is_told_and_keeps_what_they_typed(client: Client, second_editor: User):
    submission = make_submission(status="submitted")
    seen = submission.turn
    submission.take_up(by=second_editor)
    page = press(client, submission, "decline", reason="Too long for us.", seen=seen).text
    submission.refresh_from_db()
    assert submission.status == "in_review"
    assert "Fay Orr was here before you: taken up. Nothing was changed; please look again." in page
    assert page.count("Too long for us.</textarea>") == 2  # in its box, and above
    assert f'name="seen" value="{submission.turn}"' in page


def test_what_was_typed_is_kept_where_the_button_is_gone(client: Client, second_editor: User):
    submission = make_submission(status="submitted")
    seen = submission.turn
    submission.decline(by=second_editor, reason="No.")
    page = press(client, submission, "request_changes", reason="Shorter, please.", seen=seen).text
    assert 'value="request_changes"' not in page
    assert "Shorter, please.</textarea>" in page


def test_the_text_stands_beside_who_wrote_it_and_what_was_agreed(client: Client):
    known = {"bio": "Keeps *bees*.", "website": "https://example.org/a", "book_title": "Hives"}
    submission = make_submission(status="submitted", body="<p>One two three.</p>", idea="Of bees.", **known)
    page = client.get(page_of(submission)).text
    said = ["<p>One two three.</p>", "Keeps <em>bees</em>.", "https://example.org/a", "Hives", "Of bees.", "3 words"]
    assert [words for words in [*said, f"Agreed to licence {submission.licence_id} on"] if words not in page] == []
    assert f'href="/write/desk/of-{submission.guest_id}/{submission.pk}/"' in page


def test_a_drafts_text_is_its_guests_alone(client: Client):
    known = {"bio": "Secretly a beekeeper.", "website": "https://secret.example.org"}
    submission = make_submission(body="<p>Secretly begun.</p>", idea="About bees.", **known)
    page = client.get(page_of(submission)).text
    assert "About bees." in page
    assert "A draft is its author’s alone." in page
    assert "ecret" not in page.replace("secretly", "")
    for act in ("about", "links"):
        assert press(client, submission, act, name="Other").status_code == 403


def test_what_was_taken_up_again_is_its_guests_alone(client: Client):
    submission = make_submission(status="submitted", body="<p>Handed in once.</p>")
    submission.withdraw(by=submission.guest)
    submission.resume(by=submission.guest)
    assert "Handed in once." not in client.get(page_of(submission)).text


def test_what_its_author_changed_is_shown_word_by_word(client: Client):
    submission = make_submission(status="changes_requested", body="<p>Bees hum all day.</p>")
    submission.post.body = "<p>Bees hum all night.</p>"
    submission.post.save()
    submission.submit(by=submission.guest)
    page = client.get(page_of(submission)).text
    assert "What its author changed since you had it last" in page
    assert "<del>day.</del><ins>night.</ins>" in page
    assert "What was changed since it was handed in last" not in page


def test_what_the_editors_changed_is_told_from_that(client: Client):
    submission = make_submission(status="submitted", body="<p>Bees hum all day.</p>")
    submission.post.body = "<p>Bees hum all night.</p>"
    submission.post.save()
    page = client.get(page_of(submission)).text
    assert "What was changed since it was handed in last" in page
    assert "What its author changed" not in page


def test_it_is_assigned_and_given_a_date(client: Client, second_editor: User, author: User):
    submission = make_submission(status="submitted")
    day = timezone.localdate() + timedelta(days=3)
    press(client, submission, "assign", editor=second_editor.pk, due_on=day.isoformat())
    submission.refresh_from_db()
    assert (submission.editor, submission.due_on) == (second_editor, day)
    assert [move.verb for move in submission.moves.all()[:2]] == ["expect", "assign"]
    assert press(client, submission, "assign", editor=author.pk).status_code == 200
    submission.refresh_from_db()
    assert submission.editor == second_editor


def test_the_same_date_again_is_not_logged(client: Client):
    submission = make_submission(status="submitted", due_on=timezone.localdate())
    press(client, submission, "assign", due_on=submission.due_on.isoformat())
    assert submission.moves.count() == 2


def test_notes_and_messages_stand_in_one_thread(client: Client):
    submission = make_submission(status="submitted")
    press(client, submission, "say", words="Dear Amara.")
    press(client, submission, "note", words="Hm, no.")
    Message.objects.say(submission, "Dear editors.", by=submission.guest)
    page = client.get(page_of(submission)).text
    assert [message.words for message in submission.messages.for_guest()] == ["Dear editors.", "Dear Amara."]
    assert page.index("Dear Amara.") < page.index("Hm, no.") < page.index("Dear editors.")
    assert page.count('class="thread__mark"') == 1


def test_words_that_are_refused_stay(client: Client):
    submission = make_submission(status="submitted")
    page = press(client, submission, "note", words="x" * 5001).text
    assert "x" * 5001 in page
    assert submission.messages.count() == 0
    assert "There is nothing written here yet." in press(client, submission, "say", words=" ").text


def test_what_is_said_of_the_author_is_mended(client: Client):
    submission = make_submission(status="submitted", bio="Keeps bees.")
    press(client, submission, "about", name="Amara Q.", bio="Keeps wasps.")
    submission.refresh_from_db()
    assert (submission.name, submission.bio, submission.version) == ("Amara Q.", "Keeps wasps.", 2)


def test_nobody_overwrites_what_another_editor_mended(client: Client):
    submission = make_submission(status="submitted", bio="Keeps bees.")
    press(client, submission, "about", name="Amara", bio="Keeps wasps.")
    page = press(client, submission, "about", name="Amara", bio="Keeps hornets.", seen=1).text
    submission.refresh_from_db()
    assert submission.bio == "Keeps wasps."
    assert "Somebody else saved this while you were writing" in page
    assert "Keeps <del>wasps.</del><ins>hornets.</ins>" in page
    assert "Keeps hornets.</textarea>" in page
    press(client, submission, "about", name="Amara", bio="Keeps hornets.")
    submission.refresh_from_db()
    assert submission.bio == "Keeps hornets."


def test_a_bad_link_list_is_refused_with_a_sentence_and_kept(client: Client):
    submission = make_submission(status="submitted")
    page = press(client, submission, "about", name="Amara", link_lines="javascript:alert(1)").text
    submission.refresh_from_db()
    assert submission.link_lines == ""
    assert "javascript:alert(1)</textarea>" in page
    assert '<details class="why" open>' in page


def test_hostile_words_are_words(client: Client):
    known = {"idea": HOSTILE, "bio": HOSTILE, "book_title": HOSTILE, "link_lines": HOSTILE, "name": HOSTILE}
    submission = make_submission(guest=make_guest(name=HOSTILE), status="submitted", title=HOSTILE, **known)
    submission.decline(by=make_user(role="Editor", name=HOSTILE), reason=HOSTILE)
    Message.objects.say(submission, HOSTILE, by=submission.guest)
    assert "<script>alert" not in client.get(page_of(submission)).text


@pytest.mark.parametrize("key", ["0", "99999999999999999999", "abc", "-1"])
def test_there_is_no_page_of_what_is_not_there(key: str, client: Client):
    assert client.get(f"/admin/submissions/submission/{key}/change/").status_code == 404


def test_an_unknown_button_is_no_server_error(client: Client):
    submission = make_submission(status="submitted")
    assert press(client, submission, "delete").status_code == 400
    assert press(client, submission, "accept", seen="x").status_code == 200
    assert Submission.objects.get().status == "submitted"


def test_it_costs_the_same_whatever_was_said(client: Client, django_assert_num_queries):
    submission = make_submission(status="changes_requested", body="<p>Bees.</p>")
    submission.submit(by=submission.guest)
    client.get(page_of(submission))
    with django_assert_num_queries(15) as first:
        client.get(page_of(submission))
    for number in range(20):
        Message.objects.say(submission, f"Word {number}", by=submission.guest)
    with django_assert_num_queries(len(first)):
        client.get(page_of(submission))


def test_the_editor_is_told_what_was_done(client: Client):
    submission = make_submission(status="submitted")
    assert told(press(client, submission, "take_up")) == ["You have it now."]
