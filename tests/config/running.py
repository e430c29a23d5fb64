"""A Python of its own for the site, with nothing in its environment but what a test says."""

import atexit
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD_KEY = "kD3-uvYw7_xLq9PzRb2NsTf5GhJm8CaEo4VtWi6Xy1Qr0SdBnUZe"


def told(data: Path, environment: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "ENV_FILE": "", "DATA_DIR": str(data)} | environment


def run(*command: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with `command` in the project's folder."""
    given = told(data, environment)
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# What the first that was started has collected, for those after it, which would spend ten seconds each on the same.
COLLECTED = Path(tempfile.mkdtemp(prefix="byline-collected-")) / "static"
atexit.register(shutil.rmtree, COLLECTED.parent, ignore_errors=True)


class Running:
    """A command that serves until it is stopped."""

    def __init__(self, *command: str, data: Path, output: IO[str], **environment: str) -> None:
        if COLLECTED.exists() and not data.exists():
            shutil.copytree(COLLECTED, data / "static")
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        given = told(data, {"PORT": str(self.port)} | environment)
        self.process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=given, stdout=output, stderr=output, text=True
        )
        self._wait_until_it_answers()
        if not COLLECTED.exists() and "THEME_DIR" not in environment:
            shutil.copytree(data / "static", COLLECTED)

    def said(self) -> str:
        return ""

    def _wait_until_it_answers(self) -> None:
        for _attempt in range(300):
            assert self.process.poll() is None, self.said()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        pytest.fail(f"nothing answered: {self.said()}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


class Browser:
    """curl with a cookie jar."""

    def __init__(self, running: Running) -> None:
        self.url = running.url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self.opener.open(Request(self.url + path), timeout=30).read().decode()

    def send(self, path: str, **fields: str) -> str:
        data = urlencode(fields).encode()
        return self.opener.open(Request(self.url + path, data, {"Origin": self.url}), timeout=30).read().decode()

    def token(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]

    def sign_in(self, email: str, password: str) -> str:
        login = "/accounts/login/"
        return self.send(login, login=email, password=password, csrfmiddlewaretoken=self.token(login))
