"""A worker that is killed again and again: what was due comes out once, and each mail leaves at least once."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Timer

import pytest
from django.utils import timezone

from accounts.models import User
from blog.models import Decision, Post
from outbox.models import Mail
from submissions.models import Move, Submission
from tests.factories import make_guest, make_submission
from tests.submissions.working import MailServer, let_them_leave, start_worker

POSTS, KILLS, AFTER_ACCEPTANCE = 50, 10, 3
LEASE = 1  # seconds that a claim of a killed worker holds


@dataclass
class Killing:
    """Told to, it stops the worker when the mail server has a mail, and kills it before it can hear the yes."""

    mails: MailServer
    worker: subprocess.Popen | None = None
    kills_at: set[int] = field(default_factory=set)  # after how many mails
    killed: list[int] = field(default_factory=list)

    def look(self) -> None:
        if len(self.mails.taken) in self.kills_at:
            self.killed.append(len(self.mails.taken))
            self.worker.send_signal(signal.SIGSTOP)
            Timer(0.3, self.worker.kill).start()

    def start(self, data: Path) -> None:
        self.worker = start_worker(self.mails, data, MAIL_LEASE_SECONDS=str(LEASE))

    def kill(self) -> None:
        self.worker.kill()
        self.worker.wait()


@pytest.fixture
def killing() -> Iterator[Killing]:
    with MailServer().running() as mails:
        handler = Killing(mails)
        mails.when_taken = handler.look
        yield handler


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.005)


def published() -> int:
    return Post.objects.published().count()


def scheduled(editor: User) -> None:
    """Fifty, cleared by their guests, whose time has come while no worker ran."""
    for number in range(POSTS):
        submission = make_submission(status="draft", guest=make_guest(name=f"Guest {number}"), title=f"Essay {number}")
        submission.submit(by=submission.guest, agreed=True)
        submission.accept(by=editor)
        submission.send_galley(by=editor)
        submission.approve_galley(by=submission.guest, edition=submission.edition)
        submission.publish(by=editor, at=timezone.now() + timedelta(days=1))
    Post.objects.update(published_at=timezone.now() - timedelta(minutes=1))
    Mail.objects.all().delete()


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_each_post_comes_out_once_and_each_mail_leaves(editor: User, killing: Killing, settings):
    taken, data = killing.mails.taken, settings.DATA_DIR
    scheduled(editor)
    kills = 0
    for number in (1, 13, 27, 41):  # while it publishes
        killing.start(data)
        wait_until(lambda at=number: published() >= at)
        killing.kill()
        kills += 1
    killing.kills_at = {3, 11, 24}  # between the mail server's yes and the mark
    while len(killing.killed) < AFTER_ACCEPTANCE:
        killing.start(data)
        wait_until(lambda: let_them_leave() or killing.worker.poll() is not None)
        kills += 1
    for number in (29, 34, 40):  # while it mails
        killing.start(data)
        wait_until(lambda at=number: let_them_leave() or len(taken) >= at)
        killing.kill()
        kills += 1
    killing.start(data)
    wait_until(lambda: let_them_leave() or (not Mail.objects.exclude(status="sent").exists() and published() == POSTS))
    killing.kill()
    sent = Counter(mail["Message-ID"] for mail in taken)
    assert (kills, len(killing.killed)) == (KILLS, AFTER_ACCEPTANCE)
    assert published() == POSTS == Submission.objects.filter(status="published").count()
    assert Decision.objects.filter(verb="publish").count() == POSTS == Move.objects.filter(verb="publish").count()
    assert set(sent) == set(Mail.objects.values_list("message_id", flat=True))
    assert len(sent) == POSTS
    assert AFTER_ACCEPTANCE <= len(taken) - POSTS <= KILLS
