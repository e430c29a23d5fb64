"""Several people who do something at the same time."""

from collections.abc import Callable
from threading import Thread

from django.db import connection


def together(*acts: Callable[[], object]) -> None:
    """Each in a thread and a connection of its own, until all are over."""

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
