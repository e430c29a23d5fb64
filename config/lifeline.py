"""Web workers and the clock end with the process that started them, also where it was killed and could not say so.

Otherwise a worker would hold the port, and the next start would fail for a reason that nobody sees.
"""

import os
import time
from threading import Thread

VARIABLE = "BYLINE_SERVER"  # the process to live with; set by config.server


def hold() -> None:
    """Watch over the parent from a thread, where there is one to watch; it may be gone already."""
    parent = os.environ.get(VARIABLE)
    if parent:
        Thread(target=_watch, args=[int(parent)], daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
