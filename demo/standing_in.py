"""The stand-ins beside the demo: a process of its own, which ends with it."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import CommandError


@contextmanager
def running() -> Iterator[None]:
    """WordPress.com, Google, X and Facebook, as `settings.STAND_INS` has them, until the block ends.

    Where this process is killed, they find out themselves.
    """
    if settings.PRODUCTION or not settings.STAND_INS:
        raise CommandError("Stand-ins are for the demo: nobody who signs in at one is anybody.")
    command = [sys.executable, "-m", "standins", "--port", str(settings.STAND_INS_PORT)]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE)  # noqa: S603  nothing from outside
    try:
        if not process.stdout or not process.stdout.readline():
            raise CommandError("The stand-ins did not start.")
        yield
    finally:
        process.terminate()
        process.wait()
