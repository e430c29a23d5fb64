"""What is to be done on a new site: each step leads to its form, is ticked off by the data, and can be put away."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Author, User
from blog.models import MenuItem, Post, Site
from blog.models import Page as SitePage
from blog.templatetags.first_steps import first_steps
from safe.images import reencode
from tests.blog.page import Page, classes, words
from tests.factories import make_author, make_draft, make_user, set_site
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db
PUT_AWAY = "/admin/blog/site/first-steps/put-away/"
SITE, ABOUT, SELF = "Say what the site is about", "Write an About page and put it in the menu", "Introduce yourself"
POST, OTHERS, MAIL = "Write the first post", "Ask others in", "Bring mail on its way"


@pytest.fixture
def owner() -> User:
    user = User.objects.create_superuser("jo@example.org", "a long password", name="Jo Ash")
    make_author(name="Jo Ash", user=user, is_guest=False)
    return user


@pytest.fixture
def desk(signed_in, owner: User) -> Client:
    return signed_in(owner)


def steps(desk: Client) -> dict[str, tuple[str, bool]]:
    """Where each step leads and whether it is done, by its words; none where the section is not there."""
    page = Page(desk.get("/admin/"))
    found = [node for section in page.of_class("front__steps") for node in page.all("li", section)]
    links = [(page.all("a", node)[0], "is-done" in classes(node)) for node in found]
    return {words(link): (link.get("href"), done) for link, done in links}


def test_a_new_site_has_every_step_before_it(desk: Client, owner: User, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    assert steps(desk) == {
        SITE: ("/admin/blog/site/", False),
        MAIL: ("/admin/blog/site/", False),
        ABOUT: ("/admin/blog/page/add/?title=About", False),
        SELF: (f"/admin/accounts/author/{owner.author.pk}/change/", False),
        POST: ("/admin/blog/post/add/", False),
        OTHERS: ("/admin/accounts/user/add/", False),
    }
    for address, _is_done in steps(desk).values():
        assert desk.get(address, follow=True).status_code == 200


def test_what_the_data_says_is_done_is_ticked_off(desk: Client):
    assert [is_done for _address, is_done in steps(desk).values()] == [False] * 5
    set_site(tagline="On ink")
    make_user(name="Kit")
    assert {name for name, (_address, is_done) in steps(desk).items() if is_done} == {SITE, OTHERS}


def test_a_page_is_done_when_the_menu_leads_readers_to_it(desk: Client):
    page = SitePage.objects.create(title="About")
    assert steps(desk)[ABOUT] == (f"/admin/blog/page/{page.pk}/change/", False)
    page.is_public = True
    page.save()
    assert steps(desk)[ABOUT] == (f"/admin/blog/menuitem/add/?page={page.pk}", False)
    MenuItem.objects.create(page=page)
    assert steps(desk)[ABOUT] == ("/admin/blog/menuitem/", True)


def test_a_draft_is_the_post_to_go_on_with(desk: Client, owner: User):
    post = make_draft(authors=[owner.author])
    assert steps(desk)[POST] == (f"/admin/blog/post/{post.pk}/change/", False)
    post.publish(by=owner)
    assert steps(desk)[POST] == (f"/admin/blog/post/{post.pk}/change/", True)


def do_everything(owner: User) -> None:
    set_site(tagline="On ink")
    make_user(name="Kit")
    MenuItem.objects.create(page=SitePage.objects.create(title="About", is_public=True))
    author = Author.objects.get(user=owner)
    author.bio, author.photo = "Draws letters.", reencode(BytesIO(photo()), side=320)
    author.save()
    make_draft(authors=[author]).publish(by=owner)


def test_when_all_are_done_they_are_gone(desk: Client, owner: User):
    do_everything(owner)
    assert steps(desk) == {}


def test_an_owner_may_put_them_away(desk: Client):
    answer = desk.post(PUT_AWAY)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
    assert (steps(desk), Site.objects.get().first_steps_put_away) == ({}, True)


def test_nobody_else_sees_them_or_puts_them_away(signed_in, editor: User):
    assert steps(signed_in(editor)) == {}
    assert signed_in(editor).post(PUT_AWAY).status_code == 403


def test_they_are_not_put_away_by_following_a_link(desk: Client):
    assert desk.get(PUT_AWAY).status_code == 403
    assert Site.current().first_steps_put_away is False


def test_they_cost_six_queries_at_most(owner: User, rf):
    request = rf.get("/admin/")
    request.user = owner
    Site.current()
    with CaptureQueriesContext(connection) as captured:
        first_steps({"request": request})
    assert len(captured) == 6


# What readers see of an empty site


def test_an_empty_site_tells_readers_that_nothing_is_there_yet(reader: Client):
    set_site(name="Nib & Ink", tagline="On ink")
    page = Page(reader.get("/"))
    (said,) = page.of_class("nothing-yet")
    assert page.words("h1") == "Nib & Ink"
    assert words(said) == (
        "Nib & Ink On ink Nothing is published here yet. Whoever follows the feed gets the first post when it is there."
    )
    assert [node.get("href") for node in page.all("a", said)] == ["/feed/"]


def test_those_who_may_write_are_led_to_the_first_post(signed_in, author: User, outsider: User):
    (said,) = (page := Page(signed_in(author).get("/"))).of_class("nothing-yet")
    assert [(words(node), node.get("href")) for node in page.all("a", said)] == [(POST, "/admin/blog/post/add/")]
    (said,) = (page := Page(signed_in(outsider).get("/"))).of_class("nothing-yet")
    assert [node.get("href") for node in page.all("a", said)] == ["/feed/"]


def test_once_something_is_published_the_posts_are_there(post: Post, reader: Client):
    page = Page(reader.get("/"))
    assert (page.of_class("nothing-yet"), len(page.of_class("teaser"))) == ([], 1)
