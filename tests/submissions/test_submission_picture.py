import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from blog.models import Image
from tests.factories import make_submission
from tests.safe.pictures import drawn, encoded
from tests.submissions.conftest import JSON, AtDesk

pytestmark = pytest.mark.django_db


def send(at: AtDesk, submission, **said: object):
    photo = SimpleUploadedFile("hive.png", encoded(drawn(), "PNG"))
    said = {"file": photo, "alt": "A hive", "credit": "Ana"} | said
    return at.post(f"{submission.pk}/picture/", said, headers=JSON)


def test_it_is_stored_and_its_address_told(at: AtDesk):
    response = send(at, make_submission(guest=at.guest))
    image = Image.objects.get()
    assert response.json() == {
        "id": image.pk,
        "src": image.address,
        "alt": "A hive",
        "width": image.width,
        "height": image.height,
    }
    assert (image.credit, image.uploaded_by) == ("Ana", None)


def test_what_is_wrong_has_sentences(at: AtDesk):
    response = send(at, make_submission(guest=at.guest), alt="", file="")
    assert response.status_code == 400
    assert response.json() == {
        "errors": {
            "file": "Choose a picture.",
            "alt": "Say what the picture shows, for those who cannot see it.",
        }
    }


def test_none_is_taken_while_it_is_with_the_editors(at: AtDesk):
    response = send(at, make_submission(guest=at.guest, status="submitted"))
    assert response.status_code == 409
    assert response.json()["errors"]["__all__"].startswith("It is with the editors now")
    assert not Image.objects.exists()


def test_one_for_a_guest_is_the_editors_who_brought_it(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest)
    own = AtDesk(at.guest, signed_in(editor))
    own.root = f"/write/desk/of-{at.guest.pk}/"
    assert send(own, submission).status_code == 200
    assert Image.objects.get().uploaded_by == editor


def test_a_dead_link_brings_none(at: AtDesk, editor: User):
    from submissions.models import Link

    submission = make_submission(guest=at.guest)
    Link.objects.get().revoke(by=editor)
    response = send(at, submission)
    assert (response.status_code, Image.objects.count()) == (403, 0)
    assert response.json() == {"refused": "Your link does not open this desk any more."}
