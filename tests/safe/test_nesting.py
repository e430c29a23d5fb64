"""Tags in tags in tags: the cleaner takes the square of their depth in time, so above a hundred they are refused."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from safe.html import article, comment, line
from tests.safe.hostile import SCRAPS, tags
from tests.safe.trees import depth

SIZE = 100_000  # characters


@pytest.mark.parametrize("door", [article, comment, line])
@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b>",
        "<DIV>",
        "<div class='x'>",
        "<div></span>",
        "<div></p>",
        "<div></div x><div>",
        "<custom-tag>",
        "<ul><li>",
        "<div/>",
    ],
)
def test_deep_nesting_is_refused(door, piece: str):
    with pytest.raises(ValidationError) as refused:
        door(piece * (SIZE // len(piece)))
    assert refused.value.messages == ["This is nested too deeply to be read. Please use fewer tags."]
    assert refused.value.code == "nested"


@pytest.mark.parametrize("piece", ["<b title='</b>'>", "<b title=</b>", "<b><!--</b>-->", "<ul x='</ul>'>"])
def test_an_end_tag_that_browsers_do_not_see_hides_no_depth(piece: str):
    with pytest.raises(ValidationError):
        article(piece * 150)


@given(piece=st.lists(tags | st.sampled_from(SCRAPS), min_size=1, max_size=4).map("".join))
@settings(max_examples=80, deadline=None)
def test_whatever_is_sent_over_and_over_is_refused_or_shallow(piece: str):
    try:
        html = article(piece * 300)
    except ValidationError:
        return
    assert depth(html) <= 100


def test_a_hundred_levels_are_taken():
    assert article("<q>" * 100 + "deep") == f"<p>{'<q>' * 100}deep{'</q>' * 100}</p>"


@pytest.mark.parametrize("piece", ["<p>One ", "<li>One", "<br>", "<hr>", "<b>One</b> ", "<p><em>One</em></p>", "</b>"])
def test_many_tags_side_by_side_are_not_deep(piece: str):
    assert article(piece * 1000).count("One") == piece.count("One") * 1000


@pytest.mark.parametrize("door", [comment])
@pytest.mark.parametrize("mark", ["> ", ">", "- ", "1. ", "> - "])
def test_quotes_and_lists_in_each_other_are_refused_when_words_would_be_lost(door, mark: str):
    with pytest.raises(ValidationError) as refused:
        door(mark * 30 + "words")
    assert refused.value.messages == ["Quotes and lists are nested too deeply here. Please use fewer levels."]


@pytest.mark.parametrize(("mark", "levels"), [("> ", 17), ("- ", 8)])
def test_no_words_are_lost_in_quotes_and_lists_that_are_taken(mark: str, levels: int):
    assert "words" in comment(mark * levels + "words")
