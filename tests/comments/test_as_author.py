import pytest
from django.test import Client

from accounts import as_author
from accounts.models import Author, AuthorPass, User
from accounts.reading import AUTHOR_COOKIE
from blog.models import Post
from comments.models import Comment
from comments.rules import judge
from comments.writers import Writer
from tests.factories import form_data, make_post, set_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def author_pass(guest: Author) -> AuthorPass:
    return AuthorPass.objects.of(guest)


@pytest.fixture
def at_work(author_pass: AuthorPass, rf) -> Client:
    """A browser that the guest's desk let speak for them."""
    from django.http import HttpResponse

    client, response = Client(), HttpResponse()
    as_author.remember(response, author_pass)
    client.cookies = response.cookies
    return client


def said(client: Client, post: Post, **form: str) -> tuple[int, Comment | None]:
    response = client.post(f"/{post.slug}/comments/", form)
    return response.status_code, Comment.objects.order_by("-pk").first()


def test_the_author_of_a_post_answers_with_badge_at_once(at_work: Client, post: Post, guest: Author, reader: Client):
    set_site(hold_all=True)
    page = at_work.get(f"/{post.slug}/").text
    assert "You are answering as the author, <b>Amara Quill</b>." in page
    assert 'name="email"' not in page
    status, comment = said(at_work, post, body="Thank you.", parent="", identity="")
    assert (status, comment.author, comment.name, comment.status) == (303, guest, "Amara Quill", "approved")
    assert '<span class="badge">Author</span>' in reader.get(f"/{post.slug}/").text


def test_under_the_posts_of_others_they_are_a_reader(at_work: Client, db):
    other = make_post(title="On wasps")
    assert "answering as the author" not in at_work.get(f"/{other.slug}/").text
    _status, comment = said(at_work, other, **form_data(name="Rosa"))
    assert (comment.author, comment.status) == (None, "pending")


def test_once_it_is_revoked_the_words_come_back_and_nobody_speaks_for_them(
    at_work: Client, post: Post, author_pass: AuthorPass, editor: User
):
    author_pass.revoke(by=editor)
    response = at_work.post(f"/{post.slug}/comments/", {"body": "Thank you.", "parent": "", "identity": ""})
    assert response.status_code == 400
    assert "Thank you." in response.text
    assert not Comment.objects.exists()
    author_pass.restore(by=editor)
    assert "answering as the author" not in at_work.get(f"/{post.slug}/").text


def test_a_made_up_cookie_is_nobodys(post: Post, author_pass: AuthorPass):
    client = Client()
    client.cookies[AUTHOR_COOKIE] = author_pass.key
    assert "answering as the author" not in client.get(f"/{post.slug}/").text


def test_they_may_comment_as_any_reader_instead(at_work: Client, post: Post):
    page = at_work.get(f"/{post.slug}/?as=choose").text
    assert 'name="email"' in page
    assert '<input type="hidden" name="identity" value="guest"' in page
    _status, comment = said(at_work, post, identity="guest", **form_data(name="Rosa"))
    assert (comment.author, comment.name, comment.status) == (None, "Rosa", "pending")


def test_a_browser_without_account_has_no_other_own_name(at_work: Client, post: Post):
    assert "You are answering as the author" in at_work.get(f"/{post.slug}/?as=own").text


def test_a_browser_can_be_made_to_forget_it(at_work: Client, post: Post):
    response = at_work.post(f"/{post.slug}/comments/log-out/", {"body": "Thank"})
    assert response.cookies[AUTHOR_COOKIE].value == ""


def test_a_page_costs_them_no_query_more(at_work: Client, post: Post, django_assert_num_queries):
    from accounts.providers import offered
    from blog.models import Site

    Site.current(), offered()
    with django_assert_num_queries(6):
        at_work.get(f"/{post.slug}/")


def test_their_pages_are_not_kept_for_others(at_work: Client, post: Post):
    assert at_work.get(f"/{post.slug}/").headers["Cache-Control"] == "private, no-cache"


def test_an_edit_of_theirs_stays_approved(at_work: Client, post: Post, author_pass: AuthorPass):
    _status, comment = said(at_work, post, body="Thank you.", parent="", identity="")
    writer = Writer(key=comment.writer_key, author_key=author_pass.key)
    assert judge(comment, writer, before=comment).status == "approved"
