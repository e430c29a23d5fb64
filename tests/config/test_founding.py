"""A site of one's own: what is asked, what is written down, and that nothing half-made is left."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError

from accounts.models import Author, User
from blog.models import Site
from config import environment, founding, questions
from config.questions import Answers
from tests.config.running import ROOT, run

AT_HOME = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="SQLite in a folder of its own is what is founded")
ME = {
    "SITE_NAME": "Nib & Ink",
    "SITE_URL": "https://nib.example.org",
    "OWNER_NAME": "Jo Ash",
    "OWNER_EMAIL": "jo@example.org",
    "OWNER_PASSWORD": "nine violet otters",
}
ASKED = """
import json, django; django.setup()
from django.conf import settings
from accounts.models import Author, User
from blog.models import Post, Site
owner = User.objects.get()
print(json.dumps({
    "name": Site.objects.get().name, "url": settings.SITE_URL, "port": settings.PORT, "posts": Post.objects.count(),
    "owner": [owner.name, owner.email, owner.is_superuser, owner.check_password("nine violet otters")],
    "author": [str(author) for author in Author.objects.filter(user=owner, is_guest=False)],
    "from": settings.DEFAULT_FROM_EMAIL, "data": str(settings.DATA_DIR), "key": settings.SECRET_KEY,
}))
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path


def found(place: Path, **said: str) -> subprocess.CompletedProcess[str]:
    return run("manage.py", "site", data=place / "data", ENV_FILE=str(place / "site.env"), **ME | said)


def started(place: Path) -> dict:
    """What a later start knows, which is told nothing but where the file is."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": str(place / "site.env")}
    given = environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return json.loads(subprocess.check_output([sys.executable, "-c", ASKED], cwd=ROOT, env=given, text=True))


# What is written down


@pytest.mark.service
@AT_HOME
def test_a_site_is_founded_from_what_the_environment_says(place: Path):
    ended = found(place)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "Start it with `make serve`" in ended.stdout
    assert (place / "site.env").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in place.iterdir()) == ["data", "site.env"]
    known = started(place)
    assert len(known.pop("key")) > 80
    assert known == {
        "name": "Nib & Ink",
        "url": "https://nib.example.org",
        "port": 8000,
        "posts": 0,
        "owner": ["Jo Ash", "jo@example.org", True, True],
        "author": ["Jo Ash"],
        "from": '"Nib & Ink" <no-reply@nib.example.org>',
        "data": str(place / "data"),
    }


@pytest.mark.service
@AT_HOME
def test_a_second_founding_is_refused_and_changes_nothing(place: Path):
    found(place)
    before = (place / "site.env").read_text()
    ended = found(place, SITE_NAME="Another")
    assert (ended.returncode, (place / "site.env").read_text()) == (1, before)
    assert "There is a site here already: site.env says how it is started. `make serve` starts it." in ended.stderr
    (place / "site.env").unlink()
    assert "There is a site here already: the database has an owner." in found(place).stderr


@pytest.mark.service
@AT_HOME
def test_a_founded_site_may_start_in_production_and_only_its_mail_is_warned_of(place: Path):
    found(place)
    checked = run("manage.py", "check", "--deploy", data=place / "data", ENV_FILE=str(place / "site.env"))
    assert [line[:13] for line in checked.stderr.splitlines() if "(byline." in line] == ["?: (byline.W0"]
    assert "Mail goes to the terminal, not to people." in checked.stderr
    assert "security." not in checked.stderr


@pytest.mark.service
@AT_HOME
def test_what_else_the_environment_says_is_kept_with_the_site(place: Path):
    found(place, SITE_URL="http://localhost:8123", EMAIL_URL="smtp://u:p%231@mail.example.org", TIME_ZONE="Asia/Tokyo")
    lines = (place / "site.env").read_text().splitlines()
    assert 'EMAIL_URL="smtp://u:p%231@mail.example.org"' in lines
    assert 'TIME_ZONE="Asia/Tokyo"' in lines
    assert 'PORT="8123"' in lines
    assert started(place)["url"] == "http://localhost:8123"


@pytest.mark.service
@AT_HOME
def test_what_somebody_wrote_into_the_file_before_stays(place: Path):
    (place / "site.env").write_text("# Ours\nOUR_APP_KEY=17\nSECRET_KEY=to-be-replaced\n")
    found(place)
    assert (place / "site.env").read_text().startswith("# Ours\nOUR_APP_KEY=17\nSECRET_KEY=to-be-replaced\n")
    assert (place / "site.env").stat().st_mode & 0o777 == 0o600


@pytest.mark.service
@AT_HOME
def test_any_name_is_read_again_as_it_was_said(place: Path):
    name = "$5 for 'Tom's' \"Ink\" #5 = back\\slash\\n \\"
    found(place, SITE_NAME=name)
    asked = "from config import settings; print(settings.SITE_NAME)"
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": str(place / "site.env")}
    said = subprocess.check_output([sys.executable, "-c", asked], cwd=ROOT, env=environment, text=True)
    assert (said.removesuffix("\n"), started(place)["name"]) == (name, name)


# What goes wrong


@pytest.mark.service
@AT_HOME
def test_the_demos_folder_is_refused(place: Path):
    (place / "data").mkdir()
    (place / "data" / "this-is-the-demo").touch()
    ended = found(place)
    assert (ended.returncode, "`make site-from-demo` leaves it behind." in ended.stderr) == (1, True)


@pytest.mark.service
def test_a_database_that_does_not_answer_is_said_in_a_sentence_and_leaves_no_file(place: Path):
    ended = found(place, DATABASE_URL="postgres://nobody:x@127.0.0.1:1/none")
    assert (ended.returncode, (place / "site.env").exists()) == (1, False)
    assert ended.stderr.startswith("CommandError: The site was not founded:")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["settle", "write"])
def test_a_founding_that_fails_leaves_neither_owner_nor_file(place: Path, settings, monkeypatch, stage: str):
    settings.ENV_FILE = place / "site.env" if stage == "settle" else place / "no" / "such" / "site.env"
    if stage == "settle":
        monkeypatch.setattr(Author, "save", _disk_is_full)
    with pytest.raises(CommandError, match="The site was not founded: "):
        founding.found(Answers("Nib", "https://nib.example.org", "Jo", "jo@example.org", "nine violet otters"))
    assert (User.objects.count(), Site.objects.count(), list(place.iterdir())) == (0, 0, [])


def _disk_is_full(*args: object, **kwargs: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.service
@AT_HOME
@pytest.mark.parametrize("seconds", [0.3, 1.2, 1.8])
def test_a_founding_that_was_killed_can_simply_be_done_again(place: Path, seconds: float):
    given = {"PATH": os.environ["PATH"], "DATA_DIR": str(place / "data"), "ENV_FILE": str(place / "site.env")} | ME
    process = subprocess.Popen([sys.executable, "manage.py", "site"], cwd=ROOT, env=given, stdin=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    process.wait()
    if not (place / "site.env").exists():
        assert found(place).returncode == 0
    assert started(place)["owner"] == ["Jo Ash", "jo@example.org", True, True]


@pytest.mark.service
@AT_HOME
def test_a_file_without_an_owner_is_a_founding_that_was_cut_short(place: Path):
    found(place)
    shutil.rmtree(place / "data")
    assert found(place).returncode == 0
    assert started(place)["owner"] == ["Jo Ash", "jo@example.org", True, True]


@pytest.mark.service
@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_said_in_a_sentence(place: Path):
    file = place / "site.env"
    file.write_text("SITE_NAME=Nib\n")
    file.chmod(0)
    ended = run("manage.py", "check", data=place / "data", ENV_FILE=str(file))
    assert ended.stderr == f"{file} cannot be read. Run this as the account that it belongs to.\n"


def test_the_tests_themselves_read_no_file(settings):
    assert settings.ENV_FILE == ROOT
    assert environment.read(ROOT) is None


# What is asked


ADDRESS = "That is no web address. Write it like https://blog.example.org."
ROOTS = "A site stands at the root of its host. Write it like https://blog.example.org."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SITE_NAME": ""}, "The publication's name: There is no answer. Set SITE_NAME."),
        ({"SITE_NAME": "x" * 101}, "Please use one line of at most 100 characters."),
        ({"SITE_NAME": "two\nlines"}, "Please use one line of at most 100 characters."),
        ({"SITE_URL": "blog.example.org"}, ADDRESS),
        ({"SITE_URL": "https://"}, ADDRESS),
        ({"SITE_URL": "https://blog.example.org:99999"}, ADDRESS),
        ({"SITE_URL": "ftp://blog.example.org"}, ADDRESS),
        ({"SITE_URL": "https://blog.example.org/journal"}, ROOTS),
        ({"SITE_URL": "https://me:secret@blog.example.org"}, ROOTS),
        ({"SITE_URL": "http://localhost"}, "On this machine an address has a port."),
        ({"OWNER_EMAIL": "jo"}, "Enter a valid email address. Set OWNER_EMAIL."),
        ({"OWNER_PASSWORD": "short"}, "This password is too short."),
        ({"OWNER_PASSWORD": "jo@example.org"}, "The password is too similar to the e-mail address."),
    ],
)
def test_a_bad_answer_is_a_sentence(monkeypatch, given: dict[str, str], sentence: str):
    for name, value in (ME | given).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError) as refused:
        questions.ask()
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Blog.Example.org/", "https://blog.example.org"),
        ("http://localhost:8123", "http://localhost:8123"),
        ("http://[::1]:8123", "http://[::1]:8123"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_as_browsers_send_it(monkeypatch, given: str, kept: str):
    for name, value in (ME | {"SITE_URL": given}).items():
        monkeypatch.setenv(name, value)
    assert questions.ask().address == kept


class Terminal:
    """A command with somebody sitting before it."""

    def __init__(self, *command: str, **environment: str) -> None:
        self.screen, line = pty.openpty()
        given = {"PATH": os.environ["PATH"]} | environment
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=ROOT,
            env=given,
            stdin=line,
            stdout=line,
            stderr=line,
            start_new_session=True,
        )
        os.close(line)
        self.seen = ""

    def wait_for(self, words: str) -> None:
        for _attempt in range(600):
            if words in self.seen:
                self.seen = self.seen.partition(words)[2]
                return
            if select.select([self.screen], [], [], 0.1)[0]:
                self.seen += self._read()
        pytest.fail(f"{words!r} was not said, but {self.seen!r}")

    def _read(self) -> str:
        try:
            return os.read(self.screen, 4096).decode()
        except OSError:  # it has ended
            return ""

    def type(self, words: str) -> None:
        os.write(self.screen, f"{words}\n".encode())

    def end(self) -> int:
        return self.process.wait(20)


@pytest.mark.service
@AT_HOME
def test_somebody_at_a_terminal_is_asked_again_until_the_answer_is_good(place: Path):
    terminal = Terminal("manage.py", "site", DATA_DIR=str(place / "data"), ENV_FILE=str(place / "site.env"))
    for question, answer in [
        ("The publication's name: ", ""),
        ("There is no answer.", ""),
        ("The publication's name: ", "Nib & Ink"),
        ("Its address, such as https://blog.example.org: ", "nib.example.org"),
        (ADDRESS, ""),
        ("https://blog.example.org: ", "https://nib.example.org"),
        ("Your name, as readers see it: ", "Jo Ash"),
        ("Your e-mail address: ", "jo"),
        ("Enter a valid email address.", ""),
        ("Your e-mail address: ", "jo@example.org"),
        ("A password of ten or more characters: ", "short"),
        ("The same once more: ", "short"),
        ("This password is too short.", ""),
        ("A password of ten or more characters: ", "nine violet otters"),
        ("The same once more: ", "nine violent otters"),
        ("These were two different ones.", ""),
        ("A password of ten or more characters: ", "nine violet otters"),
        ("The same once more: ", "nine violet otters"),
    ]:
        terminal.wait_for(question)
        if question.endswith(": "):
            terminal.type(answer)
    terminal.wait_for("The site is founded.")
    assert terminal.end() == 0
    assert started(place)["owner"] == ["Jo Ash", "jo@example.org", True, True]


@pytest.mark.service
@AT_HOME
def test_ending_the_input_at_a_question_founds_nothing(place: Path):
    terminal = Terminal("manage.py", "site", DATA_DIR=str(place / "data"), ENV_FILE=str(place / "site.env"))
    terminal.wait_for("The publication's name: ")
    terminal.type("\x04")  # Ctrl-D
    terminal.wait_for("Nothing was founded.")
    assert (terminal.end(), (place / "site.env").exists()) == (1, False)
