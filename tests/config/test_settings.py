"""A variable that cannot be read is answered with a sentence that mends it."""

from pathlib import Path

import pytest

from tests.config.running import GOOD_KEY, run

pytestmark = pytest.mark.service


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "abc", "PORT=abc is no port. Set it to a number such as 8000."),
        ("PORT", "99999", "PORT=99999 is no port."),
        ("TRUSTED_PROXIES", "garbage", "TRUSTED_PROXIES has garbage, which is no network such as 10.0.0.0/8."),
        ("EMAIL_URL", "nonsense", "EMAIL_URL cannot be read. Set it to an address such as smtp+tls://"),
    ],
)
def test_a_bad_variable_is_said_in_a_sentence(tmp_path: Path, name: str, value: str, sentence: str):
    answer = run("manage.py", "check", data=tmp_path, **{name: value})
    assert answer.returncode != 0
    assert sentence in answer.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("TRUSTED_PROXIES", "0.0.0.0/0", "TRUSTED_PROXIES trusts everybody"),
        ("SITE_URL", "https://blog.example.org/journal", "SITE_URL has a path"),
    ],
)
def test_an_unsafe_variable_is_refused_in_production(tmp_path: Path, name: str, value: str, sentence: str):
    production = {"SITE_URL": "https://blog.example.org", "SECRET_KEY": GOOD_KEY}
    answer = run("manage.py", "check", data=tmp_path, **production | {name: value})
    assert answer.returncode != 0
    assert sentence in answer.stderr
