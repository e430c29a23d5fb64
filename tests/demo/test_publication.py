"""The demo fills an empty database, once, and no other."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from config.checks import DEMO_MARK
from demo import publication
from tests.factories import make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("make", [make_post, make_user])
def test_a_sites_own_folder_is_refused_and_gets_no_mark(tmp_path: Path, settings, make):
    settings.DATA_DIR = tmp_path
    make()
    with pytest.raises(CommandError, match="holds a site"):
        publication.load()
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_was_loaded_before_is_left_as_it_is(tmp_path: Path, settings):
    settings.DATA_DIR = tmp_path
    (tmp_path / DEMO_MARK).write_text("{}")
    make_post()
    assert publication.load() is None
    assert (tmp_path / DEMO_MARK).read_text() == "{}"
