"""Run the site on this machine: the web server, and beside it the clock, until told to stop."""

import hashlib
import logging
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.clock import sweep

SECONDS_BETWEEN_ROUNDS = 20
SECONDS_TO_STOP = 10

log = logging.getLogger(__name__)


def prepare() -> None:
    """Bring the database and the static files up to date with the code; quick where nothing changed."""
    call_command("migrate", verbosity=0)
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


def serve(*, host: str, port: int, workers: int = 1) -> int:
    """Serve until SIGINT or SIGTERM, or until the web server ends by itself; returns its exit code."""
    stop = Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, frame: stop.set())
    web = subprocess.Popen(_granian(host, port, workers), start_new_session=True)
    try:
        while web.poll() is None and not stop.is_set():
            _one_round()
            _wait(web, stop)
    finally:
        web.terminate()
        try:
            web.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            web.kill()
    return 0 if stop.is_set() else web.wait()


def _one_round() -> None:
    try:
        sweep()
    except Exception:  # the clock goes on, whatever one round met
        log.exception("A round of the clock failed; the next one is in %s seconds.", SECONDS_BETWEEN_ROUNDS)


def _wait(web: subprocess.Popen, stop: Event) -> None:
    for _second in range(SECONDS_BETWEEN_ROUNDS * 5):
        if stop.wait(0.2) or web.poll() is not None:
            return


def _granian(host: str, port: int, workers: int) -> list[str]:
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    return [
        *server,
        "--workers",
        str(workers),
        "--blocking-threads",
        "8",
        "--log-level",
        "error",
        "--respawn-failed-workers",
        "config.wsgi:application",
    ]
