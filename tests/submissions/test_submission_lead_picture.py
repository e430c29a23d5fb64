"""The picture above an essay: what is said of it can be seen and mended while the essay is its guest's to write."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from blog.models import Image
from submissions.models import Submission
from tests.blog.page import Page
from tests.factories import make_image, make_post, make_submission
from tests.safe.pictures import drawn, encoded
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db
SAY = "Say what the picture shows, for those who cannot see it."


def with_picture(at: AtDesk, image: Image | None = None) -> Submission:
    """With one that was there before, or else with one that was brought to it."""
    submission = make_submission(guest=at.guest)
    submission.post.picture = image or make_image(alt="A hvie", credit="Ana")
    submission.post.save()
    return submission


def said_of(submission: Submission) -> tuple[int, str, str]:
    image = Submission.objects.get(pk=submission.pk).post.picture
    return image.pk, image.alt, image.credit


def describe(at: AtDesk, submission: Submission, alt: str, credit: str = "Ana"):
    submission.refresh_from_db()
    return at.save(submission, new_picture_alt=alt, new_picture_credit=credit)


def test_the_page_shows_what_is_said_of_it(at: AtDesk):
    submission = with_picture(at, make_image(alt="A hive", credit="Ana"))
    fields = Page(at.get(f"{submission.pk}/write/")).fields("writing")
    assert (fields["new_picture_alt"], fields["new_picture_credit"]) == ("A hive", "Ana")


def test_it_is_mended_where_it_stands_and_saved_once(at: AtDesk):
    submission = with_picture(at)
    image = submission.post.picture
    first = describe(at, submission, "A hive", "Ana B.").json()
    again = at.save(submission, new_picture_alt="A hive", new_picture_credit="Ana B.").json()
    assert (first["errors"], again["seen"]) == ({}, first["seen"])
    assert first["seen"] != submission.seen
    assert said_of(submission) == (image.pk, "A hive", "Ana B.")


def test_it_cannot_be_left_without_words(at: AtDesk):
    image = make_image(alt="A hive", credit="Ana")
    submission = with_picture(at, image)
    assert describe(at, submission, "").json()["errors"] == {"new_picture_alt": SAY}
    assert said_of(submission) == (image.pk, "A hive", "Ana")


def test_a_credit_that_is_too_long_takes_nothing_away(at: AtDesk):
    image = make_image(alt="A hive", credit="Ana")
    submission = with_picture(at, image)
    assert list(describe(at, submission, "My hive", "x" * 201).json()["errors"]) == ["new_picture_credit"]
    assert said_of(submission) == (image.pk, "A hive", "Ana")


@pytest.mark.parametrize("place", ["above", "in"])
def test_what_another_post_shows_too_keeps_its_words_there(at: AtDesk, place: str):
    image = make_image(alt="A hive", credit="Ana")
    body = f'<figure><img src="{image.address}" alt="A hive"></figure>'
    make_post(picture=image) if place == "above" else make_post(body=body)
    submission = with_picture(at, image)
    describe(at, submission, "My hive")
    pk, alt, credit = said_of(submission)
    assert (pk != image.pk, alt, credit) == (True, "My hive", "Ana")
    image.refresh_from_db()
    assert (image.alt, Image.objects.get(pk=pk).file.name) == ("A hive", image.file.name)
    describe(at, submission, "My own hive")
    assert said_of(submission) == (pk, "My own hive", "Ana")


def test_a_picture_of_an_editors_keeps_its_words_among_theirs(at: AtDesk, editor: User):
    image = make_image(alt="A hive", credit="Ana")
    image.uploaded_by = editor
    image.save(update_fields=["uploaded_by"])
    submission = with_picture(at, image)
    describe(at, submission, "My hive")
    image.refresh_from_db()
    assert (image.alt, said_of(submission)[1], Image.objects.count()) == ("A hive", "My hive", 2)


def test_one_that_was_there_before_the_essay_keeps_its_words_though_nobody_is_known_to_have_brought_it(at: AtDesk):
    image = make_image(alt="A hive", credit="Ana")
    submission = with_picture(at, image)
    describe(at, submission, "My hive")
    image.refresh_from_db()
    assert (image.alt, said_of(submission)[1], Image.objects.count()) == ("A hive", "My hive", 2)


def test_another_picture_takes_its_place_with_words_of_its_own(at: AtDesk):
    image = make_image(alt="A hive", credit="Ana")
    submission = with_picture(at, image)
    photo = SimpleUploadedFile("me.png", encoded(drawn(), "PNG"))
    submission.refresh_from_db()
    at.save(submission, new_picture=photo, new_picture_alt="A wasp", new_picture_credit="")
    pk, alt, credit = said_of(submission)
    assert (pk != image.pk, alt, credit) == (True, "A wasp", "")
    image.refresh_from_db()
    assert (image.alt, image.credit) == ("A hive", "Ana")


def test_the_words_of_one_that_was_just_taken_stay_in_the_form(at: AtDesk):
    submission = make_submission(guest=at.guest)
    photo = SimpleUploadedFile("me.png", encoded(drawn(), "PNG"))
    said = {"seen": submission.seen, "new_picture": photo, "new_picture_alt": "A wasp", "website": "nowhere"}
    fields = Page(at.post(f"{submission.pk}/write/", said)).fields("writing")
    assert fields["new_picture_alt"] == "A wasp"


@pytest.mark.parametrize("name", ["new_picture_alt", "new_picture_credit"])
def test_words_without_a_picture_stay_with_a_mark_and_the_rest_is_saved(at: AtDesk, name: str):
    submission = make_submission(guest=at.guest)
    answer = at.save(submission, title="On wasps", **{name: "A wasp"}).json()
    assert answer["errors"] == {name: "Choose the picture too, or leave this empty."}
    submission = Submission.objects.get(pk=submission.pk)
    assert submission.title == "On wasps"
    page = Page(at.post(f"{submission.pk}/write/", {"seen": submission.seen, name: "A wasp"}))
    assert page.fields("writing")[name] == "A wasp"


def test_of_two_devices_the_second_does_not_write_over_the_words(at: AtDesk):
    submission = with_picture(at, make_image(alt="A hive", credit="Ana"))
    submission.refresh_from_db()
    at.save(submission, new_picture_alt="From the telephone", new_picture_credit="")
    assert at.save(submission, new_picture_alt="From the desk", new_picture_credit="").status_code == 409
    assert said_of(submission)[1] == "From the telephone"
