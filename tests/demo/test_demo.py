"""The demo as a newcomer meets it: one command, a page, a comment, an editor's click, Ctrl-C."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError

import pytest

from tests.config.running import Browser, Running

pytestmark = [pytest.mark.service, pytest.mark.once]
ROOT = Path(__file__).resolve().parents[2]
GUEST_POST = "/every-fifth-a-little-narrow/"


class Demo(Running):
    """A running demo, and what it printed."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "output"
        with self.output.open("w") as output:
            super().__init__("manage.py", "demo", data=folder / "data", output=output, HOME=str(folder), DEMO="1")

    def said(self) -> str:
        return self.output.read_text()

    def sign_in(self) -> tuple[str, str]:
        said = self.said()
        return re.search(r"signs in as\s+(\S+)", said)[1], re.search(r"with\s+(\S+)", said)[1]


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
    editor.sign_in(email, password)
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
    editor.sign_in(email, password)
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
