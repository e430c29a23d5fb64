"""`python -m standins --port 8106`: the stand-ins as a process, beside the demo."""

import os
import signal
import sys
import time
from argparse import ArgumentParser, Namespace
from threading import Thread
from urllib.parse import urlsplit

from standins.server import LOOPBACK, NotLoopback, Server

HERE = {"localhost", LOOPBACK, "::1"}


def is_on_this_machine(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and parts.hostname in HERE


def options() -> Namespace:
    parser = ArgumentParser("standins", description="Stand-ins for WordPress.com, Google, X and Facebook.")
    parser.add_argument("--port", type=int, default=8106)
    parser.add_argument("--host", default=LOOPBACK, help=f"{LOOPBACK}; any other is refused")
    parser.add_argument("--redirect", action="append", help="a registered address; all on this machine if none")
    parser.add_argument("--parent", type=int, default=os.getppid(), help="the process to end with")
    return parser.parse_args()


def end_with(parent: int) -> None:
    """Leave when `parent` has ended, also where it was killed; otherwise the port would stay taken."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def main() -> None:
    given = options()
    try:
        server = Server(host=given.host, port=given.port, redirects=given.redirect or is_on_this_machine)
    except (NotLoopback, OSError) as failure:
        sys.exit(f"The stand-ins did not start: {failure}")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    Thread(target=end_with, args=[given.parent], daemon=True).start()
    print(f"Stand-ins for WordPress.com, Google, X and Facebook: {server.url}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()


if __name__ == "__main__":
    main()
