"""Threads as rows: every shown comment once, below what it answers, in nested lists that close what they open."""

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from comments.threads import Row, arrange


@dataclass(frozen=True)
class Said:
    """What the arranging asks of a comment."""

    pk: int
    parent_id: int | None
    shown: bool


@some.composite
def conversations(draw) -> list[Said]:
    """Comments in any order, each a reply to an earlier one or to none, each shown or not."""
    said: list[Said] = []
    for pk in range(1, draw(some.integers(0, 30)) + 1):
        parent = draw(some.none() | some.sampled_from([each.pk for each in said])) if said else None
        said.append(Said(pk, parent, draw(some.booleans())))
    return draw(some.permutations(said))


def rows_of(said: list[Said]) -> list[Row]:
    return arrange(said, lambda comment: comment.shown)


def chain(length: int, **shown: bool) -> list[Said]:
    return [Said(pk, pk - 1 or None, shown.get("shown", True)) for pk in range(1, length + 1)]


def above(each: Said, by_key: dict[int, Said]) -> Iterator[int]:
    while each.parent_id:
        yield each.parent_id
        each = by_key[each.parent_id]


def lists(rows: list[Row]) -> tuple[dict[int, int | None], dict[int, int]]:
    """Write the lists as the template does; for each comment, what it is inside of and how deep."""
    inside: dict[int, int | None] = {}
    depth: dict[int, int] = {}
    open_items: list[int] = []  # the <li> that are open, from the outermost
    open_lists = 1  # the conversation's own <ol>
    for row in rows:
        open_lists += row.opens
        assert open_lists == len(open_items) + 1, "a list opens inside the comment before it and nowhere else"
        inside[row.comment.pk] = open_items[-1] if open_items else None
        depth[row.comment.pk] = len(open_items)
        if row.holds_more:
            open_items.append(row.comment.pk)
        for _level in row.closes:
            open_items.pop()
            open_lists -= 1
    assert (open_items, open_lists) == ([], 1)
    return inside, depth


@quickly(max_examples=300, deadline=None)
@given(conversations())
def test_every_shown_comment_stands_once_below_what_it_answers(said: list[Said]):
    rows = rows_of(said)
    order = [row.comment.pk for row in rows]
    assert len(order) == len(set(order))
    assert {row.comment.pk for row in rows if not row.is_stub} == {each.pk for each in said if each.shown}
    for row in rows:
        parent = row.comment.parent_id
        assert row.depth == 0 if parent is None else order.index(parent) < order.index(row.comment.pk)


@quickly(max_examples=300, deadline=None)
@given(conversations())
def test_a_stub_stands_only_where_something_below_it_is_shown(said: list[Said]):
    by_key = {each.pk: each for each in said}
    above_something = {key for each in said if each.shown for key in above(each, by_key)}
    stubs = {row.comment.pk for row in rows_of(said) if row.is_stub}
    assert stubs == {key for key in above_something if not by_key[key].shown}


@quickly(max_examples=300, deadline=None)
@given(conversations())
@example(chain(9))
def test_the_lists_nest_as_the_replies_do_down_to_the_fifth(said: list[Said]):
    rows = rows_of(said)
    inside, depth = lists(rows)
    for row in rows:
        assert depth[row.comment.pk] == row.step == min(row.depth, 5)
        if row.depth <= 5:
            assert inside[row.comment.pk] == row.comment.parent_id
            assert row.answered is None
        else:
            assert row.answered.pk == row.comment.parent_id


@quickly(max_examples=100, deadline=None)
@given(conversations(), some.randoms())
def test_the_order_in_which_comments_are_given_does_not_matter(said: list[Said], random):
    shuffled = random.sample(said, len(said))
    assert rows_of(said) == rows_of(shuffled)


@quickly(max_examples=100, deadline=None)
@given(conversations())
def test_a_thread_is_whole_and_siblings_stand_by_age(said: list[Said]):
    rows = rows_of(said)
    path: list[int] = []
    paths = []
    for row in rows:
        path = [*path[: row.depth], row.comment.pk]
        assert (path[-2] if row.depth else None) == row.comment.parent_id
        paths.append(path)
    assert paths == sorted(paths)


def test_a_chain_of_3000_replies():
    rows = rows_of(chain(3000))
    assert [row.depth for row in rows] == list(range(3000))
    assert max(lists(rows)[1].values()) == 5


def test_a_chain_of_3000_whose_last_alone_is_shown():
    rows = rows_of([*chain(2999, shown=False), Said(3000, 2999, True)])
    assert [row.is_stub for row in rows] == [True] * 2999 + [False]


def test_nothing_shown_is_nothing():
    assert rows_of(chain(5, shown=False)) == []
    assert rows_of([]) == []
