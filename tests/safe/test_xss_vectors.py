"""Published attacks on sanitisers, at every door for HTML."""

import pytest

from safe.html import article, comment, line
from tests.safe.hostile import vectors
from tests.safe.trees import ARTICLE, COMMENT, LINE, faults


@pytest.mark.parametrize(("door", "allowed"), [(article, ARTICLE), (comment, COMMENT), (line, LINE)])
def test_no_known_attack_gets_through(door, allowed: dict):
    found = {number: faults(door(payload), allowed) for number, payload in vectors().items()}
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


def test_known_attacks_do_not_grow_dangerous_when_they_are_cleaned_twice():
    found = {number: faults(article(article(payload)), ARTICLE) for number, payload in vectors().items()}
    assert {number: wrong for number, wrong in found.items() if wrong} == {}


def test_no_known_attack_costs_a_comment_its_words():
    for payload in vectors().values():
        assert "words" in comment(f"{payload}\n\nwords")
