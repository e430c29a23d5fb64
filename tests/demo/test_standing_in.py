"""The stand-ins beside the demo: there with it, and gone with it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError

from demo import standing_in
from tests.config.running import ROOT, Running, free_port, run, told

pytestmark = [pytest.mark.service, pytest.mark.once]
FETCH = """
import django; django.setup()
from accounts.providers import avatar_hosts
from safe.fetch import fetch
from django.conf import settings
url = f"http://127.0.0.1:{settings.STAND_INS_PORT}/avatars/marta_who_is_invented.png"
print(fetch(url, hosts=avatar_hosts("x"), types=("image/png",), most=10**6)[1:4].decode())
"""


BESIDE = """
import time, django; django.setup()
from demo import standing_in
with standing_in.running():
    print("They run.", flush=True)
    time.sleep(60)
"""


def answer(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except ConnectionRefusedError:
        return False
    return True


def have_gone(port: int) -> bool:
    for _attempt in range(100):
        if not answer(port):
            return True
        time.sleep(0.1)
    return False


class Demo(Running):
    def __init__(self, folder: Path) -> None:
        self.told = {"DEMO": "1", "STAND_INS_PORT": str(free_port()), "HOME": str(folder)}
        self.folder, self.output = folder, folder / "output"
        with self.output.open("w") as output:
            super().__init__("manage.py", "demo", data=folder / "data", output=output, **self.told)

    def said(self) -> str:
        return self.output.read_text()

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        return run(*command, data=self.folder / "data", **self.told, PORT=str(self.port), **more)


@pytest.fixture
def demo(tmp_path: Path):
    running = Demo(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def test_they_take_the_demos_keys_and_give_it_pictures_and_end_with_it(demo: Demo):
    checked = demo.run("manage.py", "check_providers")
    assert [line.partition(":")[0] for line in checked.stdout.splitlines() if not line.startswith(" ")] == [
        *("WordPress.com (a stand-in)", "Google (a stand-in)", "X (a stand-in)", "Facebook (a stand-in)"),
    ]
    assert (checked.returncode, checked.stdout.count("takes the keys.")) == (0, 4)
    assert demo.run("-c", FETCH, DJANGO_SETTINGS_MODULE="config.settings").stdout == "PNG\n"
    assert "stand-ins for WordPress.com, Google, X and Facebook" in demo.said()
    assert (demo.stop(), have_gone(int(demo.told["STAND_INS_PORT"]))) == (0, True)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_they_end_with_whom_they_stand_beside_however_that_ends(tmp_path: Path, by: signal.Signals):
    port = free_port()
    environment = told(
        tmp_path, {"DEMO": "1", "STAND_INS_PORT": str(port), "DJANGO_SETTINGS_MODULE": "config.settings"}
    )
    command = [sys.executable, "-c", BESIDE]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "They run.\n"
        assert answer(port)
        process.send_signal(by)
    assert have_gone(port)


def test_a_port_of_theirs_that_is_taken_is_said_in_a_sentence(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = {"DEMO": "1", "PORT": str(free_port()), "STAND_INS_PORT": str(port)}
        ended = run("manage.py", "demo", data=tmp_path, **told)
    assert ended.returncode != 0
    assert f"Port {port} is taken. Stop what listens there, or set STAND_INS_PORT to another." in ended.stderr


@pytest.mark.parametrize(("production", "played"), [(True, {"google": {}}), (False, {})])
def test_they_start_beside_nothing_but_the_demo(settings, production: bool, played: dict):
    settings.PRODUCTION, settings.STAND_INS = production, played
    with pytest.raises(CommandError, match="Stand-ins are for the demo"), standing_in.running():
        pytest.fail("they run")
