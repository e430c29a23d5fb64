"""What readers know of an author: what an essay brings to it, and what others made of it meanwhile."""

import pytest

from accounts.models import Author, User
from submissions.models import Correction, Guest, Submission
from tests.factories import make_guest, make_submission

pytestmark = pytest.mark.django_db


def books(author: Author) -> list[str]:
    return list(author.books.values_list("title", flat=True))


def mend(submission: Submission, **about: str) -> None:
    Submission.objects.filter(pk=submission.pk).update(**about)
    submission.refresh_from_db()


def correct(submission: Submission, editor: User, **texts: str) -> None:
    Correction.objects.propose(submission, texts, by=submission.guest, reason="").take_over(by=editor)
    submission.refresh_from_db()


def test_a_book_whose_title_is_mended_is_the_same_book(editor: User):
    submission = make_submission(status="accepted", book_title="Hves")
    mend(submission, book_title="Hives")
    submission.publish(by=editor, override="Said so.")
    assert books(submission.author) == ["Hives"]
    correct(submission, editor, book_title="The Hives")
    assert books(submission.author) == ["The Hives"]


def test_a_book_that_is_taken_out_goes(editor: User):
    submission = make_submission(status="published", book_title="Hives")
    correct(submission, editor, book_title="")
    assert books(submission.author) == []


def test_another_essays_book_stands_beside_the_first(editor: User):
    guest = make_guest()
    make_submission(guest=guest, status="published", book_title="Hives")
    second = make_submission(guest=guest, status="published", book_title="Wasps")
    assert sorted(books(second.author)) == ["Hives", "Wasps"]


def test_an_older_essay_undoes_no_newer_words_about_its_author(editor: User):
    guest = make_guest()
    older = make_submission(guest=guest, status="scheduled", bio="Old words.")
    newer = make_submission(guest=guest, status="published", bio="New words.")
    older.refresh_from_db()
    older.publish(by=editor, override="Said so.")
    assert Author.objects.get(pk=newer.author.pk).bio == "New words."


def test_what_an_editor_mended_stays_where_an_essay_comes_out_again(editor: User):
    submission = make_submission(status="published", bio="Old words.")
    Author.objects.filter(pk=submission.author.pk).update(bio="Mended words.")
    submission.refresh_from_db()
    submission.unpublish(by=editor, reason="A quote is wrong.")
    submission.publish(by=editor)
    assert Author.objects.get(pk=submission.author.pk).bio == "Mended words."


def test_new_words_of_a_known_author_are_public_with_the_essay(editor: User):
    guest = make_guest()
    make_submission(guest=guest, status="published", bio="Old words.", website="https://example.org")
    second = make_submission(guest=Guest.objects.get())
    assert second.bio == "Old words."
    mend(second, bio="New words.")
    second.submit(by=guest, agreed=True)
    second.accept(by=editor)
    assert Author.objects.get(guest=guest).bio == "Old words."
    second.publish(by=editor, override="Said so.")
    author = Author.objects.get(guest=guest)
    assert (author.bio, author.website) == ("New words.", "https://example.org")


def test_a_correction_begins_with_what_readers_have(editor: User):
    submission = make_submission(status="published", bio="Old words.")
    Author.objects.filter(pk=submission.author.pk).update(bio="Mended words.")
    submission.refresh_from_db()
    assert Correction.as_published(submission)["bio"] == "Mended words."
    correct(submission, editor, website="https://example.org/amara")
    author = Author.objects.get(pk=submission.author.pk)
    assert (author.bio, author.website) == ("Mended words.", "https://example.org/amara")


def test_a_book_that_two_essays_name_goes_with_neither(editor: User):
    guest = make_guest()
    first = make_submission(guest=guest, status="published", book_title="Hives")
    second = make_submission(guest=Guest.objects.get(), status="accepted")
    assert second.book_title == "Hives"
    mend(second, book_title="")
    second.publish(by=editor, override="Said so.")
    assert books(first.author) == ["Hives"]


def test_another_book_of_a_later_essay_stands_beside_the_first(editor: User):
    guest = make_guest()
    first = make_submission(guest=guest, status="published", book_title="Hives")
    second = make_submission(guest=Guest.objects.get(), status="accepted")
    mend(second, book_title="Wasps")
    second.publish(by=editor, override="Said so.")
    assert sorted(books(first.author)) == ["Hives", "Wasps"]


def test_a_correction_of_one_thing_leaves_what_an_editor_made_of_the_book(editor: User):
    submission = make_submission(status="published", book_title="Hives")
    submission.author.books.update(title="Hives, again", subtitle="With wasps")
    correct(submission, editor, book_link="https://example.org/hives")
    book = submission.author.books.get()
    assert (book.title, book.subtitle, book.link) == ("Hives, again", "With wasps", "https://example.org/hives")
