"""The demo as a newcomer meets it: one command, a page, a comment, an editor's click, Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.config.running import free_port

pytestmark = pytest.mark.service
ROOT = Path(__file__).resolve().parents[2]
GUEST_POST = "/every-fifth-a-little-narrow/"


class Demo:
    """A running demo, and what it printed."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": "",
            "HOME": str(folder),
            "DEMO": "1",
            "PORT": str(self.port),
        }
        self.output = folder / "output"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "demo"],
                cwd=ROOT,
                env=environment | {"DATA_DIR": str(folder / "data")},
                stdout=output,
                stderr=output,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        for _attempt in range(300):
            assert self.process.poll() is None, self.output.read_text()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        pytest.fail(f"the demo did not answer: {self.output.read_text()}")

    def sign_in(self) -> tuple[str, str]:
        said = self.output.read_text()
        return re.search(r"signs in as\s+(\S+)", said)[1], re.search(r"with\s+(\S+)", said)[1]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


class Browser:
    """curl with a cookie jar."""

    def __init__(self, demo: Demo) -> None:
        self.url = demo.url
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self.opener.open(Request(self.url + path), timeout=30).read().decode()

    def send(self, path: str, **fields: str) -> str:
        data = urlencode(fields).encode()
        return self.opener.open(Request(self.url + path, data, {"Origin": self.url}), timeout=30).read().decode()

    def token(self, path: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(path))[1]


@pytest.fixture
def start(tmp_path: Path):
    running = []

    def start_demo() -> Demo:
        running.append(Demo(tmp_path))
        return running[-1]

    yield start_demo
    for demo in running:
        demo.process.kill()


def test_a_newcomer_reads_comments_and_moderates(start):
    demo = start()
    reader, stranger, editor = Browser(demo), Browser(demo), Browser(demo)
    page = reader.get(GUEST_POST)
    for part in ("Marta Lindqvist introduces", 'id="essay"', "Over to you", "The author", "The book", "60 replies"):
        assert part in page
    answer = reader.send(f"{GUEST_POST}comments/", body="Said with curl.", name="Nils", email="nils@example.net")
    assert "Said with curl." in answer
    assert "Said with curl." not in stranger.get(GUEST_POST)
    approve(editor, demo, "Said with curl.")
    assert "Said with curl." in stranger.get(GUEST_POST)


def approve(editor: Browser, demo: Demo, body: str) -> None:
    email, password = demo.sign_in()
    login = "/accounts/login/"
    editor.send(login, login=email, password=password, csrfmiddlewaretoken=editor.token(login))
    queue = editor.get("/admin/comments/comment/")
    row = next(row for row in queue.split("<tr") if body in row)
    button = re.search(r'formaction="([^"]+/approve/[^"]*)"', row)[1]
    editor.send(button, csrfmiddlewaretoken=editor.token("/admin/comments/comment/"))


def test_a_second_start_keeps_what_was_written_and_one_interrupt_stops_all(start):
    first = start()
    Browser(first).send(f"{GUEST_POST}comments/", body="Kept.", name="Nils", email="nils@example.net")
    assert first.stop() == 0
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", first.port), 1)
    second = start()
    editor = Browser(second)
    email, password = second.sign_in()
    assert (email, password) == first.sign_in()
    editor.send(
        "/accounts/login/", login=email, password=password, csrfmiddlewaretoken=editor.token("/accounts/login/")
    )
    assert "Kept." in editor.get("/admin/comments/comment/")


def test_an_open_browser_does_not_hold_up_the_stop(start):
    demo = start()
    with socket.create_connection(("127.0.0.1", demo.port), 5) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n")
        assert idle.recv(64).startswith(b"HTTP/1.1 200")
        assert demo.stop() == 0


def test_the_demo_does_not_start_in_production(tmp_path: Path):
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": "",
        "DEMO": "1",
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "k3y-" * 20,
    }
    run = subprocess.run(
        [sys.executable, "manage.py", "demo"],
        cwd=ROOT,
        env=environment | {"SITE_URL": "https://blog.example.org"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode != 0
    assert "Unset DEMO" in run.stderr


def test_an_error_page_is_the_sites_own(start):
    with pytest.raises(HTTPError) as error:
        Browser(start()).get("/no-such-page/")
    assert error.value.code == 404
    assert "There is no such page" in error.value.read().decode()


def test_a_killed_demo_leaves_nothing_that_holds_the_port(start):
    demo = start()
    demo.process.kill()
    demo.process.wait()
    for _attempt in range(100):
        try:
            socket.create_connection(("127.0.0.1", demo.port), 1).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.1)
    pytest.fail("something still listens")


def test_a_taken_port_is_said_in_a_sentence(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": "",
            "DEMO": "1",
            "DATA_DIR": str(tmp_path),
            "PORT": str(port),
        }
        run = subprocess.run(
            [sys.executable, "manage.py", "demo"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90
        )
    assert run.returncode != 0
    assert f"Port {port} is taken." in run.stderr
