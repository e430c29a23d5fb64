"""docs/extending.md does what it says: its files, written down as they are shown, make a theme and an app."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from config.environment import line
from tests.config.running import ROOT, Browser, Running, run

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the site that is extended has a database of its own"),
]
TEXT = (ROOT / "docs/extending.md").read_text()
OURS, BYLINES = "--accent: #0b5d3b;", "--accent: #8f2f1c;"
OWNER = {"DJANGO_SUPERUSER_EMAIL": "jo@example.org", "DJANGO_SUPERUSER_PASSWORD": "nine violet otters"}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Somebody's home folder with the files of the text in it, and the commands before the last one run."""
    home = tmp_path_factory.mktemp("home")
    for path, words in re.findall(r"^\*\*`~/([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL):
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(words)
    assert run("manage.py", "migrate", data=home / "data").returncode == 0
    for command in commands()[1:-1]:
        run_in_shell(f"{commands()[0]}\n{command}", home)
    made = run("manage.py", "createsuperuser", "--noinput", "--name", "Jo Ash", data=home / "data", **OWNER)
    assert (made.returncode, made.stderr) == (0, "")
    return home


def commands() -> list[str]:
    """The lines of the text's one block of commands: the variables, what is run once, and what serves."""
    (block,) = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return block.replace(".venv/bin/python", sys.executable).splitlines()


def variables(home: Path) -> dict[str, str]:
    said = run_in_shell(f"{commands()[0]}\nenv", home)
    known = dict(line.partition("=")[::2] for line in said.splitlines())
    return {name: known[name] for name in ("THEME_DIR", "EXTRA_APPS", "PYTHONPATH")}


def run_in_shell(script: str, home: Path) -> str:
    given = {"PATH": os.environ["PATH"], "HOME": str(home), "DATA_DIR": str(home / "data"), "ENV_FILE": ""}
    return subprocess.run(["sh", "-ec", script], cwd=ROOT, env=given, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[Running]:
    """The last command, with the variables as the first says them."""
    yield from serving(home, data=home / "data", **variables(home))


def serving(home: Path, *, data: Path, **environment: str) -> Iterator[Running]:
    assert commands()[-1].endswith("manage.py serve")
    with data.with_suffix(".output").open("w") as output:
        running = Running("manage.py", "serve", data=data, output=output, **environment)
        yield running
        running.process.terminate()
        running.process.wait(20)


def stylesheet(browser: Browser) -> str:
    (address,) = re.findall(r'<link rel="stylesheet" href="(/static/css/site\.\w+\.css)">', browser.get("/"))
    return browser.get(address)


def test_the_theme_dresses_every_page(site: Running):
    page = Browser(site).get("/authors/")
    (picture,) = re.findall(r'<img src="(/static/img/nib\.\w+\.svg)"', page)
    assert "Written with a broad nib." in page
    assert 'as="font"' not in page
    assert "M12 1l6 12-6 10-6-10z" in Browser(site).get(picture)


def test_the_themes_colours_and_typefaces_are_the_ones_in_the_bundle(site: Running):
    styles = stylesheet(Browser(site))
    assert (styles.count(OURS), styles.count(BYLINES), styles.count("--serif: Charter")) == (1, 0, 1)
    assert ".masthead" in styles


def test_the_apps_page_shows_what_the_admin_was_told(site: Running):
    owner = Browser(site)
    owner.sign_in(OWNER["DJANGO_SUPERUSER_EMAIL"], OWNER["DJANGO_SUPERUSER_PASSWORD"])
    assert "Titles to read" in owner.get("/admin/")
    form = "/admin/accounts/author/add/"
    no_books = {f"books-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    owner.send(form, csrfmiddlewaretoken=owner.token(form), name="Jo Ash", **no_books)
    form = "/admin/reading/title/add/"
    chosen = {"name": "The Fork and the Room", "link": "https://example.org/fork", "chosen_by": "1"}
    owner.send(form, csrfmiddlewaretoken=owner.token(form), **chosen)
    page = Browser(site).get("/reading/")
    assert '<a href="https://example.org/fork">The Fork and the Room</a>' in page
    assert '<a href="/authors/jo-ash/">Jo Ash</a>' in page
    assert "<title>Reading list · Byline</title>" in page


def test_without_the_variables_nothing_of_it_is_there(home: Path, site: Running):
    before = shutil.copytree(home / "data", home / "plain")  # with the theme's static files collected
    for plain in serving(home, data=before):
        browser = Browser(plain)
        assert "broad nib" not in browser.get("/authors/")
        assert (stylesheet(browser).count(OURS), stylesheet(browser).count(BYLINES)) == (0, 1)
        with pytest.raises(HTTPError, match="404"):
            browser.get("/reading/")
        browser.sign_in(OWNER["DJANGO_SUPERUSER_EMAIL"], OWNER["DJANGO_SUPERUSER_PASSWORD"])
        assert "Titles to read" not in browser.get("/admin/")


def test_the_variables_may_stand_in_the_file(home: Path, tmp_path: Path):
    file = tmp_path / "site.env"
    file.write_text("".join(f"{line(*said)}\n" for said in variables(home).items()))
    ended = run("manage.py", "showmigrations", "reading", data=home / "data", ENV_FILE=str(file))
    assert (ended.returncode, ended.stdout.splitlines()) == (0, ["reading", " [X] 0001_initial"])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("THEME_DIR", "no/such", "THEME_DIR=no/such is no folder. Set it to one with templates/ or static/ in it."),
        ("EXTRA_APPS", "readng", "EXTRA_APPS has readng, which cannot be found. Set PYTHONPATH to the folder that"),
        ("EXTRA_APPS", "readng.apps.Readng", "EXTRA_APPS has readng.apps.Readng, which cannot be found."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(tmp_path: Path, name: str, value: str, sentence: str):
    ended = run("manage.py", "serve", data=tmp_path, **{name: value})
    assert (ended.returncode, ended.stderr.startswith(sentence)) == (1, True)
    assert len(ended.stderr.splitlines()) == 1
