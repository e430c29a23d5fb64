"""The links of a submission, and what an editor decides of them."""

import pytest
from django.test import Client

from accounts.models import User
from submissions.models import Submission
from submissions.outbound import by_domain
from tests.factories import make_submission
from tests.submissions.reviewing import page_of, press

pytestmark = pytest.mark.django_db
A, B = "https://example.org/a", "https://www.example.org/b?x=1&y=2"
BODY = f'<p><a href="{A}">one</a> <a href="{B.replace("&", "&amp;")}">two</a> <a href="/about/">ours</a></p>'


@pytest.fixture
def client(editor: User, signed_in) -> Client:
    return signed_in(editor)


def found(submission: Submission) -> list[tuple]:
    submission = Submission.objects.for_reading().get(pk=submission.pk)
    return [(domain, [(one.address, one.is_new, one.rel) for one in links]) for domain, links in by_domain(submission)]


def rewrite(submission: Submission, body: str) -> None:
    submission.post.refresh_from_db()
    submission.post.body = body
    submission.post.save()


def test_all_that_lead_out_are_listed_by_domain():
    known = {
        "bio": "[Notes](https://notes.example.net)",
        "website": "https://example.org/me",
        "link_lines": f"Also {A}",
        "book_link": "https://books.example.com/1",
    }
    submission = make_submission(status="submitted", body=BODY, **known)
    assert found(submission) == [
        ("books.example.com", [("https://books.example.com/1", False, None)]),
        ("example.org", [(A, False, "nofollow"), ("https://example.org/me", False, None), (B, False, "nofollow")]),
        ("notes.example.net", [("https://notes.example.net", False, None)]),
    ]


def test_those_of_the_host_are_not_the_guests():
    submission = make_submission(status="submitted")
    submission.post.introduction = '<p><a href="https://host.example.org">ours</a></p>'
    submission.post.save()
    assert found(submission) == []


MARKS = [
    (["followed"], ""),
    (["sponsored"], "sponsored nofollow"),
    (["followed", "sponsored"], "sponsored"),
    ([], "nofollow"),
]


@pytest.mark.parametrize(("ticks", "rel"), MARKS)
def test_what_is_ticked_is_what_readers_get(ticks: list[str], rel: str, client: Client):
    submission = make_submission(status="submitted", body=BODY)
    press(client, submission, "links", listed=[A, B], **{tick: [B] for tick in ticks})
    assert found(submission) == [("example.org", [(A, False, "nofollow"), (B, False, rel)])]
    submission.post.refresh_from_db()
    mark = f'rel="{rel}" ' if rel else ""
    assert f'<a {mark}href="{B.replace("&", "&amp;")}">two</a>' in submission.post.body_html
    page = client.get(page_of(submission)).text
    ticked = [
        tick for tick in ("followed", "sponsored") if f'name="{tick}" value="{B.replace("&", "&amp;")}" c' in page
    ]
    assert ticked == ticks


def test_an_address_that_is_changed_is_new_and_not_vouched_for(client: Client):
    submission = make_submission(status="submitted", body=f'<p><a href="{A}">one</a></p>')
    press(client, submission, "links", listed=[A], followed=[A])
    rewrite(submission, '<p><a href="https://example.org/evil">one</a></p>')
    assert found(submission) == [("example.org", [("https://example.org/evil", True, "nofollow")])]
    assert '<a rel="nofollow" href="https://example.org/evil">' in submission.post.body_html


def test_what_its_author_put_in_after_changes_were_asked_for_is_new(client: Client):
    submission = make_submission(status="changes_requested", body=f'<p><a href="{A}">one</a></p>')
    submission.website = "https://new.example.org"
    submission.save()
    rewrite(submission, BODY)
    submission.submit(by=submission.guest)
    assert found(submission) == [
        ("example.org", [(A, False, "nofollow"), (B, True, "nofollow")]),
        ("new.example.org", [("https://new.example.org", True, None)]),
    ]
    assert client.get(page_of(submission)).text.count('class="is-new"') == 2


def test_what_the_page_did_not_show_is_not_decided(client: Client):
    submission = make_submission(status="submitted", body=BODY)
    press(client, submission, "links", listed=[A, B], followed=[A, B])
    press(client, submission, "links", listed=[A])
    assert found(submission) == [("example.org", [(A, False, "nofollow"), (B, False, "")])]


def test_what_is_not_in_the_essay_is_not_decided(client: Client):
    submission = make_submission(status="submitted", body=BODY)
    all_of_them = [A, f"{A}\0", "https://elsewhere.example/"]
    response = press(client, submission, "links", listed=all_of_them, followed=all_of_them)
    submission.post.refresh_from_db()
    assert (response.status_code, submission.post.link_rels) == (302, {A: ""})


def test_vouching_for_the_author_is_remembered_until_there_is_one(client: Client, editor: User):
    submission = make_submission(status="submitted", bio="[Notes](https://example.net)")
    press(client, submission, "links", followed=["author"])
    submission.refresh_from_db()
    submission.accept(by=editor)
    assert submission.author.links_followed is True
    press(client, submission, "links")
    submission.author.refresh_from_db()
    assert submission.author.links_followed is False
    assert 'rel="nofollow"' in submission.author.bio_html


@pytest.mark.parametrize("way", ["withdraw", "request_changes"])
def test_a_link_that_came_in_while_its_guest_had_it_is_new(way: str, editor: User):
    submission = make_submission(status="submitted", body=BODY)
    if way == "withdraw":
        submission.withdraw(by=submission.guest)
        submission.resume(by=submission.guest)
    else:
        submission.request_changes(by=editor, reason="More.")
        submission.withdraw(by=submission.guest)
        submission.resume(by=submission.guest)
    rewrite(submission, BODY + '<p><a href="https://casino.example/">three</a></p>')
    Submission.objects.update(website="https://casino.example/me")
    submission.refresh_from_db()
    submission.submit(by=submission.guest)
    assert [(one.address, one.is_new) for _domain, links in by_domain(submission) for one in links] == [
        ("https://casino.example/", True),
        ("https://casino.example/me", True),
        (A, False),
        (B, False),
    ]
    assert "body" in submission.changes_of_guest


@pytest.mark.parametrize(("ticks", "rel"), MARKS)
def test_those_of_the_author_and_their_book_may_be_paid_for(ticks: list[str], rel: str, client: Client, reader: Client):
    known = {"bio": f"[Notes]({A})", "website": A, "link_lines": f"Also {A}", "book_title": "Hives", "book_link": A}
    submission = make_submission(status="published", **known)
    press(client, submission, "links", **{tick: ["author"] for tick in ticks})
    mark = f' rel="{rel}"' if rel else ""
    page = reader.get("/on-bees/").text
    assert (page.count(f'<a{mark} href="{A}"'), page.count(f'href="{A}"')) == (4, 4)
    assert reader.get("/authors/amara-quill/").text.count(f'<a{mark} href="{A}"') == 4
    page = client.get(page_of(submission)).text
    assert [tick for tick in ("followed", "sponsored") if f'name="{tick}" value="author" c' in page] == ticks


def test_what_is_ticked_for_the_author_before_they_are_accepted_holds_after_it(client: Client, editor: User):
    submission = make_submission(status="submitted", website=A)
    press(client, submission, "links", sponsored=["author"])
    submission.refresh_from_db()
    submission.accept(by=editor)
    assert submission.author.rel == "sponsored nofollow"


def test_a_page_that_is_not_so_any_more_takes_back_no_tick(client: Client, second_editor: User):
    submission = make_submission(status="submitted", body=BODY)
    seen = submission.marks
    submission.mark_links(by=second_editor, rels={A: ""}, of_author="nofollow")
    page = press(client, submission, "links", listed=[A, B], sponsored=[B], seen=seen)
    assert (page.status_code, found(submission)) == (200, [("example.org", [(A, False, ""), (B, False, "nofollow")])])
    assert "Since you opened this page the links were marked otherwise" in page.text
    assert f'name="followed" value="{A}" checked' in page.text
    press(client, submission, "links", listed=[A, B], followed=[A], sponsored=[B])
    assert found(submission) == [("example.org", [(A, False, ""), (B, False, "sponsored nofollow")])]


def test_the_page_says_who_marked_what(client: Client):
    submission = make_submission(status="submitted", body=BODY)
    press(client, submission, "links", listed=[A, B], followed=[A])
    assert f"<strong>links marked</strong> · Cleo Marsh<br>followed: {A}</li>" in client.get(page_of(submission)).text
