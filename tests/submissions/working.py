"""A mail server that takes everything, and workers as a site runs them, on the database of the test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from outbox.models import Mail
from tests.config.running import ROOT, free_port, told


@dataclass
class MailServer:
    """`taken` are the mails in the order they came; `when_taken` may look at each before the server says yes."""

    port: int = field(default_factory=free_port)
    taken: list[EmailMessage] = field(default_factory=list)
    when_taken: Callable[[], None] = lambda: None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        self.when_taken()
        return "250 2.0.0 Ok: queued"

    @contextmanager
    def running(self) -> Iterator["MailServer"]:
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


def start_worker(mails: MailServer, data: Path, **environment: str) -> subprocess.Popen:
    """The clock that `manage.py serve` runs, every second."""
    given = {
        "DATABASE_URL": database(),
        "EMAIL_URL": f"smtp://127.0.0.1:{mails.port}",
        "BYLINE_SERVER": str(os.getpid()),
    }
    command = [sys.executable, "manage.py", "sweep", "--every", "1"]
    return subprocess.Popen(command, cwd=ROOT, env=told(data, given | environment), stderr=subprocess.DEVNULL)


def database() -> str:
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def let_them_leave() -> None:
    """As if the ten minutes were over in which an editor may stop a mail."""
    Mail.objects.filter(status="waiting", leaves_at__gt=timezone.now()).update(leaves_at=timezone.now())
