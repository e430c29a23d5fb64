from collections.abc import Iterator

import pytest

import standins
from tests.standins.walking import CALLBACK


@pytest.fixture
def server() -> Iterator[standins.Server]:
    with standins.running(redirects=[CALLBACK]) as server:
        yield server
