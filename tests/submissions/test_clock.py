"""What time brings: reminders, each said once; and what a new link gives back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import AuthorPass, User
from blog.models import Post
from outbox.models import Mail
from submissions import clock
from submissions.kinds import MEANINGS
from submissions.models import Link, Pitch, Submission
from tests.factories import make_submission, make_user

pytestmark = pytest.mark.django_db


def said(kind: str) -> list[str]:
    return list(Mail.objects.filter(kind=f"submission-{kind}").order_by("pk").values_list("to", flat=True))


def test_a_guest_is_reminded_once_for_each_date():
    submission = make_submission(due_on=timezone.localdate() + timedelta(days=4))
    make_submission(due_on=timezone.localdate() - timedelta(days=1))
    clock.sweep()
    assert said("reminder") == []
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        clock.sweep()
        clock.sweep()
        assert said("reminder") == [submission.guest.email]


def test_editors_hear_once_a_week_of_what_waits_whatever_they_did_with_it(editor: User):
    submission = make_submission(status="submitted")
    submission.assign(by=editor, to=editor)
    now = timezone.now()
    for days, mails in ((6, 0), (8, 1), (9, 1), (15, 2)):
        with time_machine.travel(now + timedelta(days=days)):
            clock.sweep()
            assert said("waiting") == [editor.email] * mails
    with time_machine.travel(now + timedelta(days=16)):
        submission.accept(by=editor)
    with time_machine.travel(now + timedelta(days=30)):
        clock.sweep()
        assert len(said("waiting")) == 2


@pytest.mark.parametrize("many", [1, 20])
def test_a_round_with_nothing_to_say_costs_the_same_however_many_wait(many: int, django_assert_num_queries):
    for number in range(4):
        make_user(role="Editor", email=f"cleo{number}@example.org")
    for _each in range(many):
        make_submission(status="submitted")
        make_submission(due_on=timezone.localdate() + timedelta(days=9))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        clock.remind()
        before = Mail.objects.count()
        assert (len(said("reminder")), len(said("waiting")) > many) == (many, True)
        with django_assert_num_queries(3):
            clock.remind()
    assert Mail.objects.count() == before


def test_who_takes_over_what_waits_hears_of_it_in_the_same_week(editor: User):
    submission = make_submission(status="submitted")
    other = make_user(role="Editor", name="Noor Vale", email="noor@example.org")
    submission.assign(by=editor, to=editor)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        clock.sweep()
        submission.assign(by=editor, to=other)
        clock.sweep()
        clock.sweep()
    assert said("waiting") == [editor.email, other.email]


def test_pitches_that_nobody_confirmed_are_forgotten():
    Pitch.objects.create(name="Rosa", email="rosa@example.org", title="On wasps", idea="They sting.")
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        clock.sweep()
    assert not Pitch.objects.exists()


def test_revoking_a_link_silences_its_guest_and_a_new_one_gives_them_back_their_voice(editor: User):
    submission = make_submission(status="published")
    author_pass = AuthorPass.objects.of(submission.author)
    Link.objects.for_mailing(submission.guest).revoke(by=editor)
    author_pass.refresh_from_db()
    key = author_pass.key
    assert not author_pass.is_live
    submission.renew_link(by=editor)
    author_pass.refresh_from_db()
    assert author_pass.is_live
    assert author_pass.key != key


def test_who_was_asked_today_is_not_reminded():
    make_submission(due_on=timezone.localdate() + timedelta(days=2))
    clock.sweep()
    assert said("reminder") == []
    with time_machine.travel(timezone.now() + timedelta(days=1, hours=1)):
        clock.sweep()
    assert len(said("reminder")) == 1


def test_what_is_looked_at_again_waits_since_then(editor: User):
    with time_machine.travel(timezone.now() - timedelta(days=90)):
        submission = make_submission(status="declined")
    submission.reopen(by=editor)
    clock.sweep()
    assert said("waiting") == []
    assert timezone.now() - Submission.objects.with_age().get().since < timedelta(minutes=1)


def test_a_date_that_is_over_asks_for_nothing_more(editor: User):
    submission = make_submission(status="submitted", due_on=timezone.localdate() - timedelta(days=3))
    submission.request_changes(by=editor, reason="More.")
    assert (submission.due_on, submission.is_overdue) == (None, False)


def test_that_it_does_not_come_out_is_said_with_the_deed(editor: User):
    submission = make_submission(status="scheduled")
    Post.objects.update(question="Really?")
    clock.hold_what_changed()
    clock.hold_what_changed()
    submission.refresh_from_db()
    assert (submission.status, len(said("overtaken"))) == ("accepted", User.objects.filter(is_staff=True).count())


# A galley whose page was changed before the mail about it left


def change(submission: Submission, body: str) -> None:
    submission.post.refresh_from_db()
    submission.post.body = body
    submission.post.save()


def galleys(status: str) -> list[str]:
    found = Mail.objects.filter(kind="submission-galley", status=status)
    return sorted(found.values_list("topic", flat=True))


def make_sent_galley(editor: User) -> Submission:
    submission = make_submission(status="accepted", body="On bees.")
    submission.assign(by=editor, to=editor)
    submission.send_galley(by=editor)
    return submission


def in_ten_minutes() -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1))


def test_a_galley_whose_page_was_changed_does_not_leave_and_its_editor_hears_of_it_once(editor: User):
    changed, same, sent_again = (make_sent_galley(editor) for _each in range(3))
    change(changed, "On wasps.")
    change(sent_again, "On wasps.")
    sent_again.refresh_from_db()
    sent_again.send_galley(by=editor)
    clock.sweep()
    assert len(galleys("waiting")) == 3
    with in_ten_minutes():
        clock.sweep()
        clock.sweep()
    assert galleys("waiting") == [same.topic, sent_again.topic]
    assert galleys("stopped") == [changed.topic, sent_again.topic]
    assert said("galley-kept") == [editor.email]
    assert Mail.objects.get(kind="submission-galley-kept").topic == changed.topic


def test_it_is_over_also_where_the_page_is_changed_back_after_that(editor: User):
    submission = make_sent_galley(editor)
    change(submission, "On wasps.")
    with in_ten_minutes():
        clock.sweep()
    change(submission, "On bees.")
    submission = Submission.objects.get()
    assert (submission.open_galley, submission.place) == (None, "editors")


def test_changed_back_before_that_it_leaves(editor: User):
    submission = make_sent_galley(editor)
    change(submission, "On wasps.")
    clock.sweep()
    change(submission, "On bees.")
    with in_ten_minutes():
        clock.sweep()
    assert galleys("waiting") == [submission.topic]
    assert Submission.objects.get().open_galley


def test_one_that_cannot_be_kept_keeps_no_other_and_no_mail(editor: User, monkeypatch, caplog):
    first, second = make_sent_galley(editor), make_sent_galley(editor)
    change(first, "On wasps.")
    change(second, "On wasps.")
    Mail.objects.filter(topic=first.topic, kind="submission-galley").first().amend(by=editor, subject="A", body="B")
    held = type(Submission.objects.all()).held

    def gone(self, pk: int) -> Submission:
        if pk == first.pk:
            raise Submission.DoesNotExist
        return held(self, pk)

    monkeypatch.setattr(type(Submission.objects.all()), "held", gone)
    with in_ten_minutes():
        clock.sweep()
    assert galleys("waiting") == [first.topic]
    assert f"The old galley of the submission {first.pk}" in caplog.text


@pytest.mark.parametrize("topic", ["", "submission:", "submission:x", "comment:1"])
def test_a_mail_of_this_kind_about_nothing_known_stops_no_round(topic: str):
    values = dict.fromkeys(MEANINGS, "-")
    Mail.objects.put("submission-galley", to="amara@example.org", topic=topic, **values)
    with in_ten_minutes():
        clock.sweep()
    assert galleys("waiting") == [topic]


@pytest.mark.parametrize("many", [1, 20])
def test_what_is_not_about_to_leave_costs_one_query_however_much(editor: User, many: int, django_assert_num_queries):
    for _each in range(many):
        make_sent_galley(editor)
    with django_assert_num_queries(1):
        clock.keep_old_galleys()
