"""What a page costs: the same few queries however long the conversation, however many the posts."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Identity, User
from accounts.providers import offered
from blog.models import Category, Post, Site, Tag
from comments.models import Comment
from safe import html
from tests.accounts.signing_in import server
from tests.blog.page import Page
from tests.comments.sending import send
from tests.factories import form_data, make_author, make_comment, make_post, make_user

__all__ = ["server"]
pytestmark = pytest.mark.django_db

AT_MOST = 6


def queries(client: Client, path: str) -> int:
    """With the site's settings and providers in the cache, as they are but for the first request after a change."""
    Site.current()
    offered()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def make_conversation(post: Post, *, threads: int, replies: int, user: User | None = None) -> None:
    """So many threads, each a root and so many replies, written at one stroke."""
    roots = Comment.objects.bulk_create(written(post, user=user) for _each in range(threads))
    Comment.objects.filter(post=post).update(root=F("pk"))
    Comment.objects.bulk_create(
        written(post, parent=root, root=root, user=user) for root in roots for _each in range(replies)
    )
    Post.objects.filter(pk=post.pk).update(comment_count=threads * (1 + replies))


def written(post: Post, **given: object) -> Comment:
    return Comment(post=post, name="Rosa", status="approved", body="Words", body_html=html.comment("Words"), **given)


@pytest.fixture
def full_post() -> Post:
    """With two authors who have books, an introduction, categories and tags."""
    authors = [make_author(), make_author()]
    for author in authors:
        author.books.create(title="A book")
    post = make_post(authors=authors, title="On bees", introduction="Hello.", introduced_by=make_author())
    post.categories.add(Category.objects.create(name="Animals"))
    post.tags.add(Tag.objects.create(name="bees"), Tag.objects.create(name="wasps"))
    return post


def test_a_post_costs_at_most_six_queries_however_many_comments(full_post: Post, reader: Client):
    silent = queries(reader, "/on-bees/")
    make_conversation(full_post, threads=50, replies=0)
    roots = queries(reader, "/on-bees/")
    Comment.objects.all().delete()
    make_conversation(full_post, threads=50, replies=9)
    whole = queries(reader, "/on-bees/")
    assert len(Page(reader.get("/on-bees/")).comments) == 500
    assert silent == roots == whole
    assert silent <= AT_MOST


def test_writers_with_faces_and_accounts_cost_no_more(full_post: Post, reader: Client):
    silent = queries(reader, "/on-bees/")
    for _each in range(5):
        user = make_user()
        make_comment(post=full_post, user=user, author=make_author(user=user))
        make_comment(post=full_post, user=make_user())
    assert queries(reader, "/on-bees/") == silent


def test_stubs_and_later_pages_cost_no_more(full_post: Post, reader: Client):
    silent = queries(reader, "/on-bees/")
    make_conversation(full_post, threads=60, replies=1)
    for comment in Comment.objects.filter(parent=None)[:10]:
        comment.trash(by=None)
    assert queries(reader, "/on-bees/") == silent
    middle = Comment.objects.filter(parent=None)[55].pk
    later = [queries(reader, f"/on-bees/?from={middle}"), queries(reader, f"/on-bees/?until={middle}")]
    assert max(later) <= silent + 1  # to know whether anything comes before


def test_the_reply_form_costs_no_more_where_its_comment_is_on_the_page(full_post: Post, reader: Client):
    comment = make_comment(post=full_post)
    assert queries(reader, f"/on-bees/?replytocom={comment.pk}") == queries(reader, "/on-bees/")


def test_a_writer_whose_comment_waits_pays_what_a_stranger_pays(full_post: Post, reader: Client, stranger: Client):
    send(reader, full_post)
    assert queries(reader, "/on-bees/") == queries(stranger, "/on-bees/")


@pytest.mark.parametrize("who", ["outsider", "editor"])
def test_somebody_signed_in_pays_two_more_at_most(
    full_post: Post, reader: Client, signed_in: Callable[[User], Client], request: pytest.FixtureRequest, who: str
):
    person = request.getfixturevalue(who)
    browser, strangers = signed_in(person), queries(reader, "/on-bees/")
    silent = queries(browser, "/on-bees/")
    make_conversation(full_post, threads=50, replies=9, user=person)
    assert queries(browser, "/on-bees/") == silent <= strangers + 2


def make_identities(post: Post, *, user: User, number: int = 50) -> list[Identity]:
    """So many people known at a provider, each of whom has said something."""
    people = [Identity(user=user, provider="google", uid=str(n), name=f"Nora {n}", key=str(n)) for n in range(number)]
    people = Identity.objects.bulk_create(people)
    said = [written(post, identity=one, provider="google", picture=f"avatars/{one.key}/a.webp") for one in people]
    Comment.objects.bulk_create(said)
    Comment.objects.filter(post=post).update(root=F("pk"))
    return people


def test_identities_and_providers_cost_no_more(full_post: Post, server, reader: Client):
    silent = queries(reader, "/on-bees/")
    make_identities(full_post, user=make_user())
    page = Page(reader.get("/on-bees/"))
    assert (len(page.comments), len(page.of_class("mark")), len(page.of_class("icon"))) == (50, 50, 4)
    assert queries(reader, "/on-bees/") == silent <= AT_MOST


def test_somebody_with_an_identity_pays_two_more_at_most(full_post: Post, server, reader: Client, signed_in, outsider):
    strangers = queries(reader, "/on-bees/")
    outsider.commenting_as = make_identities(full_post, user=outsider)[0]
    outsider.save()
    assert queries(signed_in(outsider), "/on-bees/") <= strangers + 2


def test_what_is_half_written_costs_one_more(full_post: Post, server, reader: Client):
    strangers = queries(reader, "/on-bees/")
    reader.post("/on-bees/comments/sign-in/", form_data())
    assert queries(reader, "/on-bees/") <= strangers + 1


def make_posts(number: int) -> None:
    for _each in range(number):
        make_post(authors=[make_author(), make_author()])


@pytest.mark.parametrize("path", ["/", "/authors/"])
def test_a_list_costs_the_same_for_one_and_for_fifty(reader: Client, path: str):
    make_posts(1)
    one = queries(reader, path)
    make_posts(49)
    assert queries(reader, path) == one <= 3


def test_an_authors_page_costs_the_same_for_one_post_and_for_fifty(guest, reader: Client):
    make_post(authors=[guest])
    one = queries(reader, "/authors/amara-quill/")
    for _each in range(49):
        make_post(authors=[guest])
    assert queries(reader, "/authors/amara-quill/") == one <= 5
