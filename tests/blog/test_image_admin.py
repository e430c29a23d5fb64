"""Pictures in the admin, and the address to which the essay's editor sends one."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Image
from tests.blog.page import Page
from tests.factories import make_draft, make_image, make_post
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/blog/image/upload/"


def sent(client: Client, data: bytes | None = None, **said: str) -> HttpResponse:
    file = {"file": SimpleUploadedFile("IMG_0001.jpg", photo(600, 400) if data is None else data)}
    return client.post(UPLOAD, file | {"alt": "A bee", "credit": ""} | said)


def test_the_editor_of_essays_gets_what_it_needs(author: User, signed_in):
    answer = sent(signed_in(author), credit="Amara")
    image = Image.objects.get()
    assert (image.alt, image.credit, image.uploaded_by) == ("A bee", "Amara", author)
    assert answer.json() == {"id": image.pk, "src": image.file.url, "alt": "A bee", "width": 600, "height": 400}


@pytest.mark.parametrize(
    ("data", "said", "errors"),
    [
        (None, {"alt": " "}, {"alt": "Say what the picture shows, for those who cannot see it."}),
        (b"", {}, {"file": "This file is empty. Please choose another one."}),
        (b"<svg/>", {}, {"file": "This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."}),
        (b"\xff" * 10_500_000, {}, {"file": "This picture is over 10 MB. Please send a smaller one."}),
    ],
)
def test_a_refusal_has_a_sentence_for_each_field(author: User, signed_in, data, said: dict, errors: dict):
    answer = sent(signed_in(author), data, **said)
    assert (answer.status_code, answer.json(), Image.objects.count()) == (400, {"errors": errors}, 0)


def test_no_file_is_refused_with_a_sentence(author: User, signed_in):
    answer = signed_in(author).post(UPLOAD, {"alt": "A bee"})
    assert (answer.status_code, answer.json()) == (400, {"errors": {"file": "Choose a picture."}})


def test_only_those_who_write_may_send(moderator: User, outsider: User, reader: Client, signed_in):
    assert [sent(client).status_code for client in (signed_in(moderator), signed_in(outsider), reader)] == [
        *(403, 302),
        302,
    ]
    assert Image.objects.count() == 0


def test_nothing_is_sent_by_another_site(author: User):
    client = Client(enforce_csrf_checks=True)
    client.force_login(author, "accounts.backend.Backend")
    assert (sent(client).status_code, Image.objects.count()) == (403, 0)


def test_it_is_only_posted_to(editor: User, signed_in):
    assert signed_in(editor).get(UPLOAD).status_code == 405


def test_the_form_takes_a_picture_and_remembers_who_brought_it(editor: User, signed_in):
    page = Page(signed_in(editor).get(reverse("admin:blog_image_add")))
    assert page.one("input[@type='file']").get("accept") == "image/jpeg,image/png,image/webp,image/gif"
    file = SimpleUploadedFile("a.jpg", photo())
    signed_in(editor).post(reverse("admin:blog_image_add"), {"file": file, "alt": "A bee", "credit": ""})
    assert Image.objects.get().uploaded_by == editor


def test_the_list_says_where_a_picture_is_shown(editor: User, signed_in):
    make_post(title="On bees", picture=make_image(alt="A bee"))
    make_image(alt="A wasp")
    rows = Page(signed_in(editor).get(reverse("admin:blog_image_changelist"))).all("table[@id='result_list']/tbody/tr")
    words = [" ".join("".join(row.itertext()).split()) for row in rows]
    assert ["nowhere yet" in words[0], "On bees" in words[1]] == [True, True]


def test_the_list_costs_the_same_for_one_and_for_many(editor: User, signed_in, django_assert_max_num_queries):
    for _each in range(20):
        make_post(picture=make_image())
    client = signed_in(editor)
    with django_assert_max_num_queries(12):
        client.get(reverse("admin:blog_image_changelist"))


def test_a_picture_in_use_is_not_deleted_and_it_is_said_why(editor: User, signed_in: Callable[[User], Client]):
    image = make_image()
    make_post(title="On bees", picture=image)
    client = signed_in(editor)
    answer = client.post(reverse("admin:blog_image_delete", args=[image.pk]), {"post": "yes"}, follow=True)
    sentence = "This picture is shown in “On bees”. Take it out there first, then it can be deleted."
    assert (sentence in answer.content.decode(), Image.objects.count()) == (True, 1)


def test_a_picture_that_nothing_shows_is_deleted(editor: User, signed_in: Callable[[User], Client]):
    client, image = signed_in(editor), make_image()
    client.post(reverse("admin:blog_image_delete", args=[image.pk]), {"post": "yes"})
    make_image()
    chosen = {"action": "delete_selected", "_selected_action": [Image.objects.get().pk], "post": "yes"}
    client.post(reverse("admin:blog_image_changelist"), chosen)
    assert Image.objects.count() == 0


def test_an_author_describes_what_they_brought_and_nothing_else(author: User, editor: User, signed_in):
    client = signed_in(author)
    for who, done in ((author, True), (editor, False)):
        image = make_image(uploaded_by=who)
        client.post(reverse("admin:blog_image_change", args=[image.pk]), {"alt": "Two bees", "credit": ""})
        assert Image.objects.filter(pk=image.pk, alt="Two bees").exists() == done


def test_an_author_learns_of_no_draft_by_its_pictures(author: User, editor: User, signed_in):
    image, other = make_image(uploaded_by=author), make_image()
    make_draft(title="A plan", body=f'<figure><img src="{image.address}" alt="x"></figure>', picture=other)
    make_draft(title="My own", authors=[author.author], picture=image)
    make_post(title="On bees", picture=image)
    views = [("changelist", []), ("change", [image.pk]), ("change", [other.pk]), ("delete", [other.pk])]
    pages = [signed_in(author).get(reverse(f"admin:blog_image_{view}", args=args), follow=True) for view, args in views]
    assert [page.status_code for page in pages] == [200, 200, 200, 403]
    assert [title in pages[1].text for title in ("A plan", "My own", "On bees")] == [False, True, True]
    assert [page for page in [*pages, signed_in(author).get("/admin/")] if "A plan" in page.text] == []
    assert "A plan" in signed_in(editor).get(reverse("admin:blog_image_change", args=[image.pk])).text


def test_a_picture_that_could_not_be_rendered_says_so(editor: User, signed_in):
    image = make_image()
    Image.objects.update(tries=3)
    answer = signed_in(editor).get(reverse("admin:blog_image_change", args=[image.pk])).content.decode()
    assert "Smaller ones could not be made of it" in answer
