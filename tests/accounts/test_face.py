"""How somebody looks: a picture, or initials on a tint."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.face import TINTS, Face, face, initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amara Quill", "AQ"),
        ("Amara", "A"),
        ("amara quill", "AQ"),
        ("Inga van den Berg", "IB"),
        ("  Amara   Quill ", "AQ"),
        ("Øyvind Ås", "ØÅ"),
        ("李 雷", "李雷"),
        ("Dr. (med.) Quill", "DQ"),
        ("Amara “Bee” Quill", "AQ"),
        ("R2 D2", "RD"),
        ("2 Bees", "2B"),
        ("🐝", "?"),
        ("<b>", "?"),
        ("", "?"),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_name(name: str, letters: str):
    assert initials(name) == letters


def test_a_name_has_one_tint_for_ever():
    assert [face(name).tint for name in ("Amara Quill", "Bela Stone", "Cleo Marsh", "Rosa")] == [2, 5, 5, 3]


def test_a_name_has_one_tint_however_it_is_written():
    assert face("Amara Quill").tint == face("AMARA quill").tint


def test_names_spread_over_all_tints():
    assert {face(f"Reader {number}").tint for number in range(100)} == set(range(1, TINTS + 1))


def test_a_picture_goes_before_initials():
    assert face("Rosa", SimpleNamespace(url="/media/a.webp")) == Face("R", face("Rosa").tint, "/media/a.webp")


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_a_picture_there_is_no_address(nothing: object):
    assert face("Rosa", nothing).picture == ""


@given(name=st.text())
def test_everybody_has_a_face(name: str):
    shown = face(name)
    assert shown.initials
    assert 1 <= shown.tint <= TINTS
