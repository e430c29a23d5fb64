"""The rooms of the house, and which way the doors between them open."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BASE = {"safe", "slugs", "search", "outbox", "accounts", "blog"}
BELOW = {
    "safe": set(),
    "slugs": set(),
    "search": set(),
    "outbox": {"safe"},
    "accounts": {"safe", "slugs", "search", "outbox"},
    "blog": BASE - {"blog"},
    "submissions": BASE,
    "comments": BASE,
    "standins": set(),
    "demo": BASE | {"submissions", "comments", "config", "standins"},
    "config": BASE | {"submissions", "comments", "standins"},  # these only in the demo
}


def modules(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it the import stands."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain | {n.module or "" for n in nodes if isinstance(n, ast.ImportFrom)}}


@pytest.mark.parametrize("room", BELOW)
def test_imports_point_one_way(room: str):
    for path in modules(room):
        outside = imported(path) & BELOW.keys() - {room}
        assert outside <= BELOW[room], f"{path.relative_to(ROOT)} imports {outside - BELOW[room]}"


def test_every_room_is_known():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert rooms == BELOW.keys()


@pytest.mark.parametrize(
    ("library", "door"), [("bleach", "safe/html.py"), ("PIL", "safe/images"), ("mammoth", "safe/word/essay.py")]
)
def test_a_dangerous_library_has_one_door(library: str, door: str):
    importers = [path for room in BELOW for path in modules(room) if library in imported(path)]
    assert importers
    assert all(path.is_relative_to(ROOT / door) for path in importers)


def test_only_one_module_opens_connections():
    openers = {"http.client", "urllib.request", "socket", "requests", "httpx", "urllib3"}
    found = set()
    for path in (path for room in BELOW for path in modules(room)):
        names = re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(), re.MULTILINE)
        if openers & set(names):
            found.add(str(path.relative_to(ROOT)))
    assert found == {"safe/fetch.py", "config/server.py"}  # the latter only asks whether its own port is free


def test_nothing_is_marked_safe_outside_its_door():
    marks = re.compile(r"mark_safe|\|\s*safe\b|autoescape off|SafeString\(")
    files = [path for room in BELOW for path in modules(room)] + list((ROOT / "templates").rglob("*.html"))
    marked = {str(path.relative_to(ROOT)) for path in files if marks.search(path.read_text())}
    assert marked <= {"safe/html.py", "safe/fields.py"}


def test_files_stay_short():
    files = [path for room in BELOW for path in modules(room)]
    long = {str(path.relative_to(ROOT)) for path in files if path.read_text().count("\n") > 300}
    assert long == set()
