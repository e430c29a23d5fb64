"""Pages beside the posts: About, Privacy. They share the root of the site with the posts."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.models import Page
from tests.factories import make_draft, make_post

pytestmark = pytest.mark.django_db


def make_page(*, title: str = "About", is_public: bool = True, body: str = "<p>Who we are.</p>") -> Page:
    return Page.objects.create(title=title, is_public=is_public, body=body)


def test_a_public_page_is_read_at_its_slug(reader: Client):
    make_page(body="<p>Who <em>we</em> are.</p><script>alert(1)</script>")
    answer = reader.get("/about/")
    assert (answer.status_code, "Who <em>we</em> are." in answer.text, "alert" in answer.text) == (200, True, False)


def test_a_page_that_is_not_public_is_not_there(reader: Client):
    make_page(is_public=False)
    assert reader.get("/about/").status_code == 404


def test_a_changed_slug_leads_on(reader: Client):
    page = make_page()
    page.slug = "who-we-are"
    page.save()
    answer = reader.get("/about/")
    assert (answer.status_code, answer["Location"]) == (301, "/who-we-are/")


def test_a_post_and_a_page_never_share_a_slug():
    make_page()
    assert make_draft(title="About").slug == "about-2"
    with pytest.raises(ValidationError, match="belongs to a page of the site"):
        Page(title="About", slug="about-2").full_clean()


def test_a_page_stands_where_a_post_was_once(reader: Client):
    post = make_post(title="About")
    post.slug = "about-bees"
    post.save()
    make_page()
    assert reader.get("/about/").status_code == 200


def test_a_page_costs_two_queries(reader: Client, django_assert_num_queries):
    make_page()
    reader.get("/about/")
    with django_assert_num_queries(2):  # no post, the page
        reader.get("/about/")


def test_a_page_is_found_and_on_the_map_while_it_is_public(reader: Client):
    page = make_page(body="<p>Our lighthouse.</p>")
    assert 'href="/about/"' in reader.get("/search/?q=lighthouse").text
    assert "/about/" in reader.get("/sitemap-pages.xml").text
    page.is_public = False
    page.save()
    assert 'href="/about/"' not in reader.get("/search/?q=lighthouse").text
    assert "/about/" not in reader.get("/sitemap-pages.xml").text


def test_an_editor_writes_previews_and_deletes_a_page(signed_in, editor, reader: Client):
    client = signed_in(editor)
    written = {"title": "Privacy", "body": "We keep little.", "slug": ""}
    answer = client.post("/admin/blog/page/add/", written | {"_preview": "yes"}, follow=True)
    assert ("<p>We keep little.</p>" in answer.text, "This is a preview." in answer.text) == (True, True)
    assert reader.get("/privacy/").status_code == 404
    page = Page.objects.get()
    client.post(f"/admin/blog/page/{page.pk}/change/", written | {"slug": "privacy", "is_public": "on"})
    assert reader.get("/privacy/").status_code == 200
    client.post("/admin/blog/page/", {"action": "delete_selected", "_selected_action": page.pk, "post": "yes"})
    assert reader.get("/privacy/").status_code == 404
    assert 'href="/privacy/"' not in reader.get("/search/?q=little").text


def test_authors_write_no_pages(signed_in, author):
    assert signed_in(author).get("/admin/blog/page/add/").status_code == 403
