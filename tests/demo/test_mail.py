"""In a demo, mails are read on a page, for there is no mail server."""

import pytest
from django.test import Client, override_settings
from django.urls import include, path

from comments.models import Confirmation
from config import urls
from outbox.models import Mail
from tests.blog.page import Page, words
from tests.factories import make_comment, make_post

pytestmark = pytest.mark.django_db
urlpatterns = [path("demo/", include("demo.urls")), *urls.urlpatterns]
a_demo = override_settings(ROOT_URLCONF=__name__, DEMO=True, PRODUCTION=False)


def ask(address: str) -> None:
    post = make_post(title=f"On {address}")
    Confirmation.objects.ask(make_comment(post=post, email=address))


@a_demo
def test_what_waits_and_what_left_is_read_the_newest_first_and_its_links_work(reader: Client, mail_server):
    ask("rosa@example.org")
    Mail.objects.send_due()
    ask("ines@example.org")
    page = Page(reader.get("/demo/mail/"))
    assert [words(node) for node in page.of_class("letter__head")] == ["To: ines@example.org", "To: rosa@example.org"]
    links = [node[0].get("href") for node in page.of_class("act")]
    assert {reader.get(link.removeprefix("http://localhost:8000")).status_code for link in links} == {200}


@a_demo
def test_no_cache_and_no_search_engine_keeps_it(reader: Client):
    answer = reader.get("/demo/mail/")
    assert answer.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert answer.headers["X-Robots-Tag"] == "noindex"


@a_demo
def test_only_who_sits_before_the_machine_reads_it(reader: Client):
    assert reader.get("/demo/mail/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert reader.get("/demo/mail/", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
    assert reader.get("/demo/mail/", REMOTE_ADDR="::1").status_code == 200


@a_demo
def test_an_editor_is_led_there(signed_in, editor):
    assert 'href="/demo/mail/"' in signed_in(editor).get("/admin/").content.decode()


@pytest.mark.parametrize("away", [{"DEMO": False}, {"PRODUCTION": True}])
def test_elsewhere_there_is_no_such_page(reader: Client, away: dict):
    with a_demo, override_settings(**away):
        assert reader.get("/demo/mail/").status_code == 404


def test_a_site_has_not_even_the_address(reader: Client, signed_in, editor):
    assert urls.of_the_demo() == []
    assert reader.get("/demo/mail/").status_code == 404
    assert "Mails of this demo" not in signed_in(editor).get("/admin/").content.decode()
