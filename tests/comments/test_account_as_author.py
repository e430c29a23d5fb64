"""An account answers readers as an author of the post: under a byline of its own, or under one that it was given."""

import pytest
from django.test import Client

from accounts import as_author
from accounts.models import Author, AuthorPass, Identity, User
from accounts.providers import offered
from blog.models import Post, Site
from comments.models import Comment
from tests.blog.page import Page
from tests.factories import make_author, make_post, set_site

pytestmark = pytest.mark.django_db
AS_AUTHOR = "You are answering as the author, <b>Amara Quill</b>."
WAYS = ("own byline", "given byline")


@pytest.fixture(params=WAYS)
def author_pass(request: pytest.FixtureRequest, guest: Author, outsider: User) -> AuthorPass:
    """Of a guest whose byline is the account's own, and of one whose account has another byline."""
    author_pass = AuthorPass.objects.of(guest)
    if request.param == "own byline":
        guest.user = outsider
        guest.save()
    else:
        make_author(name="Eli Frost", user=outsider)
        author_pass.give_to(outsider)
    return author_pass


@pytest.fixture
def client(author_pass: AuthorPass, outsider: User, signed_in) -> Client:
    return signed_in(outsider)


def say(client: Client, post: Post, **form: str) -> Comment | None:
    """What became of it, sent as the page shows the form."""
    shown = Page(client.get(f"/{post.slug}/")).fields("respond")
    client.post(f"/{post.slug}/comments/", shown | {"body": "Thank you."} | form)
    return Comment.objects.order_by("-pk").first()


def test_it_answers_with_name_and_badge_at_once(client: Client, post: Post, guest: Author, outsider: User):
    set_site(hold_all=True)
    assert AS_AUTHOR in client.get("/on-bees/").text
    comment = say(client, post)
    assert (comment.author, comment.name, comment.status) == (guest, "Amara Quill", "approved")
    assert (comment.user, comment.website) == (outsider, guest.website)
    assert '<span class="badge">Author</span>' in client.get("/on-bees/").text


def test_once_that_is_taken_back_it_is_a_reader_without_badge(
    client: Client, post: Post, author_pass: AuthorPass, editor: User
):
    author_pass.revoke(by=editor)
    assert "answering as the author" not in client.get("/on-bees/").text
    comment = say(client, post)
    assert (comment.author in post.byline_authors, comment.name, comment.status) == (False, "Eli Frost", "pending")
    author_pass.restore(by=editor)
    assert AS_AUTHOR in client.get("/on-bees/").text


def test_what_was_begun_as_the_author_does_not_come_out_as_somebody_else(
    client: Client, post: Post, author_pass: AuthorPass, editor: User
):
    form = Page(client.get("/on-bees/")).fields("respond") | {"body": "Thank you."}
    author_pass.revoke(by=editor)
    response = client.post("/on-bees/comments/", form)
    assert (response.status_code, Comment.objects.count()) == (400, 0)
    assert "You are signed in differently than when this page was opened." in response.text
    assert "Thank you.</textarea>" in response.text


def test_under_the_posts_of_others_it_is_a_reader(client: Client):
    other = make_post(title="On wasps")
    assert "answering as the author" not in client.get("/on-wasps/").text
    comment = say(client, other)
    assert (comment.author in other.byline_authors, comment.name, comment.status) == (False, "Eli Frost", "pending")


def test_it_may_comment_under_the_accounts_name_instead(client: Client, post: Post, outsider: User):
    form = Page(client.get("/on-bees/?as=choose")).fields("respond") | {"body": "Thank you."}
    response = client.post("/on-bees/comments/as-own/0/", form)
    page = client.get(response.headers["Location"])
    assert "You are commenting as <b>Eli Frost</b>." in page.text
    client.post("/on-bees/comments/", Page(page).fields("respond"))
    assert Comment.objects.get().name == "Eli Frost"


def test_under_its_own_name_it_has_no_badge_though_the_byline_is_its_own(client: Client, post: Post, outsider: User):
    page = Page(client.get("/on-bees/?as=own"))
    client.post("/on-bees/comments/", page.fields("respond") | {"body": "Thank you."})
    comment = Comment.objects.get()
    assert (comment.user, comment.name, comment.author in post.byline_authors) == (outsider, "Eli Frost", False)
    assert '<span class="badge">Author</span>' not in client.get("/on-bees/").text


def test_or_as_one_of_its_identities(client: Client, post: Post, outsider: User):
    identity = Identity.objects.create(user=outsider, provider="google", uid="1", name="Eli F.", key="1")
    form = Page(client.get("/on-bees/?as=choose")).fields("respond") | {"body": "Thank you."}
    response = client.post(f"/on-bees/comments/as-own/{identity.pk}/", form)
    client.post("/on-bees/comments/", Page(client.get(response.headers["Location"])).fields("respond"))
    assert Comment.objects.get().identity == identity


def test_a_page_costs_it_two_queries_more_at_most(client: Client, post: Post, django_assert_num_queries):
    Site.current(), offered()
    with django_assert_num_queries(8):
        client.get("/on-bees/")


def test_a_browser_with_the_pass_of_a_desk_answers_as_the_author_also_where_it_is_signed_in(
    post: Post, guest: Author, outsider: User, signed_in
):
    from django.http import HttpResponse

    client, response = signed_in(outsider), HttpResponse()
    as_author.remember(response, AuthorPass.objects.of(guest))
    client.cookies.update(response.cookies)
    assert AS_AUTHOR in client.get("/on-bees/").text
    comment = say(client, post)
    assert (comment.author, comment.user, comment.status) == (guest, outsider, "approved")
