from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.models import User
from blog.models import Revision
from tests.factories import make_submission
from tests.safe.pictures import drawn, encoded
from tests.submissions.conftest import JSON, OURS, AtDesk

pytestmark = pytest.mark.django_db


def file(name: str, data: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data)


def photo(name: str = "me.png"):
    return file(name, encoded(drawn(), "PNG"))


@time_machine.travel("2031-05-17 10:42:00+00:00", tick=False)
def test_what_is_typed_is_in_the_draft_and_says_when(amara):
    at = AtDesk(amara)
    submission = make_submission(guest=at.guest)
    response = at.save(submission, title="On wasps", body="<p>Wasps.</p>", bio="Keeps *bees*.")
    assert response.json() == {
        "at": "10:42",
        "seen": "2.2",
        "errors": {},
        "pictures": {"photo": "", "book_cover": "", "new_picture": ""},
    }
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body_html) == ("On wasps", "<p>Wasps.</p>")
    assert submission.bio == "Keeps *bees*."


def test_the_same_once_more_changes_nothing(at: AtDesk):
    submission = make_submission(guest=at.guest)
    said = {"title": "On wasps", "bio": "One\r\nTwo"}
    first = at.save(submission, **said).json()
    again = at.save(submission, **said)
    assert (again.status_code, again.json()["seen"]) == (200, first["seen"])


def test_what_was_saved_elsewhere_is_not_saved_over(at: AtDesk):
    submission = make_submission(guest=at.guest)
    at.save(submission, title="From the telephone")
    response = at.save(submission, title="From the desk")
    assert response.status_code == 409
    assert response.json() == {
        "refused": "This was saved from another device or window meanwhile, and nothing of what you typed here yet.",
        "stale": True,
    }
    submission.refresh_from_db()
    assert submission.post.title == "From the telephone"


def test_what_is_half_typed_holds_nothing_else_up(at: AtDesk):
    submission = make_submission(guest=at.guest, website="https://example.org/old")
    response = at.save(submission, title="On wasps", website="https://exa", link_lines="My notebook htt")
    assert response.status_code == 200
    assert response.json()["errors"] == {
        "website": "Please check this address: it should look like https://example.org",
        "link_lines": "Each line ends in a web address: htt is not one.",
    }
    submission.refresh_from_db()
    assert (submission.post.title, submission.website) == ("On wasps", "https://example.org/old")


def test_an_empty_draft_may_be_saved(at: AtDesk):
    submission = make_submission(guest=at.guest)
    assert at.save(submission, title="", body="", name="").status_code == 200
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body, submission.name) == ("", "", "")


@pytest.mark.parametrize("status", ["submitted", "in_review", "accepted", "scheduled", "published", "declined"])
def test_what_is_with_the_editors_is_not_changed(at: AtDesk, status: str):
    submission = make_submission(guest=at.guest, status=status)
    response = at.save(submission, title="On wasps")
    assert response.status_code == 409
    assert response.json()["stale"] is False
    assert response.json()["refused"]
    submission.refresh_from_db()
    assert submission.post.title == "On bees"


def test_photo_and_cover_are_stored_at_once_and_can_be_taken_out(at: AtDesk):
    submission = make_submission(guest=at.guest)
    said = at.save(submission, photo=photo(), book_cover=photo(), website="not an address").json()
    submission.refresh_from_db()
    assert said["pictures"]["photo"] == submission.photo.url
    assert submission.photo.name.startswith("authors/")
    assert submission.book_cover.name.startswith("books/")
    kept = at.save(submission, title="On wasps").json()
    assert kept["pictures"]["photo"] == said["pictures"]["photo"]
    submission.refresh_from_db()
    assert at.save(submission, **{"photo-clear": "1"}).json()["pictures"]["photo"] == ""


def test_a_lead_picture_needs_its_words(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest)
    response = at.save(submission, new_picture=photo())
    assert response.json()["errors"] == {"new_picture_alt": "Say what the picture shows, for those who cannot see it."}
    at.save(submission, new_picture=photo(), new_picture_alt="A hive", new_picture_credit="Ana")
    submission.refresh_from_db()
    image = submission.post.picture
    assert (image.alt, image.credit, image.uploaded_by) == ("A hive", "Ana", None)
    at.save(submission, no_picture="1")
    submission.refresh_from_db()
    assert submission.post.picture is None


def test_what_is_no_picture_is_refused_with_a_sentence(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = at.save(submission, photo=file("me.png", b"<svg onload=alert(1)>"), title="On wasps")
    assert response.json()["errors"] == {
        "photo": "This is not a picture we can read. Please send a JPEG, PNG, WebP or GIF."
    }
    submission.refresh_from_db()
    assert (submission.photo.name, submission.post.title) == ("", "On wasps")


def test_ten_minutes_of_typing_are_one_version(at: AtDesk):
    submission = make_submission(guest=at.guest, body="<p>One.</p>")
    now = timezone.now()
    for minutes, body in enumerate(["<p>Two.</p>", "<p>Three.</p>", "<p>Four.</p>"]):
        with time_machine.travel(now.replace(microsecond=0) + timedelta(minutes=4 * minutes)):
            at.save(submission, body=body)
            submission.refresh_from_db()
    with time_machine.travel(now + timedelta(minutes=11)):
        at.save(submission, body="<p>Five.</p>")
    assert [revision.texts["body"] for revision in Revision.objects.order_by("pk")] == ["<p>One.</p>", "<p>Four.</p>"]


HOSTILE = '<p onclick="x()">Hi<script>alert(1)</script><img src="https://evil.example/x.png"></p>'


def test_hostile_essays_are_made_safe(at: AtDesk):
    submission = make_submission(guest=at.guest)
    at.save(submission, body=HOSTILE)
    submission.refresh_from_db()
    assert submission.post.body_html == "<p>Hi</p>"
    page = at.get(f"{submission.pk}/write/").text
    assert "<script>alert" not in page
    assert "onclick" not in page.split("<textarea")[0]


@pytest.mark.parametrize("body", ["<div>" * 200, "x" * 300_001, "<b>x</b>" * 4001], ids=["deep", "long", "many parts"])
def test_what_cannot_be_an_essay_is_said_and_the_rest_is_saved(at: AtDesk, body: str):
    submission = make_submission(guest=at.guest)
    response = at.save(submission, title="On wasps", body=body)
    assert list(response.json()["errors"]) == ["body"]
    submission.refresh_from_db()
    assert (submission.post.title, submission.post.body) == ("On wasps", "<p>Bees.</p>")


def test_invisible_characters_are_taken_out(at: AtDesk):
    submission = make_submission(guest=at.guest)
    at.save(submission, title="On\u202e wasps\x00", bio="A\x00b")
    submission.refresh_from_db()
    assert (submission.post.title, submission.bio) == ("On wasps", "Ab")


def test_what_is_no_field_of_theirs_is_left_alone(at: AtDesk):
    submission = make_submission(guest=at.guest)
    at.save(submission, status="published", slug="mine", introduction="Hm", picture="1", guest="9", licence="1")
    submission.refresh_from_db()
    assert (submission.status, submission.post.introduction, submission.post.picture) == ("draft", "", None)


def test_too_much_is_said_as_json(at: AtDesk):
    submission = make_submission(guest=at.guest)
    response = at.save(submission, body="x" * 6_000_000)
    assert response.status_code == 413
    assert response.json()["refused"].startswith("This is more than the site can take at once.")


def test_another_sites_page_saves_nothing(at: AtDesk):
    submission = make_submission(guest=at.guest)
    headers = JSON | {"Sec-Fetch-Site": "cross-site"}
    response = at.post(f"{submission.pk}/save/", {"title": "Mine", "seen": submission.seen}, headers=headers)
    assert response.status_code == 403
    assert "refused" in response.json()


def test_whoever_has_signed_out_is_told_as_json(reader, at: AtDesk):
    response = reader.post("/write/desk/mine/1/save/", {"title": "Mine"}, headers=JSON)
    assert response.status_code == 403
    assert response.json()["refused"].startswith("You are not signed in any more.")


def test_an_editor_saves_for_a_guest(signed_in, editor: User, at: AtDesk):
    submission = make_submission(guest=at.guest)
    said = {"title": "On wasps", "seen": submission.seen}
    address = f"/write/desk/of-{at.guest.pk}/{submission.pk}/save/"
    assert signed_in(editor).post(address, said, headers=JSON).status_code == 200
    submission.refresh_from_db()
    assert submission.post.title == "On wasps"


def test_looking_leads_to_the_page(at: AtDesk):
    submission = make_submission(guest=at.guest)
    assert at.get(f"{submission.pk}/save/").headers["Location"] == f"{at.root}{submission.pk}/write/"
    assert at.client.put(f"{at.root}{submission.pk}/save/", headers=OURS).status_code == 405


def test_what_is_pasted_from_word_is_made_plain(at: AtDesk):
    submission = make_submission(guest=at.guest)
    body = '<p class="MsoNormal"><span style="font-weight:bold">Bold</span> and <o:p></o:p>plain.</p>'
    at.save(submission, body=body)
    submission.refresh_from_db()
    assert submission.post.body_html == "<p><strong>Bold</strong> and plain.</p>"
