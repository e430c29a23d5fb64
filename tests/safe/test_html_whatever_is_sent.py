"""The doors for HTML under pieces of hostile HTML in any order."""

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from hypothesis import example, given, settings

from safe.html import article, comment, line
from tests.safe.hostile import sources
from tests.safe.trees import ARTICLE, COMMENT, LINE, faults


@pytest.mark.parametrize(("door", "allowed"), [(article, ARTICLE), (comment, COMMENT), (line, LINE)])
@given(source=sources)
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_not_allowed_gets_through(door, allowed: dict, source: str):
    html = door(source)
    assert isinstance(html, SafeString)
    assert faults(html, allowed) == []


@given(source=sources)
@settings(max_examples=150, deadline=None)
def test_pictures_are_printed_where_they_stand_and_nowhere_else(source: str):
    html = article(source, lambda src, alt: format_html('<img src="{}" alt="{}">', src, alt))
    assert faults(html, ARTICLE) == []


@given(source=sources)
@example(source="<div>words</div>")
@settings(max_examples=150, deadline=None)
def test_what_was_made_safe_once_stays_as_it_is(source: str):
    html = article(source)
    assert article(html) == html
