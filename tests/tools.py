"""Tools that a machine may lack. A test that needs one is skipped by name, with the command that would bring it.

Where BYLINE_ALL_TOOLS is set, as in CI, a missing tool fails the test instead.
"""

import os
import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def chromium() -> str:
    """The path of Chromium, or a skip."""
    names = ("chromium", "chromium-browser", "google-chrome")
    on_mac = Path("/Applications/Chromium.app/Contents/MacOS/Chromium")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found and on_mac.exists():
        found = str(on_mac)
    return found or missing("Chromium", "apt install chromium (or set CHROMIUM to its path), then make test")


def postgresql() -> str:
    """The address of a PostgreSQL that tests may use, or a skip."""
    how = "scripts/with-postgresql make test (it needs PostgreSQL's binaries: apt install postgresql)"
    return os.environ.get("TEST_POSTGRESQL_URL") or missing("PostgreSQL", how)


def gettext() -> str:
    """The path of xgettext, or a skip."""
    return shutil.which("xgettext") or missing("xgettext", "apt install gettext")


def libre_office() -> str:
    """The path of LibreOffice, or a skip."""
    return shutil.which("soffice") or missing("LibreOffice", "apt install libreoffice-writer-nogui")


def shared(path: str) -> Path:
    """A file of reference material that lies beside some checkouts, or a skip."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"reference material {path} is not beside this checkout")
    return found


def missing(tool: str, command: str) -> str:
    say = f"{tool} is not on this machine; to enable: {command}"
    if os.environ.get("BYLINE_ALL_TOOLS"):
        pytest.fail(say, pytrace=False)
    pytest.skip(say)
