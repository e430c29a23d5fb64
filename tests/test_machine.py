"""What this run of the suite stands on."""

import psycopg
from django.conf import settings
from django.db import connection

from tests import tools


def test_chromium_is_here():
    assert tools.chromium()


def test_libre_office_is_here():
    assert tools.libre_office()


def test_postgresql_is_here():
    with psycopg.connect(tools.postgresql()) as server:
        assert server.info.server_version >= 140000


def test_the_database_is_the_one_that_was_asked_for(db: None):
    assert connection.vendor in settings.DATABASES["default"]["ENGINE"]
