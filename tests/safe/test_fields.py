"""Fields that take only what came through the doors."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.safestring import SafeString

from accounts.models import Author
from blog.models import Post
from comments.models import Comment
from safe.fields import PictureFormField
from safe.html import comment
from safe.images import Picture
from tests.factories import make_author, make_comment
from tests.safe.pictures import photo

pytestmark = pytest.mark.django_db


def test_html_that_came_through_a_door_is_kept_and_read_back_as_safe(post: Post):
    said = make_comment(post=post, body="Bees are *busy*.")
    read = Comment.objects.get(pk=said.pk)
    assert (read.body_html, type(read.body_html)) == ("<p>Bees are <em>busy</em>.</p>\n", SafeString)


def test_html_from_anywhere_else_is_refused(post: Post):
    said = make_comment(post=post)
    said.body_html = "<script>alert(1)</script>"
    with pytest.raises(TypeError, match=r"^body_html takes only what safe\.html returned$"):
        said.save()


def test_html_that_was_put_together_by_hand_is_refused(post: Post):
    said = make_comment(post=post)
    said.body_html = comment("Bees.") + f"<p onclick={said.name}>"
    with pytest.raises(TypeError):
        said.save()


def test_html_from_anywhere_else_is_refused_in_bulk(post: Post):
    with pytest.raises(TypeError):
        Comment.objects.bulk_create([Comment(post=post, name="Rosa", body="x", body_html="<b>x</b>")])


def test_html_is_no_field_of_a_form():
    assert Comment._meta.get_field("body_html").editable is False


def test_a_picture_that_was_made_anew_is_kept(guest: Author):
    picture = PictureFormField(side=800).clean(SimpleUploadedFile("me.jpg", photo()))
    guest.photo = picture
    guest.save()
    assert isinstance(picture, Picture)
    assert Author.objects.get(pk=guest.pk).photo.name == f"authors/{picture.name[:2]}/{picture.name}"


@pytest.mark.parametrize("kind", [ContentFile, lambda data, name: SimpleUploadedFile(name, data)])
def test_a_picture_as_it_was_sent_is_refused(guest: Author, kind):
    guest.photo = kind(photo(), name="me.jpg")
    with pytest.raises(TypeError, match=r"^photo takes only what safe\.images returned$"):
        guest.save()


def test_an_author_is_saved_again_with_the_picture_they_have(guest: Author):
    guest.photo = PictureFormField(side=800).clean(SimpleUploadedFile("me.jpg", photo()))
    guest.save()
    again = Author.objects.get(pk=guest.pk)
    again.name = "Amara Q."
    again.save()
    assert Author.objects.get(pk=guest.pk).photo.name == guest.photo.name


def test_the_same_picture_twice_is_one_file():
    picture = PictureFormField(side=800)
    first, second = (make_author(photo=picture.clean(SimpleUploadedFile("me.jpg", photo(64, 48)))) for _time in "12")
    assert first.photo.name == second.photo.name


def test_a_picture_may_have_been_named_at_length():
    field = Author._meta.get_field("photo").formfield()
    assert isinstance(field.clean(SimpleUploadedFile("a" * 240 + ".jpg", photo())), Picture)


def test_an_upload_field_says_what_is_wrong_with_a_file():
    with pytest.raises(ValidationError) as refused:
        PictureFormField(side=800).clean(SimpleUploadedFile("me.svg", b"<svg onload=alert(1)>"))
    assert refused.value.messages == ["This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."]


def test_an_upload_field_asks_for_the_kinds_it_takes():
    field = PictureFormField(side=800, required=False)
    assert field.widget.attrs["accept"] == "image/jpeg,image/png,image/webp,image/gif"
    assert field.clean(None, "authors/aa/kept.webp") == "authors/aa/kept.webp"
