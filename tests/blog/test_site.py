"""What the owner decides about the site: it holds from the next request on, on every page and in every process."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from blog import colours
from blog.models import Category, MenuItem, Page, Site
from comments.models import Comment
from tests.blog.page import Page as Read
from tests.comments.sending import send
from tests.factories import make_comment, make_draft, make_post, set_site
from tests.safe.pictures import drawn, encoded

pytestmark = pytest.mark.django_db
FORM = "/admin/blog/site/1/change/"
COMMENT_SETTINGS = {"threads_per_page": 50, "reply_steps": 5, "close_after_days": 0, "hold_links": 2}


def saved(client: Client, **changes: object) -> object:
    """What the settings' form answers to these changes."""
    set_site()
    given = {"name": "Byline", "posts_per_page": 10, "language": "en", "time_zone": "UTC", "hold_first": "on"}
    return client.post(FORM, given | COMMENT_SETTINGS | changes, follow=True)


# Every page, at the next request


@pytest.mark.parametrize(
    "path", ["/", "/on-bees/", "/authors/", "/archive/", "/search/", "/accounts/login/", "/nowhere/"]
)
def test_name_and_tagline_are_on_every_page_at_the_next_request(path: str, post, reader: Client, signed_in, editor):
    assert "The Weir" not in reader.get(path).text
    saved(signed_in(editor), name="The Weir", tagline="notes on water")
    page = reader.get(path).text
    assert "The Weir, notes on water" in page


def test_what_was_kept_before_the_commit_is_replaced_after_it(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_site(name="The Weir")
        cache.set("site", Site(pk=1, name="what another process had just read"))
    assert Site.current().name == "The Weir"


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_changes_nothing(reader: Client):
    set_site(name="The Weir")
    with transaction.atomic():
        set_site(name="Never")
        transaction.set_rollback(True)
    assert Site.current().name == "The Weir"


def test_pages_hold_as_many_posts_as_it_says(reader: Client):
    for days_ago in range(1, 5):
        make_post(days_ago=days_ago, title=f"Number {days_ago}")
    set_site(posts_per_page=3)
    assert reader.get("/").text.count("<article") == 3


def test_the_site_speaks_its_language_whatever_the_readers(post, reader: Client):
    set_site(language="de")
    page = reader.get("/", headers={"accept-language": "fr"})
    assert '<html lang="de">' in page.text
    assert page.get("Vary", "").lower().find("language") == -1


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "3 May 2026"), ("de", "3. Mai 2026"), ("fr", "3 mai 2026"), ("es", "3 de mayo de 2026")],
)
def test_dates_are_written_as_the_language_writes_them(language: str, written: str, reader: Client):
    make_draft(title="On bees").publish(by=None, at=datetime(2026, 5, 3, 12, tzinfo=UTC))
    set_site(language=language)
    assert f">{written}</time>" in reader.get("/on-bees/").text


def test_there_is_one_site_and_it_cannot_be_deleted(signed_in, editor):
    client = signed_in(editor)
    set_site(name="The Weir")
    assert client.get("/admin/blog/site/", follow=True).redirect_chain == [(FORM, 302)]
    assert [client.get(f"/admin/blog/site/{path}").status_code for path in ("add/", "1/delete/")] == [403, 403]


def test_authors_and_moderators_do_not_change_it(signed_in, author, moderator):
    set_site()
    assert [signed_in(person).get(FORM).status_code for person in (author, moderator)] == [403, 403]


# Colours


def test_contrast_is_counted_as_wcag_does():
    assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#ffff00", "#0000ff", "#808080", "#000000", "#ffffff", "#e91e63"])
def test_any_colour_has_a_shade_that_can_be_read(colour: str, scheme: str):
    assert colours.least_contrast(colours.readable(colour, scheme), scheme) >= 4.5


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(signed_in, editor):
    page = saved(signed_in(editor), accent="#ffcc00").text
    assert "has a contrast of 1.3 to 1 with its ground, and readers need 4.5 to 1." in page
    assert f"The nearest shade that can be read is {colours.readable('#ffcc00', 'light')}." in page


def test_what_is_no_colour_is_refused(signed_in, editor):
    assert "A colour is written like #8f2f1c" in saved(signed_in(editor), accent="red; }").text


def test_the_accent_reaches_both_schemes_by_a_stylesheet_of_its_own(reader: Client):
    set_site(accent="#1a5fb4")
    dark = colours.readable("#1a5fb4", "dark")
    assert f'<link rel="stylesheet" href="/accent/1a5fb4-{dark[1:]}.css">' in reader.get("/").text
    sheet = reader.get(f"/accent/1a5fb4-{dark[1:]}.css")
    assert (sheet["Content-Type"], sheet["Cache-Control"]) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert "--accent: #1a5fb4;" in sheet.text
    assert f"--accent: {dark};" in sheet.text


def test_nothing_but_colours_comes_through_the_stylesheets_address(reader: Client):
    assert reader.get("/accent/1a5fb4-zzzzzz.css").status_code == 404


# Menu, footer, links


def test_without_a_menu_the_site_leads_to_authors_and_archive(reader: Client):
    assert Read(reader.get("/")).menu == [("/authors/", "Authors"), ("/archive/", "Archive"), ("/search/", "Search")]


def test_editors_order_the_menu(reader: Client, signed_in, editor):
    about = Page.objects.create(title="About", is_public=True)
    craft = Category.objects.create(name="Craft")
    client = signed_in(editor)
    for position, given in ((9, {"address": "https://example.org/"}), (8, {"category": craft.pk})):
        client.post("/admin/blog/menuitem/add/", {"label": "", "position": position} | given)
    client.post("/admin/blog/menuitem/add/", {"label": "Us", "position": 7, "page": about.pk})
    assert Read(reader.get("/")).menu == [
        ("/about/", "Us"),
        ("/category/craft/", "Craft"),
        ("https://example.org/", "https://example.org/"),
        ("/search/", "Search"),
    ]


def test_the_menu_follows_what_it_names(reader: Client):
    about = Page.objects.create(title="About", is_public=True)
    MenuItem.objects.create(page=about)
    about.title, about.slug = "About us", "us"
    about.save()
    assert Read(reader.get("/")).menu[0] == ("/us/", "About us")
    about.is_public = False
    about.save()
    assert ("/us/", "About us") not in Read(reader.get("/")).menu


NOWHERE = ["javascript:alert(1)", "//elsewhere.example/", "archive", "/\\elsewhere.example", "/a b"]


@pytest.mark.parametrize("address", NOWHERE)
def test_the_menu_leads_to_web_addresses_alone(address: str):
    with pytest.raises(ValidationError):
        MenuItem(address=address, label="x").full_clean()


@pytest.mark.parametrize("given", [{}, {"address": "/archive/", "category": True}])
def test_an_entry_leads_to_one_thing(given: dict):
    if "category" in given:
        given = given | {"category": Category.objects.create(name="Craft")}
    with pytest.raises(ValidationError, match="leads to one thing"):
        MenuItem(**given).full_clean()


def test_footer_and_social_links_are_shown(reader: Client):
    set_site(footer="All *rights*.", link_lines="Mastodon https://social.example/@weir\njavascript:alert(1)")
    page = reader.get("/").text
    assert "All <em>rights</em>." in page
    assert '<a rel="me" href="https://social.example/@weir">Mastodon</a>' in page
    assert "javascript:" not in page


# The conversation


def test_new_posts_take_comments_as_it_says():
    assert make_post().comments_open
    set_site(comments_on_new_posts=False)
    assert not make_post().comments_open


def test_names_need_not_be_given_where_it_says_so(post, reader: Client):
    set_site(names_required=False)
    assert send(reader, post, name="", email="").status_code == 303
    assert Comment.objects.get().name == "Anonymous"


def test_two_without_a_name_may_say_the_same(post, reader: Client, stranger: Client):
    set_site(names_required=False)
    for client, network in ((reader, "192.0.2.1"), (stranger, "198.51.100.1")):
        send(client, post, name="", email="", body="Thanks!", address=network)
    assert Comment.objects.count() == 2


@pytest.mark.parametrize(
    ("settings", "said", "verdict"),
    [
        ({"hold_first": False}, {}, "approved"),
        ({"hold_first": False, "hold_all": True}, {}, "pending"),
        ({"hold_first": False, "hold_words": "pills"}, {"body": "Cheap PILLS."}, "pending"),
        ({"hold_first": False, "hold_words": "\n \n"}, {}, "approved"),
        ({"hold_first": False, "spam_words": "casino"}, {"website": "https://casino.example"}, "spam"),
        ({"hold_first": False, "hold_links": 1}, {"body": "https://example.org"}, "pending"),
        ({"hold_first": False, "hold_links": 0}, {"body": "https://a.example https://b.example"}, "approved"),
    ],
)
def test_what_waits_is_the_owners_to_say(settings: dict, said: dict, verdict: str, post, reader: Client):
    set_site(**settings)
    send(reader, post, **said)
    assert Comment.objects.get().status == verdict


def test_whoever_sent_spam_waits_even_where_nobody_else_does(post, reader: Client):
    set_site(hold_first=False)
    send(reader, post)
    Comment.objects.get().spam(by=None)
    send(reader, post)
    assert Comment.objects.latest("pk").status == "pending"


def test_the_newest_thread_comes_first_where_it_says_so(post, reader: Client):
    set_site(newest_threads_first=True, threads_per_page=2)
    roots = [make_comment(post=post) for _each in range(5)]
    reply, later_reply = make_comment(post=post, parent=roots[4]), make_comment(post=post, parent=roots[4])
    first = Read(reader.get("/on-bees/"))
    assert first.comments == [each.anchor for each in (roots[4], reply, later_reply, roots[3])]
    second = Read(reader.get(f"/on-bees/?from={roots[2].pk}"))
    assert second.comments == [each.anchor for each in (roots[2], roots[1])]
    assert Read(reader.get(f"/on-bees/?until={roots[2].pk}")).comments == first.comments
    assert Read(reader.get(f"/on-bees/?until={roots[0].pk}")).comments == second.comments
    (older,) = [node.get("href") for node in first.all("a") if node.text == "Older replies"]
    assert older == f"?from={roots[2].pk}#comments"
    assert "Newest first" in reader.get("/on-bees/").text
    assert roots[0].get_absolute_url() == f"/on-bees/?from={roots[0].pk}#{roots[0].anchor}"
    assert roots[4].get_absolute_url() == f"/on-bees/#{roots[4].anchor}"


def test_replies_are_indented_as_far_as_it_says(post, reader: Client):
    set_site(reply_steps=1)
    root = make_comment(post=post, name="Ada")
    reply = make_comment(post=post, parent=root, name="Ben")
    make_comment(post=post, parent=reply, name="Cy")
    page = reader.get("/on-bees/").text
    assert page.count('<ol class="thread">') == 2
    assert "in reply to Ben" in page


# The test mail


def test_the_mail_servers_answer_is_shown(signed_in, editor, mail_server: list):
    page = signed_in(editor).post("/admin/blog/site/test-mail/", follow=True).text
    assert "A mail is on its way to cleo@example.org. The server said: 250 2.0.0 Ok: queued as 4TZ" in page
    assert [envelope.rcpt_tos for envelope in mail_server] == [["cleo@example.org"]]


def test_a_refusal_is_shown_in_the_servers_words(signed_in, editor, mail_server: list):
    editor.email = "refused@example.org"
    editor.save()
    page = signed_in(editor).post("/admin/blog/site/test-mail/", follow=True).text
    assert "The mail could not be sent: 550 5.1.1 no such person here" in page


def test_a_server_that_is_not_there_is_said_to_be_so(signed_in, editor, settings):
    options = {"host": "127.0.0.1", "port": 1, "timeout": 2}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    page = signed_in(editor).post("/admin/blog/site/test-mail/", follow=True).text
    assert "The mail could not be sent: " in page
    assert "Connection refused" in page


def test_a_name_sent_in_two_lines_is_one_line_of_a_mails_head(signed_in, editor, mail_server: list):
    site = set_site(name="The Slipway\r\nBcc: eve@example.org")
    signed_in(editor).post("/admin/blog/site/test-mail/")
    assert (site.name, len(mail_server)) == ("The Slipway Bcc: eve@example.org", 1)


def test_a_test_mail_is_never_sent_by_a_link(signed_in, editor, author):
    assert signed_in(editor).get("/admin/blog/site/test-mail/").status_code == 403
    assert signed_in(author).post("/admin/blog/site/test-mail/").status_code == 403


# The logo


def test_a_logo_stands_in_place_of_the_name_and_keeps_its_room(reader: Client, signed_in, editor):
    saved(signed_in(editor), logo=SimpleUploadedFile("logo.png", encoded(drawn(300, 100), "PNG")))
    (image,) = Read(reader.get("/")).all("a[@class='masthead__name']/img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("Byline", "120", "40")
    assert reader.get(image.get("src")).status_code == 200
    set_site(name="The Weir")
    assert Site.current().logo_width == 120
