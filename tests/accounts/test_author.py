"""A name that posts appear under, and its page."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import Author, Book, User
from accounts.models.author import Link
from blog.models import Post
from safe.images import reencode
from tests.factories import make_author, make_draft, make_post
from tests.safe.pictures import photo
from tests.safe.trees import addresses, is_harmless_address

pytestmark = pytest.mark.django_db


def page_of(author: Author, client: Client) -> str:
    return client.get(f"/authors/{author.slug}/").content.decode()


def wrong_in(author: Author) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        author.full_clean()
    return refused.value.message_dict


# The page


def test_the_page_says_who_they_are(reader: Client):
    amara = make_author(
        name="Amara Quill",
        bio="Keeps *bees*. Writes [letters](https://letters.example).",
        website="https://amara.example/",
        link_lines="My notebook https://amara.example/notes\n\n  https://bees.example  \n",
    )
    page = page_of(amara, reader)
    assert "<h1>Amara Quill</h1>" in page
    assert "Guest author" in page
    assert 'Keeps <em>bees</em>. Writes <a href="https://letters.example">letters</a>.' in page
    assert '<a href="https://amara.example/">Amara Quill’s website</a>' in page
    assert '<a href="https://amara.example/notes">My notebook</a>' in page
    assert '<a href="https://bees.example">https://bees.example</a>' in page


def test_the_page_shows_their_photo(reader: Client, guest: Author):
    guest.photo = reencode(BytesIO(photo()), side=800)
    guest.save()
    assert f'<img class="face large" src="{guest.photo.url}" alt=""' in page_of(guest, reader)
    answer = reader.get(guest.photo.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_without_a_photo_the_page_shows_their_initials(reader: Client, guest: Author):
    assert '<span class="face tint-2 large" aria-hidden="true">AQ</span>' in page_of(guest, reader)


def test_the_page_shows_their_books_in_order(reader: Client, guest: Author):
    Book.objects.create(author=guest, title="Of wax", position=2)
    cover = reencode(BytesIO(photo()), side=800)
    said = {"subtitle": "A year", "year": 2013, "link": "https://books.example/", "description": "Twelve hives."}
    honey = Book.objects.create(author=guest, title="Of honey", position=1, cover=cover, **said)
    page = page_of(guest, reader)
    assert '<a href="https://books.example/">Of honey</a>' in page
    assert "A year, 2013" in page
    assert "Twelve hives." in page
    assert f'src="{honey.cover.url}"' in page
    assert page.index("Of honey") < page.index("Of wax")


def test_the_page_lists_their_posts_that_are_public(reader: Client, guest: Author, post: Post):
    other = make_author(name="Bela Stone")
    make_post(title="Together", authors=[other, guest])
    make_post(title="Of another", authors=[other])
    make_draft(title="Not yet", authors=[guest])
    page = page_of(guest, reader)
    assert [title in page for title in ("On bees", "Together", "Of another", "Not yet")] == [True, True, False, False]


def test_what_an_author_is_called_is_text(reader: Client):
    amara = make_author(name="<b>Amara</b>", bio="<script>alert(1)</script>", link_lines="<i>x https://a.example")
    page = page_of(amara, reader)
    assert "<h1>&lt;b&gt;Amara&lt;/b&gt;</h1>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<a href="https://a.example">&lt;i&gt;x</a>' in page


def test_their_address_is_never_shown(reader: Client):
    amara = make_author(name="Amara", email="amara@secret.example")
    make_post(title="On bees", authors=[amara])
    for address in ("/", "/on-bees/", "/authors/", "/authors/amara/"):
        assert "secret.example" not in reader.get(address).content.decode()


def test_nobody_has_no_page(reader: Client):
    assert reader.get("/authors/nobody/").status_code == 404


# What is written on it


def test_each_line_of_links_is_a_label_and_an_address():
    amara = Author(link_lines="My notes on bees https://a.example/notes\r\nHTTP://b.example\n\n   \n")
    assert amara.links == [
        Link("My notes on bees", "https://a.example/notes"),
        Link("HTTP://b.example", "HTTP://b.example"),
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "a.example", "//a.example", "https://"]
)
def test_a_link_that_leads_nowhere_on_the_web_is_refused(address: str):
    amara = Author(name="Amara", link_lines=f"Fine https://a.example\nMy notes {address}")
    assert wrong_in(amara) == {"link_lines": [f"Each line ends in a web address: {address} is not one."]}


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example", "a.example"])
def test_a_website_that_is_none_is_refused(address: str):
    assert list(wrong_in(Author(name="Amara", website=address))) == ["website"]


def test_a_bio_that_cannot_be_read_is_refused():
    assert wrong_in(Author(name="Amara", bio="<b>" * 200)) == {
        "bio": ["This is nested too deeply to be read. Please use fewer tags."]
    }


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVASCRIPT:alert(1)//https://", "data:text/html,x"])
def test_an_address_that_nobody_checked_is_no_link(reader: Client, address: str):
    amara = make_author(name="Amara", website=address, link_lines=f"My notes {address}", bio=f"[x]({address})")
    Book.objects.create(author=amara, title="Of honey", link=address)
    make_post(title="On bees", authors=[amara])
    for page in (page_of(amara, reader), reader.get("/on-bees/").content.decode()):
        assert [link for link in addresses(page) if not is_harmless_address(link)] == []


# The people behind the names


def test_an_author_outlives_their_account(author: User):
    name = author.author
    author.delete()
    name.refresh_from_db()
    assert (name.name, name.user) == ("Bela Stone", None)


def test_an_account_has_one_name(author: User):
    assert wrong_in(Author(name="Another", user=author)) == {"user": ["Author with this Account already exists."]}
