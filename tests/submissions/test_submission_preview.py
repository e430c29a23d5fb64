import pytest

from accounts.models import Author, Book
from blog.models import Byline
from search.models import Document
from tests.factories import make_author, make_submission
from tests.submissions.conftest import AtDesk

pytestmark = pytest.mark.django_db
KNOWN = {"bio": "Keeps *bees*.", "book_title": "Hives", "website": "https://example.org"}


def test_it_is_the_page_as_readers_will_have_it(at: AtDesk):
    submission = make_submission(guest=at.guest, **KNOWN)
    page = at.get(f"{submission.pk}/preview/")
    assert page.status_code == 200
    for shown in ("On bees", "<p>Bees.</p>", "Keeps <em>bees</em>.", "Hives", "Amara Quill", "Guest post"):
        assert shown in page.text
    assert f'<a href="{at.root}{submission.pk}/write/">Back</a>' in page.text
    assert "/admin/" not in page.text
    assert 'id="respond"' not in page.text


def test_nothing_of_it_remains(at: AtDesk):
    submission = make_submission(guest=at.guest, **KNOWN)
    at.get(f"{submission.pk}/preview/")
    assert not any(model.objects.exists() for model in (Author, Book, Byline, Document))
    submission.refresh_from_db()
    submission.guest.refresh_from_db()
    assert (submission.author, submission.guest.author, submission.seen) == (None, None, "1.1")


def test_who_readers_know_already_stays_as_they_know_them(at: AtDesk):
    at.guest.author = make_author(name="Amara Quill", bio="Old.")
    at.guest.save()
    submission = make_submission(guest=at.guest)
    submission.write({"bio": "New."}, by=at.guest, seen=submission.seen)
    assert "New." in at.get(f"{submission.pk}/preview/").text
    assert Author.objects.get().bio == "Old."


def test_an_empty_draft_has_a_page_too(at: AtDesk):
    submission = make_submission(guest=at.guest, title="", body="")
    assert at.get(f"{submission.pk}/preview/").status_code == 200
