"""Threads as a page shows them: whole ones, a stated number at a time, the oldest or the newest first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from blog.models import Site

if TYPE_CHECKING:
    from blog.models import Post
    from comments.models import Comment
    from comments.writers import Writer


@dataclass(slots=True)
class Row:
    """One comment in its place. Indentation is nested lists: `opens` one before it, `closes` some after it."""

    comment: "Comment"
    depth: int  # replies above it, however many
    step: int  # of indentation, of which there are only so many
    is_stub: bool  # it is not shown, but something below it is
    answered: "Comment | None" = None  # whom it answers, where indentation no longer tells
    opens: bool = False
    closes: range = field(default_factory=lambda: range(0))
    holds_more: bool = False  # a list of replies opens inside it


@dataclass
class ThreadPage:
    rows: list[Row]
    earlier: int | None = None  # the thread that the page before this ends ahead of
    later: int | None = None  # the thread that the next page begins with


def read(post: "Post", writer: "Writer", *, start: int | None = None, until: int | None = None) -> ThreadPage:
    """One page of a post's threads, in one query: from thread `start`, or the ones before `until`, or the first."""
    from comments.models import Comment

    site = Site.current()
    size = site.threads_per_page
    roots = _roots(Comment.objects.threads(post, writer), start, until, newest_first=site.newest_threads_first)
    comments = list(Comment.objects.whole(roots[: size + 1], writer))
    rows = arrange(
        comments,
        lambda comment: comment.is_visible or (comment.is_pending and writer.wrote(comment)),
        steps=site.reply_steps,
        newest_first=site.newest_threads_first,
    )
    return _cut(rows, size, start, until)


def _roots(threads: QuerySet, start: int | None, until: int | None, *, newest_first: bool) -> QuerySet:
    """Those that a page is made of and the next ones, nearest first: from `start` on, or back from before `until`."""
    backwards = bool(until) != newest_first
    at_key = {} if not (start or until) else _bound(start, until, newest_first)
    return threads.filter(**at_key).order_by("-pk" if backwards else "pk")


def _bound(start: int | None, until: int | None, newest_first: bool) -> dict[str, int | None]:
    if until:
        return {"pk__gt" if newest_first else "pk__lt": until}
    return {"pk__lte" if newest_first else "pk__gte": start}


def _cut(rows: list[Row], size: int, start: int | None, until: int | None) -> ThreadPage:
    """Take off the one thread too many that was asked for to learn whether there are more."""
    at = [index for index, row in enumerate(rows) if row.depth == 0]
    more = len(at) > size
    if until:
        kept = rows[at[1] :] if more else rows
        return ThreadPage(kept, earlier=kept[0].comment.pk if more else None, later=until)
    kept = rows[: at[size]] if more else rows
    first = kept[0].comment.pk if kept and start else None
    return ThreadPage(kept, earlier=first, later=rows[at[size]].comment.pk if more else None)


def arrange(
    comments: Iterable["Comment"],
    is_shown: Callable[["Comment"], bool],
    *,
    steps: int = 5,
    newest_first: bool = False,
) -> list[Row]:
    """Every shown comment exactly once, after its parent; one that is not shown is a stub where a shown reply needs it.

    Takes whole threads in any order and of any depth, in time linear in their number.
    """
    by_key = {comment.pk: comment for comment in comments}
    shown = {key for key, comment in by_key.items() if is_shown(comment)}
    rows = [
        Row(comment, depth, min(depth, steps), comment.pk not in shown, _answered(comment, depth > steps, by_key))
        for comment, depth in _walk(by_key, _needed(by_key, shown), newest_first)
    ]
    _nest(rows)
    return rows


def _needed(by_key: dict[int, "Comment"], shown: set[int]) -> set[int]:
    needed: set[int] = set()
    for key in shown:
        at: int | None = key
        while at is not None and at not in needed:
            needed.add(at)
            at = by_key[at].parent_id
    return needed


def _walk(by_key: dict[int, "Comment"], needed: set[int], newest_first: bool) -> Iterator[tuple["Comment", int]]:
    """Parents before children, replies by age; a stack of our own, since threads may be deeper than Python's."""
    replies: dict[int | None, list[int]] = defaultdict(list)
    for key in sorted(needed, reverse=True):
        replies[by_key[key].parent_id].append(key)
    stack = [(key, 0) for key in (reversed(replies[None]) if newest_first else replies[None])]
    while stack:
        key, depth = stack.pop()
        yield by_key[key], depth
        stack.extend((reply, depth + 1) for reply in replies[key])


def _answered(comment: "Comment", is_deeper: bool, by_key: dict[int, "Comment"]) -> "Comment | None":
    return by_key[comment.parent_id] if is_deeper else None


def _nest(rows: list[Row]) -> None:
    steps = [row.step for row in rows] + [0]
    for row, before, after in zip(rows, [0, *steps], steps[1:], strict=False):
        row.opens = row.step > before
        row.holds_more = after > row.step
        row.closes = range(max(0, row.step - after))
