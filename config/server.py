"""Run the site on this machine: the web server, and beside it the clock, until told to stop."""

import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from accounts.providers import keys
from blog.models import Site
from config import lifeline
from search.models import Document

SECONDS_BETWEEN_ROUNDS = 20
SECONDS_TO_FINISH = 3  # what is being answered; a browser's idle connection would hold the stop for ever
THREADS = 8  # of one worker; Django waits for the database more than it computes


def prepare() -> None:
    """Bring the database and the static files up to date with the code; quick where nothing changed."""
    call_command("migrate", verbosity=0)
    Site.renew()  # what is kept of it may be of an older kind
    keys.renew()
    if not Document.objects.exists():
        call_command("reindex", verbosity=0)
    stamp, now = settings.STATIC_ROOT / ".collected", _static_files_now()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(now)


def _static_files_now() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            found.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return found.hexdigest()


def serve(*, host: str, port: int, workers: int = 1) -> None:
    """Serve until SIGINT or SIGTERM. The clock and the web workers are children of this process.

    The clock is no thread of it: Granian forks its workers, and a fork beside a running thread may hang for ever.
    """
    os.environ[lifeline.VARIABLE] = str(os.getpid())
    sweeping = [sys.executable, "manage.py", "sweep", "--every", str(SECONDS_BETWEEN_ROUNDS)]
    clock = subprocess.Popen(sweeping, cwd=settings.BASE_DIR)  # noqa: S603  nothing in it comes from outside
    connections.close_all()  # a forked worker must not share them
    try:
        _granian(host, port, workers).serve()
    finally:
        clock.terminate()
        clock.wait()


def _granian(host: str, port: int, workers: int) -> Any:
    return Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    )


def refuse_taken_port(host: str, port: int, *, variable: str = "PORT") -> None:
    """Raise CommandError where another process listens already.

    Granian itself would share the port with it, each answering some of the requests.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CommandError(
                f"Port {port} is taken. Stop what listens there, or set {variable} to another."
            ) from taken
