"""How SQLite is opened: several writers queue instead of failing, and readers go on meanwhile."""

import sqlite3

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sqlite(db: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this run's database is not SQLite")


@pytest.fixture
def somebody_else():
    """Another connection to the same file, which does not wait."""
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
    yield other
    other.close()


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(("name", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)])
def test_the_file_is_opened_with(name: str, value: object):
    assert pragma(name) == value


def test_a_writer_waits_for_its_turn():
    assert pragma("busy_timeout") == 20_000  # milliseconds


def test_a_transaction_takes_its_turn_to_write_when_it_begins(somebody_else: sqlite3.Connection):
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.in_atomic_block
    with pytest.raises(sqlite3.OperationalError, match="database is locked"):
        somebody_else.execute("BEGIN IMMEDIATE")


def test_others_read_meanwhile(somebody_else: sqlite3.Connection):
    assert connection.in_atomic_block
    assert somebody_else.execute("SELECT count(*) FROM blog_post").fetchone() == (0,)


def test_no_request_opens_a_transaction_by_itself():
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False
