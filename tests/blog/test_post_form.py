"""What the form of a post asks for, and how it takes what people answer."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import Author
from blog.models import Post, Revision, Tag
from tests.blog.desk import ADD, form_of, sent, upload
from tests.blog.page import Page
from tests.factories import make_author, make_draft, make_image, make_post, make_user, set_site

pytestmark = pytest.mark.django_db


# Bylines, by name


def test_bylines_are_written_with_commas_in_their_order(signed_in, editor):
    make_author(name="Amara Quill")
    make_author(name="Bela Stone")
    signed_in(editor).post(ADD, {"title": "On rope", "byline": " bela stone ,Amara  Quill"})
    assert [author.name for author in Post.objects.get().byline_authors] == ["Bela Stone", "Amara Quill"]
    post = Post.objects.get()
    signed_in(editor).post(form_of(post), sent(post, byline="Amara Quill"))
    assert [author.name for author in Post.objects.get().byline_authors] == ["Amara Quill"]


def test_a_new_name_makes_a_guest_whom_the_editor_is_asked_to_introduce(signed_in, editor):
    page = signed_in(editor).post(ADD, {"title": "On rope", "byline": "Gil Nash"}, follow=True)
    guest = Author.objects.get(name="Gil Nash")
    assert guest.is_guest
    assert f'Gil Nash is a new guest author. <a href="/admin/accounts/author/{guest.pk}/change/">' in page.text


def test_a_name_of_two_authors_asks_which(signed_in, editor):
    make_author(name="Amara Quill")
    make_author(name="Amara Quill")
    page = signed_in(editor).post(ADD, {"title": "On rope", "byline": "Amara Quill"})
    assert "There are several authors called Amara Quill. Write the slug of the one you mean." in page.text
    signed_in(editor).post(ADD, {"title": "On rope", "byline": "amara-quill-2"})
    assert Post.objects.get().byline_authors[0].slug == "amara-quill-2"


@pytest.mark.parametrize("name", ["John Smith, Jr.", "Ann\u00a0Lee", "Ann  Lee", "BELA STONE"])
def test_a_form_that_is_saved_as_it_was_shown_changes_no_name(name: str, signed_in, editor, author):
    post, client = make_draft(authors=[make_author(name=name)]), signed_in(editor)
    post.tags.set([Tag.objects.create(name=name)])
    page = Page(client.get(form_of(post)))
    shown = {field: page.one(f"input[@name='{field}']").get("value") for field in ("byline", "tags")}
    assert client.post(form_of(post), sent(post, **shown)).status_code == 302
    post = Post.objects.get()
    assert ([author.name for author in post.byline_authors], [tag.name for tag in post.tags.all()]) == ([name], [name])


def test_what_is_public_keeps_a_byline(signed_in, editor, post: Post):
    page = signed_in(editor).post(form_of(post), sent(post, byline=""))
    assert "A public post has at least one byline." in page.text
    assert post.bylines.count() == 1


def test_authors_are_not_asked_for_a_byline_and_cannot_take_one(signed_in, author):
    other = make_author(name="Amara Quill")
    client = signed_in(author)
    assert not Page(client.get(ADD)).has("input[@name='byline']")
    client.post(ADD, {"title": "On rope", "byline": other.name})
    assert [each.name for each in Post.objects.get().byline_authors] == ["Bela Stone"]


# What is read on


def test_an_author_who_has_no_byline_yet_gets_one_with_their_first_draft(signed_in):
    user = make_user(role="Author", name="Ina Holt")
    answer = signed_in(user).post(ADD, {"title": "Mine", "body": "x", "_continue": "1"}, follow=True)
    assert "You may edit it again below" in answer.text
    post = Post.objects.get()
    assert [(author.name, author.user, author.is_guest) for author in post.byline_authors] == [
        ("Ina Holt", user, False)
    ]


def test_posts_to_read_on_are_named_by_address_slug_or_title(signed_in, editor):
    post, named = make_draft(), [make_post(title=title) for title in ("On rope", "On wax, again", "On salt")]
    lines = "http://localhost:8000/on-rope/?from=feed\n\n on wax, AGAIN \non-salt"
    signed_in(editor).post(form_of(post), sent(post, related=lines))
    assert set(post.related.all()) == set(named)
    page = Page(signed_in(editor).get(form_of(post)))
    assert set(page.one("textarea[@name='related']").text.strip().splitlines()) == {
        each.get_absolute_url() for each in named
    }


def test_a_post_to_read_on_that_is_none_is_named(signed_in, editor):
    post = make_draft()
    page = signed_in(editor).post(form_of(post), sent(post, related="on-nothing"))
    assert "No post is at “on-nothing”, or called so." in page.text


# Its picture


def test_a_new_picture_is_stored_with_the_post(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    client.post(form_of(post), sent(post, new_picture=upload(), new_picture_alt="A hive", new_picture_credit="Ana"))
    picture = Post.objects.get().picture
    assert (picture.alt, picture.credit, picture.uploaded_by) == ("A hive", "Ana", editor)


def test_a_new_picture_survives_what_else_is_wrong_in_the_form(signed_in, editor):
    post, client = make_draft(), signed_in(editor)
    page = Page(client.post(form_of(post), sent(post, title="", new_picture=upload(), new_picture_alt="A hive")))
    (chosen,) = [node for node in page.all("select[@name='picture']/option") if node.get("selected") is not None]
    assert (chosen.text, Post.objects.get().picture) == ("A hive", None)
    client.post(form_of(post), sent(post, picture=chosen.get("value")))
    assert Post.objects.get().picture.alt == "A hive"


def test_a_new_picture_without_words_is_asked_for_them(signed_in, editor):
    post = make_draft()
    page = signed_in(editor).post(form_of(post), sent(post, new_picture=upload()))
    assert "Say what the picture shows, for those who cannot see it." in page.text
    assert Post.objects.get().picture is None


def test_the_pictures_offered_are_the_latest_and_the_one_it_has(signed_in, editor, monkeypatch):
    oldest, *_others = [make_image(alt=f"Number {number}") for number in range(4)]
    monkeypatch.setattr("blog.forms.MOST_PICTURES", 2)
    page = Page(signed_in(editor).get(form_of(make_draft(picture=oldest))))
    offered = [node.text for node in page.all("select[@name='picture']/option")][1:]
    assert sorted(offered) == ["Number 0", "Number 2", "Number 3"]


# The preview


def test_a_preview_shows_all_that_is_typed_and_saves_nothing(signed_in, editor, post: Post, reader: Client):
    before = {name: getattr(Post.objects.get(), name) for name in ("title", "body_html", "version", "updated_at")}
    typed = {"title": "On wasps", "byline": "Gil Nash, Amara Quill", "tags": "sting", "new_picture_alt": "A nest"}
    client = signed_in(editor)
    page = client.post(form_of(post), sent(post, **typed, new_picture=upload(), _preview="Preview"))
    for part in ("On wasps", "Gil Nash", "sting", 'alt="A nest"', "Nothing of it is saved yet"):
        assert part in page.text
    assert {name: getattr(Post.objects.get(), name) for name in before} == before
    assert [author.name for author in Post.objects.get().byline_authors] == ["Amara Quill"]
    assert (Author.objects.filter(name="Gil Nash").exists(), Revision.objects.exists()) == (False, False)
    assert "wasps" not in reader.get("/on-bees/").text
    assert "is a new guest author" not in client.get(form_of(post)).text


def test_a_post_is_previewed_before_it_was_ever_saved(signed_in, editor):
    page = signed_in(editor).post(ADD, {"title": "Not yet", "body": "<p>Half.</p>", "byline": "Gil", "_preview": "yes"})
    assert ("<h1>Not yet</h1>" in page.text, "Nothing of it is saved yet" in page.text) == (True, True)
    assert not Post.objects.exists()


# When


def test_saving_leaves_the_seconds_of_its_date_alone(signed_in, editor, post: Post):
    before = Post.objects.get().published_at
    signed_in(editor).post(form_of(post), sent(post, title="On honey"))
    assert Post.objects.get().published_at == before


def test_plain_paragraphs_reach_the_editor_as_paragraphs(signed_in, editor):
    post = make_draft(body="One.\n\nTwo.")
    assert (
        Page(signed_in(editor).get(form_of(post))).one("textarea[@name='body']").text.strip()
        == "<p>One.</p>\n<p>Two.</p>"
    )


@pytest.mark.parametrize("year", ["0001", "0026", "0206", "3026", "9999"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_a_slip_in_the_year_breaks_no_page(zone: str, year: str, signed_in, editor, reader: Client):
    set_site(time_zone=zone)
    post = make_draft()
    answer = signed_in(editor).post(form_of(post), sent(post, published_at=f"{year}-12-31T23:59") | {"_publish": "1"})
    assert "Enter a valid date/time." in answer.text
    assert (Post.objects.get().status, Post.objects.get().published_at) == ("draft", None)
    assert reader.get("/archive/").status_code == 200


def test_a_post_of_the_hour_that_comes_twice_can_be_saved(signed_in, editor):
    set_site(time_zone="Europe/Berlin")
    at = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two in Berlin, for the second time
    post = make_draft()
    post.publish(by=editor, at=at)
    form = sent(post, title="On clocks", published_at="2026-10-25T02:30")
    assert signed_in(editor).post(form_of(post), form).status_code == 302
    assert (Post.objects.get().title, Post.objects.get().published_at) == ("On clocks", at)


def test_an_author_does_not_take_the_address_that_leads_to_a_public_post(signed_in, author, post: Post, reader: Client):
    post.slug = "on-honey"
    post.save()
    page = signed_in(author).post(ADD, {"title": "Mine", "slug": "on-bees"})
    assert "This address still leads to another post." in page.text
    assert reader.get("/on-bees/")["Location"] == "/on-honey/"


def test_authors_learn_of_no_draft_by_asking_to_read_on(signed_in, author):
    make_draft(title="A secret")
    page = signed_in(author).post(ADD, {"title": "Mine", "related": "A secret"})
    assert "No post is at “A secret”, or called so." in page.text
