"""What must not start in production, and the sentence that mends it."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.checks import production_is_safe, refuse_unsafe_start
from tests.config.running import GOOD_KEY, run

SITE = {"SITE_URL": "https://blog.example.org"}
SMTP = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {}}}
CONSOLE = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend", "OPTIONS": {}}}
NO_KEY = (
    "The secret key was generated on this machine. "
    "Set SECRET_KEY to 50 or more random characters, the same for every process of the site."
)


def at(issuer: str) -> dict:
    """The settings of a site whose readers sign in at that server, and at WordPress.com."""
    servers = [
        {"provider_id": "wordpress", "settings": {}},
        {"provider_id": "oidc", "settings": {"server_url": issuer}},
    ]
    return {"openid_connect": {"APPS": servers}}


@pytest.fixture
def production(settings, tmp_path: Path):
    """The settings of a site that may start."""
    settings.SITE_URL, settings.PRODUCTION = "https://blog.example.org", True
    settings.SECRET_KEY, settings.SECRET_KEY_IS_GENERATED = GOOD_KEY, False
    settings.DEBUG = settings.DEMO = False
    settings.FETCH_PRIVATE_NETWORKS = []
    settings.DATA_DIR = tmp_path
    settings.MAILERS = SMTP
    settings.STAND_INS = {}
    settings.SOCIALACCOUNT_PROVIDERS = at("https://id.example.org")
    return settings


def found() -> list[str]:
    return [message.id for message in production_is_safe()]


def test_a_site_with_nothing_unsafe_may_start(production):
    assert found() == []
    assert refuse_unsafe_start() is None


@pytest.mark.parametrize(
    ("name", "value", "known_as"),
    [
        ("SITE_URL", "blog.example.org", "byline.E001"),
        ("SITE_URL", "", "byline.E001"),
        ("SITE_URL", "ftp://blog.example.org", "byline.E001"),
        ("SITE_URL", "https://", "byline.E001"),
        ("SECRET_KEY_IS_GENERATED", True, "byline.E002"),
        ("SECRET_KEY", GOOD_KEY[:49], "byline.E003"),
        ("SECRET_KEY", "abcd" * 20, "byline.E003"),
        ("DEBUG", True, "byline.E004"),
        ("DEMO", True, "byline.E005"),
        ("FETCH_PRIVATE_NETWORKS", ["10.0.0.0/8"], "byline.E006"),
        ("STAND_INS", {"google": {"AUTHORIZE_URL": "http://127.0.0.1:8006/"}}, "byline.E009"),
        ("SOCIALACCOUNT_PROVIDERS", at("http://id.example.org"), "byline.E010"),
        ("SOCIALACCOUNT_PROVIDERS", at("https://localhost:9000"), "byline.E010"),
        ("SOCIALACCOUNT_PROVIDERS", at("id.example.org"), "byline.E010"),
    ],
)
def test_what_is_unsafe_is_refused_with_what_mends_it(production, name: str, value: object, known_as: str):
    setattr(production, name, value)
    assert found() == [known_as]
    (error,) = production_is_safe()
    assert error.hint.endswith((".", "https://blog.example.org", "https://id.example.org"))
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_start()
    assert str(refused.value) == f"{error.msg} {error.hint}"


def test_a_folder_with_the_demos_content_is_refused(production, tmp_path: Path):
    (tmp_path / "this-is-the-demo").touch()
    assert found() == ["byline.E005"]


@pytest.mark.parametrize(
    ("name", "value", "known_as"),
    [("SITE_URL", "http://blog.example.org", "byline.W001"), ("MAILERS", CONSOLE, "byline.W002")],
)
def test_what_is_unwise_is_said_and_starts(production, name: str, value: object, known_as: str):
    setattr(production, name, value)
    assert found() == [known_as]
    assert refuse_unsafe_start() is None


def test_everything_unsafe_is_said_at_once(production):
    production.DEBUG = production.DEMO = True
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_unsafe_start()
    assert str(refused.value).splitlines() == [
        "DEBUG is on, and would show strangers the code. Unset DEBUG.",
        "This is the demo, or DATA_DIR holds its content. Unset DEMO and point DATA_DIR at a folder of the site's own.",
    ]


def test_on_loopback_everything_may_start(production):
    production.PRODUCTION, production.SITE_URL = False, "http://localhost:8000"
    production.DEBUG = production.DEMO = production.SECRET_KEY_IS_GENERATED = True
    assert found() == []


# As those who run the site meet it


def test_every_command_refuses_a_site_without_a_key(tmp_path: Path):
    ended = run("manage.py", "check", data=tmp_path, **SITE)
    assert ended.returncode == 1
    assert "(byline.E002) The secret key was generated on this machine." in ended.stderr


def test_a_site_that_is_set_up_passes_djangos_own_checks_for_deployment(tmp_path: Path):
    good = SITE | {"SECRET_KEY": GOOD_KEY, "EMAIL_URL": "smtp://localhost"}
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **good)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_no_web_server_starts_an_unsafe_site(tmp_path: Path):
    ended = run("-W", "ignore", "-c", "import config.wsgi", data=tmp_path, **SITE)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {NO_KEY}"


def test_a_web_server_starts_a_site_that_is_set_up(tmp_path: Path):
    ended = run("-W", "ignore", "-c", "import config.wsgi", data=tmp_path, SECRET_KEY=GOOD_KEY, **SITE)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_web_server_starts_on_loopback_as_it_is(tmp_path: Path):
    assert run("-W", "ignore", "-c", "import config.wsgi", data=tmp_path).returncode == 0
