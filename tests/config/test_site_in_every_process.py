"""What one process saves of the site's settings, every other one shows from its next request on."""

from pathlib import Path

import pytest

from tests.config.running import run

pytestmark = pytest.mark.service
READ = "from blog.models import Site; print(Site.current().name)"
CHANGE = "from blog.models import Site; site = Site.current(); site.name = 'The Weir'; site.save()"


def said(code: str, data: Path) -> str:
    done = run("manage.py", "shell", "--no-imports", "-c", code, data=data, ENV_FILE="none")
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_change_reaches_processes_that_had_kept_the_old(tmp_path: Path):
    assert run("manage.py", "migrate", "--verbosity", "0", data=tmp_path, ENV_FILE="none").returncode == 0
    assert said(READ, tmp_path) == "Byline"  # and keeps it, for all processes
    said(CHANGE, tmp_path)
    assert said(READ, tmp_path) == "The Weir"
