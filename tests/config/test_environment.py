"""What the settings read from the environment."""

import json
import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from config.environment import database, generated_key, is_loopback, keep_once, line, mailer, read, text
from tests.config.running import run

ASKED = "SITE_URL PRODUCTION SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS DEBUG"
YEAR = 365 * 24 * 3600  # seconds


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "blog.localhost", "127.0.0.1", "127.8.9.1", "[::1]", "::1"],
)
def test_loopback_is_this_machine(host: str):
    assert is_loopback(host) is True


@pytest.mark.parametrize(
    "host",
    [
        *("", "example.org", "localhost.example.org", "notlocalhost", "127.0.0.1.example.org"),
        *("0.0.0.0", "10.0.0.1", "192.168.1.1", "8.8.8.8", "[::]", "[2001:db8::1]", "[fe80::1]"),
    ],
)
def test_every_other_host_is_not(host: str):
    assert is_loopback(host) is False


def settings_with(data: Path, **environment: str) -> dict:
    names = f"{ASKED} ALLOWED_HOSTS".split()
    code = "import json; from config import settings; print(json.dumps({n: getattr(settings, n) for n in %r}))" % names  # noqa: UP031
    return json.loads(run("-c", code, data=data, **environment).stdout)


@pytest.mark.parametrize(
    ("environment", "url", "production", "https", "hosts"),
    [
        ({}, "http://localhost:8000", False, False, ["localhost", ".localhost", "127.0.0.1", "[::1]"]),
        ({"PORT": "8123"}, "http://localhost:8123", False, False, ["localhost", ".localhost", "127.0.0.1", "[::1]"]),
        ({"SITE_URL": "https://blog.example.org/"}, "https://blog.example.org", True, True, ["blog.example.org"]),
        (
            {"SITE_URL": "http://blog.example.org", "DEBUG": "1"},
            "http://blog.example.org",
            True,
            False,
            ["blog.example.org"],
        ),
    ],
)
def test_cookies_and_redirects_follow_the_scheme_of_the_address(
    tmp_path: Path, environment: dict, url: str, production: bool, https: bool, hosts: list[str]
):
    assert settings_with(tmp_path, **environment) == {
        "SITE_URL": url,
        "PRODUCTION": production,
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "SECURE_SSL_REDIRECT": https,
        "SECURE_HSTS_SECONDS": YEAR if https else 0,
        "DEBUG": "DEBUG" in environment,
        "ALLOWED_HOSTS": hosts,
    }


# The secret key


def test_a_key_is_made_once_for_its_owners_eyes(tmp_path: Path):
    folder = tmp_path / "new" / "folder"
    key = generated_key(folder)
    assert re.fullmatch(r"[\w-]{86}", key)
    assert generated_key(folder) == key
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert [kept.name for kept in folder.iterdir()] == ["secret-key"]


def test_two_places_have_two_keys(tmp_path: Path):
    assert generated_key(tmp_path / "one") != generated_key(tmp_path / "two")


def test_those_who_start_at_once_have_one_key(tmp_path: Path):
    together = Barrier(8)

    def start(number: int) -> str:
        together.wait()
        return generated_key(tmp_path)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1


def test_what_is_kept_is_not_written_over(tmp_path: Path):
    keep_once(tmp_path / "word", "first")
    keep_once(tmp_path / "word", "second")
    assert (tmp_path / "word").read_text() == "first"


# The database


def test_sqlite_is_set_up_for_several_writers():
    assert database("sqlite:////srv/byline.sqlite3") == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "/srv/byline.sqlite3",
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_connections_to_postgresql_are_kept_and_looked_after(scheme: str):
    assert database(f"{scheme}://amara:p%40ss@db.example.org:5433/byline") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "byline",
        "USER": "amara",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": 5433,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


# Mail

ON_MAIL = {"host": "mail.example.org", "username": "amara", "timeout": 20}
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("consolemail://", "django.core.mail.backends.console.EmailBackend", {}),
        ("dummymail://", "django.core.mail.backends.dummy.EmailBackend", {}),
        ("smtp://localhost", SMTP, {"host": "localhost", "timeout": 20}),
        ("smtp://localhost:2525", SMTP, {"host": "localhost", "port": 2525, "timeout": 20}),
        (
            "smtp+tls://amara:p%40ss@mail.example.org:587",
            SMTP,
            ON_MAIL | {"port": 587, "password": "p@ss", "use_tls": True},
        ),
        (
            "smtp+ssl://amara:p@mail.example.org:465",
            SMTP,
            ON_MAIL | {"port": 465, "password": "p", "use_ssl": True},
        ),
    ],
)
def test_one_address_says_how_mail_leaves(url: str, backend: str, options: dict):
    assert mailer(url) == {"BACKEND": backend, "OPTIONS": options}


@quickly(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=some.text(some.characters(exclude_categories=["C", "Zl", "Zp"])))
@example(value="'a'")
@example(value='"a"')
@example(value="$HOME")
@example(value="back\\slash\\n # \\")
def test_a_line_is_read_again_as_it_was_said(tmp_path: Path, value: str):
    (tmp_path / "site.env").write_text(line("BYLINE_TEST", value), encoding="utf-8")
    os.environ.pop("BYLINE_TEST", None)
    read(tmp_path / "site.env")
    assert text("BYLINE_TEST") == value


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch):
    (tmp_path / "site.env").write_text("BYLINE_TEST=file")
    monkeypatch.setenv("BYLINE_TEST", "environment")
    read(tmp_path / "site.env")
    assert (text("BYLINE_TEST"), text("BYLINE_OTHER", "none")) == ("environment", "none")
