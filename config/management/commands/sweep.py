import logging
import signal
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from config import lifeline
from config.clock import sweep

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Carry out what time has decided: publish what is due, close old conversations, draw cards, fetch avatars."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on doing so, instead of once")

    def handle(self, every: int | None, **options: object) -> None:
        if not every:
            return sweep()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        lifeline.hold()
        while True:
            self._one_round(every)
            time.sleep(every)

    def _one_round(self, every: int) -> None:
        try:
            sweep()
        except Exception:  # the clock goes on, whatever one round met
            log.exception("A round of the clock failed; the next one is in %s seconds.", every)
