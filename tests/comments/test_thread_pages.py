"""Whole threads, some a page, by key: each on exactly one page, and every comment's own link leads to it."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as quickly
from hypothesis import strategies as some

from blog.models import Post
from comments.models import Comment
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import make_comment, make_post, set_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_a_page(db: None) -> None:
    set_site(threads_per_page=3)


def make_threads(post: Post, statuses: list[str]) -> list[Comment]:
    return [make_comment(post=post, status=status) for status in statuses]


def anchors(comments: list[Comment]) -> list[str]:
    return [comment.anchor for comment in comments]


def link(page: Page, words: str) -> str:
    """The address behind a link with these words, or nothing."""
    return next((node.get("href") for node in page.all("p[@class='pages']/a") if node.text == words), "")


def walk(client: Client, post: Post, query: str, words: str) -> list[list[str]]:
    """The comments of each page from `query` on, following the link with these words."""
    pages, seen = [], set()
    while query not in seen:
        seen.add(query)
        page = Page(client.get(post.get_absolute_url() + query))
        pages.append(page.comments)
        query = link(page, words).removesuffix("#comments") or query
    return pages


def test_the_first_page_holds_the_oldest_threads(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 4)
    page = Page(reader.get("/on-bees/"))
    assert page.comments == anchors(roots[:3])
    assert (link(page, "Earlier replies"), link(page, "Later replies")) == ("", f"?from={roots[3].pk}#comments")
    assert page.words("h2[@id='replies']") == "4 replies"


def test_a_page_that_holds_all_leads_nowhere(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 3)
    page = Page(reader.get("/on-bees/"))
    assert page.comments == anchors(roots)
    assert not page.of_class("pages")


def test_pages_forward_and_back(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 8)
    forward = [anchors(roots[:3]), anchors(roots[3:6]), anchors(roots[6:])]
    assert walk(reader, post, "", "Later replies") == forward
    back = walk(reader, post, f"?from={roots[6].pk}", "Earlier replies")
    assert back == forward[::-1]


def test_a_page_until_a_thread_holds_the_ones_before_it(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 8)
    page = Page(reader.get(f"/on-bees/?until={roots[5].pk}"))
    assert page.comments == anchors(roots[2:5])
    assert link(page, "Earlier replies") == f"?until={roots[2].pk}#comments"
    assert link(page, "Later replies") == f"?from={roots[5].pk}#comments"


@pytest.mark.parametrize(
    "query", ["?from=", "?from=abc", "?from=-1", "?from=%00", "?from=" + "9" * 30, "?until=0", "?from=1.5"]
)
def test_a_key_that_is_none_opens_the_first_page(post: Post, reader: Client, query: str):
    roots = make_threads(post, ["approved"] * 4)
    answer = reader.get(f"/on-bees/{query}")
    assert (answer.status_code, Page(answer).comments) == (200, anchors(roots[:3]))


def test_threads_that_nobody_sees_take_no_place(post: Post, reader: Client):
    roots = make_threads(post, ["spam", "approved", "pending", "trash", "approved", "approved", "approved"])
    shown = [root for root in roots if root.status == "approved"]
    assert walk(reader, post, "", "Later replies") == [anchors(shown[:3]), anchors(shown[3:])]


def test_a_removed_root_with_a_shown_reply_takes_its_place(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 4)
    reply = make_comment(post=post, parent=roots[0])
    roots[0].erase(by=None)
    page = Page(reader.get("/on-bees/"))
    assert (page.stubs, page.comments) == (anchors(roots[:1]), anchors([reply, *roots[1:3]]))


def test_a_thread_stays_whole_however_many_answer(post: Post, reader: Client):
    roots = make_threads(post, ["approved"] * 2)
    replies = [make_comment(post=post, parent=roots[0]) for _each in range(8)]
    page = Page(reader.get("/on-bees/"))
    assert page.comments == anchors([roots[0], *replies, roots[1]])
    assert not page.of_class("pages")


def test_a_held_thread_takes_its_place_for_its_writer(post: Post, reader: Client, stranger: Client):
    roots = make_threads(post, ["approved"] * 3)
    answer = send(reader, post)
    held = Comment.objects.latest("pk")
    assert answer["Location"] == f"/on-bees/?from={held.pk}#{held.anchor}"
    assert Page(reader.get(answer["Location"])).comments == [held.anchor]
    assert walk(stranger, post, "", "Later replies") == [anchors(roots)]


def test_no_link_leads_to_an_empty_page(post: Post, reader: Client):
    """Those before it are hidden, so its own link says where it begins; nothing visible comes earlier."""
    roots = make_threads(post, ["spam", "spam", "spam", "approved"])
    page = Page(reader.get(roots[3].get_absolute_url()))
    assert page.comments == anchors(roots[3:])
    assert not page.of_class("pages")


@quickly(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.sampled_from(["approved", "approved", "spam", "pending", "trash"]), max_size=14))
def test_each_thread_is_on_exactly_one_page(client: Client, statuses: list[str]):
    post = make_post()
    shown = anchors([root for root in make_threads(post, statuses) if root.status == "approved"])
    pages = walk(client, post, "", "Later replies")
    assert [anchor for page in pages for anchor in page] == shown
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)


@quickly(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.none() | some.integers(0, 11), min_size=1, max_size=12), some.data())
def test_a_comments_own_link_opens_the_page_that_holds_it(client: Client, parents: list[int | None], data):
    post = make_post()
    comments: list[Comment] = []
    for parent in parents:
        above = None if parent is None or parent >= len(comments) else comments[parent]
        status = data.draw(some.sampled_from(["approved", "approved", "spam"]))
        comments.append(make_comment(post=post, parent=above, status=status))
    for comment in comments:
        if comment.status == "approved":
            assert comment.anchor in Page(client.get(comment.get_absolute_url())).comments


def levels(page: Page, anchor: str) -> int:
    """How many lists a comment stands in."""
    path = f"article[@id='{anchor}']"
    return sum(1 for each in page.all("ol[@class='thread']") if page.all(path, within=each))


def test_indentation_ends_at_the_fifth_level_and_words_take_over(post: Post, reader: Client):
    chain = [make_comment(post=post, name="Reader 0")]
    for depth in range(1, 9):
        chain.append(make_comment(post=post, parent=chain[-1], name=f"Reader {depth}"))
    page = Page(reader.get("/on-bees/"))
    assert page.comments == anchors(chain)
    assert [levels(page, comment.anchor) for comment in chain] == [1, 2, 3, 4, 5, 6, 6, 6, 6]
    told = [(node.text, node.get("href")) for node in page.all("p[@class='when']/a") if "reply" in (node.text or "")]
    assert told == [(f"in reply to {parent.name}", f"#{parent.anchor}") for parent in chain[5:8]]


def test_a_reply_in_the_depths_is_stored_under_what_it_answers(post: Post, regular: Client):
    chain = [make_comment(post=post)]
    for _depth in range(7):
        chain.append(make_comment(post=post, parent=chain[-1]))
    send(regular, post, body="Down here.", parent=str(chain[-1].pk))
    reply = Comment.objects.get(body="Down here.")
    assert (reply.parent, reply.root) == (chain[-1], chain[0])
