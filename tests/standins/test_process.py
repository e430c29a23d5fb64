"""The stand-ins as a process and as a server in a test: where they listen, and that they end."""

import signal
import subprocess
import sys
import time
from threading import Thread
from urllib.error import URLError

import pytest

import standins
from tests.config.running import ROOT, free_port
from tests.standins.walking import CALLBACK, Walk, fetch

PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "standins", "--port", sys.argv[1], "--parent", str(os.getpid())])
time.sleep(60)
"""


def answers(url: str) -> bool:
    try:
        return fetch(f"{url}/look.css").status == 200
    except URLError:
        return False


def wait_until(true, seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    return true()


def started(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "standins", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.service
def test_it_says_where_it_is_and_ends_quietly():
    port = free_port()
    with started("--port", str(port)) as process:
        url = f"http://127.0.0.1:{port}"
        assert process.stdout.readline() == f"Stand-ins for WordPress.com, Google, X and Facebook: {url}\n"
        base = f"{url}/google/o/oauth2/v2/auth?client_id=byline-at-google&response_type=code&scope=openid&redirect_uri="
        assert fetch(f"{base}http://localhost:8000/callback/").status == 200
        assert fetch(f"{base}https://byline.example/callback/").status == 400
        process.send_signal(signal.SIGINT)
        assert (process.wait(20), process.stderr.read()) == (0, "")


@pytest.mark.service
def test_it_ends_with_its_parent():
    port = free_port()
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(port)], cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    assert wait_until(lambda: answers(url))
    parent.kill()
    parent.wait(20)
    assert wait_until(lambda: not answers(url))


@pytest.mark.service
def test_it_does_not_outlive_a_parent_that_was_gone_before():
    with started("--port", str(free_port()), "--parent", "0") as process:
        assert process.wait(20) == 0


@pytest.mark.service
@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "localhost"])
def test_it_listens_nowhere_but_on_loopback(host: str):
    with started("--host", host) as process:
        said = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, ("", f"The stand-ins did not start: {host} is not 127.0.0.1\n"))


def test_a_server_listens_nowhere_but_on_loopback():
    with pytest.raises(standins.NotLoopback):
        standins.Server(host="0.0.0.0")


@pytest.mark.service
def test_a_taken_port_is_said(server):
    with started("--port", str(server.server_port)) as process:
        said = process.communicate(timeout=20)[1]
    assert process.returncode == 1
    assert said.startswith("The stand-ins did not start: ")
    assert said.count("\n") == 1


def test_it_ends_while_a_request_hangs():
    with standins.running(redirects=[CALLBACK]) as server:
        walk = Walk(server, "google")
        code = walk.choose().back["code"]
        answered = []
        with server.failing(token_hangs=60):
            thread = Thread(target=lambda: answered.append(walk.exchange(code).status))
            thread.start()
            assert wait_until(lambda: server.requests[-1].path == "/google/token")
            started_to_end = time.monotonic()
    thread.join(20)
    assert time.monotonic() - started_to_end < 10
    assert answered == [200]


def test_it_remembers_what_was_asked(server):
    walk = Walk(server, "x")
    walk.token()
    last = server.requests[-1]
    assert (last.method, last.path, last.form["grant_type"]) == ("POST", "/x/2/oauth2/token", "authorization_code")
    assert last.headers["authorization"] == walk.basic()


def test_a_site_can_be_told_before_the_server_runs(server):
    for provider in ("wordpress", "google", "x", "facebook"):
        assert standins.addresses(provider, server.url) == server.addresses(provider)
        assert standins.client(provider) == server.client(provider)
