"""The queue of submissions in the admin."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from submissions.models import Correction, Submission
from tests.factories import make_guest, make_submission, make_user
from tests.submissions.reviewing import HOSTILE, QUEUE

pytestmark = pytest.mark.django_db
STATES = {
    "draft": "writing",
    "submitted": "waiting",
    "in_review": "waiting",
    "changes_requested": "changes",
    "accepted": "accepted",
    "scheduled": "scheduled",
    "published": "published",
    "declined": "away",
    "withdrawn": "away",
}


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def listed(client: Client, query: str = "") -> list[str]:
    return [submission.title for submission in client.get(QUEUE + query).context["cl"].result_list]


@pytest.mark.parametrize("status", STATES)
def test_each_state_has_its_view(status: str, client: Client):
    make_submission(status=status, title="This one")
    views = {
        label.split("=")[-1]: number for label, _name, number, _shown in client.get(QUEUE).context["views"] if number
    }
    assert views == {STATES[status]: 1}
    assert listed(client, f"?view={STATES[status]}") == ["This one"]


def test_what_has_waited_longest_comes_first(client: Client):
    for days, title in [(1, "New"), (9, "Old"), (4, "Between")]:
        submission = make_submission(status="submitted", title=title)
        Submission.objects.filter(pk=submission.pk).update(waiting_since=timezone.now() - timedelta(days=days))
    assert listed(client) == ["Old", "Between", "New"]
    assert listed(client, "?o=-2") == ["New", "Between", "Old"]
    assert "waits 4 days" in client.get(QUEUE).text


def test_taking_it_up_does_not_make_its_wait_shorter(client: Client, editor: User):
    submission = make_submission(status="submitted")
    Submission.objects.update(waiting_since=timezone.now() - timedelta(days=4))
    submission.take_up(by=editor)
    assert "waits 4 days" in client.get(QUEUE).text


def test_it_is_sorted_by_due_date_and_what_has_none_comes_last(client: Client):
    today = timezone.localdate()
    for due_on, title in [(None, "Never"), (today + timedelta(days=9), "Later"), (today - timedelta(days=1), "Late")]:
        make_submission(title=title, due_on=due_on)
    assert listed(client, "?view=writing") == ["Late", "Later", "Never"]
    assert listed(client, "?view=writing&o=3") == ["Late", "Later", "Never"]
    assert client.get(QUEUE + "?view=writing").text.count('class="overdue"') == 1


def test_what_is_handed_in_is_not_overdue(client: Client):
    make_submission(status="submitted", due_on=timezone.localdate() - timedelta(days=1))
    assert 'class="overdue"' not in client.get(QUEUE).text


def test_an_editor_sees_their_own_and_nobodys(client: Client, editor: User):
    make_submission(status="submitted", title="Mine", editor=editor)
    make_submission(status="submitted", title="Free")
    assert listed(client, "?whose=mine") == ["Mine"]
    assert listed(client, "?whose=nobody") == ["Free"]
    assert sorted(listed(client)) == ["Free", "Mine"]


def whose(client: Client, query: str = "") -> list[tuple[str, int | None, bool]]:
    """What the links by assignee say, and which is chosen."""
    context = client.get(QUEUE + query).context
    return [(str(label), count, chosen) for _address, label, count, chosen in [*context["whose"], *context["others"]]]


def test_an_editor_sees_anothers(client: Client, editor: User, second_editor: User):
    make_submission(status="submitted", title="Mine", editor=editor)
    make_submission(status="submitted", title="Fay's", editor=second_editor)
    make_submission(status="submitted", title="Fay's too", editor=second_editor)
    make_submission(status="accepted", title="Another's", editor=make_user(role="Editor", name="Gil Ash"))
    assert listed(client, f"?whose={second_editor.pk}") == ["Fay's", "Fay's too"]
    assert whose(client) == [
        ("Everybody’s", 3, True),
        ("Mine", 1, False),
        ("Nobody’s", 0, False),
        ("Fay Orr", 2, False),
    ]
    accepted = whose(client, f"?view=accepted&whose={second_editor.pk}")
    assert accepted[3:] == [("Fay Orr", 0, True), ("Gil Ash", 1, False)]
    assert f'href="?whose={second_editor.pk}"' in client.get(QUEUE).text


def test_what_is_to_do_is_counted_by_assignee_and_what_is_looked_for_is_not(client: Client, second_editor: User):
    late = timezone.localdate() - timedelta(days=1)
    make_submission(title="Late", due_on=late, editor=second_editor)
    make_submission(title="In time", editor=second_editor)
    assert whose(client, "?todo=overdue")[3:] == [("Fay Orr", 1, False)]
    assert whose(client, "?q=time")[3:] == [("Fay Orr", None, False)]


@pytest.mark.parametrize("who", ["0", "-1", "x", "1.5", "9" * 30, "٣", "²", "\0", "999999"])
def test_nobody_we_know_is_no_server_error(who: str, client: Client):
    make_submission(status="submitted", title="Free")
    assert client.get(QUEUE, {"whose": who}).status_code == 200


@pytest.mark.parametrize("words", ["bees", "Quill", "amara@example.org"])
def test_it_is_found_by_title_name_and_address_wherever_it_is(words: str, client: Client):
    make_submission(guest=make_guest(email="amara@example.org"), status="declined", title="On bees")
    make_submission(guest=make_guest(name="Noor"), status="submitted", title="On sand")
    assert listed(client, f"?q={words}&view=waiting") == ["On bees"]


def test_what_the_front_page_counts_is_listed(client: Client, editor: User):
    make_submission(title="Late", due_on=timezone.localdate() - timedelta(days=1))
    accepted = make_submission(status="accepted", title="Answered")
    accepted.send_galley(by=editor)
    accepted.approve_galley(by=accepted.guest, edition=accepted.edition)
    published = make_submission(status="published", title="To correct")
    Correction.objects.propose(published, {"title": "Other"}, by=published.guest, reason="")
    for todo, title in {"overdue": "Late", "answered": "Answered", "correct": "To correct"}.items():
        assert listed(client, f"?todo={todo}") == [title]


def test_a_galley_that_is_over_is_not_said_to_be_sent(client: Client, editor: User):
    submission = make_submission(status="accepted")
    submission.send_galley(by=editor)
    sent = '<span class="quiet">· galley sent</span>'
    assert sent in client.get(submission.get_absolute_url()).text
    submission.request_changes(by=editor, reason="Shorter, please.")
    submission.submit(by=submission.guest)
    submission.accept(by=editor)
    assert sent not in client.get(submission.get_absolute_url()).text


def test_a_draft_shows_its_idea_and_nothing_of_its_text(client: Client):
    make_submission(title="On bees", body="<p>Secretly begun.</p>", idea="About bees, of course.")
    page = client.get(QUEUE + "?view=writing").text
    assert "About bees, of course." in page
    assert "Secretly" not in page


def test_hostile_words_are_words(client: Client):
    make_submission(guest=make_guest(name=HOSTILE), title=HOSTILE, idea=HOSTILE)
    page = client.get(QUEUE + "?view=writing").text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 3


def test_it_costs_the_same_with_one_and_with_fifty(client: Client, django_assert_num_queries):
    for _number in range(50):
        make_submission(guest=make_guest(), status="draft", title="One of many")
    Submission.objects.update(status="submitted", waiting_since=timezone.now())
    Submission.objects.exclude(pk=Submission.objects.first().pk).update(status="declined")
    client.get(QUEUE)
    with django_assert_num_queries(9):
        assert len(listed(client)) == 1
    with django_assert_num_queries(9):
        assert len(listed(client, "?view=away")) == 49
