"""Every hand × every page and verb of the desk × every submission: one table, and each entry tried."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.models import Author, Book, User
from blog.models import Image, Post, Revision
from outbox.models import Mail
from submissions.models import Correction, Galley, Guest, Licence, Link, Message, Move, Submission
from tests.factories import make_author, make_guest, make_submission, make_user
from tests.safe.documents import by_hand
from tests.safe.pictures import drawn, encoded
from tests.submissions.conftest import OURS

pytestmark = pytest.mark.django_db
# What each hand is told at a desk that is not for it; None: it is at the desk.
HANDS = {
    "their link": None,
    "their link on another device": None,
    "an editor": None,
    "an expired link": 410,
    "a replaced link": 410,
    "a revoked link": 403,
    "a tampered link": 404,
    "a link signed for something else": 404,
    "another guest's link": 404,
    "an account at its own desk": 404,
    "nobody at an account's desk": 302,
    "nobody at their desk": 302,
    "an account at their desk": 403,
    "an author at their desk": 403,
    "a moderator at their desk": 403,
}
PAGES = {"": "draft", "write/": "draft", "preview/": "draft", "galley/": "accepted", "correct/": "published"}
PHOTO = encoded(drawn(8, 8), "PNG")
WORD = by_hand("<w:p><w:r><w:t>Wasps.</w:t></w:r></w:p>").read()
# What changes something: where it is sent, what is sent, in which state it can be done, and whether an editor may.
ACTS = {
    "save": ("save/", {"title": "Taken"}, "draft", True),
    "save by its button": ("write/", {"title": "Taken", "then": "save"}, "draft", True),
    "bring a document": ("write/", {"then": "word-replace", "document": WORD}, "draft", True),
    "put a photo": ("save/", {"photo": PHOTO}, "draft", True),
    "put a picture in the essay": ("picture/", {"file": PHOTO, "alt": "A hive"}, "draft", True),
    "send a word": ("", {"do": "say", "words": "Hello."}, "draft", True),
    "submit": ("", {"do": "submit", "agreed": "1"}, "draft", True),
    "withdraw": ("", {"do": "withdraw", "words": "Why."}, "submitted", True),
    "resume": ("", {"do": "resume"}, "withdrawn", False),
    "approve": ("galley/", {"answer": "approve"}, "accepted", False),
    "object": ("galley/", {"answer": "object", "words": "Not so."}, "accepted", False),
    "correct": (
        "correct/",
        {"title": "Righted", "body": "<p>Bees.</p>", "name": "Amara", "reason": "So."},
        "published",
        False,
    ),
    "answer readers": ("answer/", {}, "published", False),
}


KEPT = (Submission, Post, Revision, Image, Move, Message, Correction, Galley, Licence, Link, Author, Book, Mail)


class Hand:
    """A browser and the key with which it goes to the desk."""

    def __init__(self, name: str, submission: Submission) -> None:
        self.client = Client()
        self.key = self._key(name, submission.guest)

    def _key(self, name: str, guest: Guest) -> str:
        link = Link.objects.for_mailing(guest)
        if name.startswith("their link"):
            return link.token
        if name == "an expired link":
            Link.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
            return link.token
        if name == "a replaced link":
            Link.objects.renew(guest)
            return link.token
        if name == "a revoked link":
            link.revoke(by=make_user(role="Editor"))
            return link.token
        if name == "a tampered link":
            return f"{link.pk + 1}.{link.token.partition('.')[2]}"
        if name == "a link signed for something else":
            return signing.Signer(salt="link pitch", sep=".").sign(f"{link.pk}.{link.nonce}")
        if name == "another guest's link":
            return Link.objects.for_mailing(make_guest(name="Somebody else")).token
        if "nobody" in name:
            return "mine" if "account" in name else f"of-{guest.pk}"
        return self._of_account(name, guest)

    def _of_account(self, name: str, guest: Guest) -> str:
        role = {"an editor": "Editor", "an author at their desk": "Author", "a moderator at their desk": "Moderator"}
        user = make_user(role=role.get(name, ""))
        make_author(user=user, is_guest=False)
        self.client.force_login(user, "accounts.backend.Backend")
        return "mine" if "own" in name else f"of-{guest.pk}"

    def get(self, submission: Submission, page: str):
        return self.client.get(f"/write/desk/{self.key}/{submission.pk}/{page}")

    def post(self, submission: Submission, page: str, said: dict):
        return self.client.post(f"/write/desk/{self.key}/{submission.pk}/{page}", files_in(said), headers=OURS)


def files_in(said: dict) -> dict:
    names = {PHOTO: "a.png", WORD: "essay.docx"}
    return {name: SimpleUploadedFile(names[of], of) if of in names else of for name, of in said.items()}


def in_state(status: str) -> Submission:
    submission = make_submission(status=status, title="On bees")
    if status == "accepted":
        submission.send_galley(by=make_user(role="Editor"))
    return submission


def everything(submission: Submission) -> tuple:
    """All that an act could change."""
    rows = [kind.objects.order_by("pk").values() for kind in KEPT]
    return tuple(str(list(each)) for each in rows)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", HANDS)
def test_who_sees_which_page(name: str, page: str):
    submission = in_state(PAGES[page])
    hand, before = Hand(name, submission), everything(submission)
    response = hand.get(submission, page)
    assert response.status_code == (HANDS[name] or 200)
    assert ("On bees" in response.text) == (HANDS[name] is None)
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]
    assert everything(submission) == before  # looking changes nothing


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", HANDS)
def test_who_may_do_what(name: str, act: str):
    page, said, status, may_editor = ACTS[act]
    submission = in_state(status)
    hand, before = Hand(name, submission), everything(submission)
    seen = submission.turn if "do" in said else submission.seen
    response = hand.post(submission, page, {"seen": seen, "edition": submission.edition} | said)
    may = HANDS[name] is None and (may_editor or name != "an editor")
    if act == "answer readers":
        assert ("byline_author" in response.cookies) == may
    else:
        assert (everything(submission) != before) == may
    assert may == (response.status_code in (200, 302)) or response.status_code == HANDS[name] == 302


@pytest.mark.parametrize("name", HANDS)
def test_who_may_begin_something_on_their_desk(name: str):
    submission = in_state("submitted")
    hand = Hand(name, submission)
    hand.client.post(f"/write/desk/{hand.key}/", {"begin": "1"}, headers=OURS)
    assert submission.guest.submissions.count() == (2 if HANDS[name] is None else 1)


@pytest.mark.parametrize("act", ACTS)
def test_another_sites_page_does_nothing(act: str):
    page, said, status, _may_editor = ACTS[act]
    submission = in_state(status)
    hand, before = Hand("their link", submission), everything(submission)
    address = f"/write/desk/{hand.key}/{submission.pk}/{page}"
    response = hand.client.post(address, files_in(said), headers={"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, everything(submission)) == (403, before)


def test_an_editors_session_is_borrowed_by_nobody(editor: User):
    submission = in_state("draft")
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, "accounts.backend.Backend")
    address, before = f"/write/desk/of-{submission.guest.pk}/{submission.pk}/", everything(submission)
    assert client.post(address, {"do": "submit", "agreed": "1"}, headers=OURS).status_code == 403
    assert everything(submission) == before
