"""Run the site on this machine: the web server, and beside it the clock, until told to stop."""

import hashlib
import logging
import os
import socket
import time
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from config import lifeline
from config.clock import sweep
from search.models import Document

SECONDS_BETWEEN_ROUNDS = 20
SECONDS_TO_FINISH = 3  # what is being answered; a browser's idle connection would hold the stop for ever
THREADS = 8  # of one worker; Django waits for the database more than it computes

log = logging.getLogger(__name__)


def prepare() -> None:
    """Bring the database and the static files up to date with the code; quick where nothing changed."""
    call_command("migrate", verbosity=0)
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
    """Serve until SIGINT or SIGTERM. The clock is a thread of this process, the web workers are its children."""
    os.environ[lifeline.VARIABLE] = str(os.getpid())
    Thread(target=_clock, daemon=True).start()
    Granian(
        "config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.error,
    ).serve()


def refuse_taken_port(host: str, port: int) -> None:
    """Raise CommandError where another process listens already.

    Granian itself would share the port with it, each answering some of the requests.
    """
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CommandError(f"Port {port} is taken. Stop what listens there, or set PORT to another.") from taken


def _clock() -> None:
    while True:
        try:
            sweep()
        except Exception:  # the clock goes on, whatever one round met
            log.exception("A round of the clock failed; the next one is in %s seconds.", SECONDS_BETWEEN_ROUNDS)
        time.sleep(SECONDS_BETWEEN_ROUNDS)
