from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from submissions.models import Guest, Link, Submission, Terms
from tests.blog.page import Page, words
from tests.factories import make_guest, make_submission, make_user
from tests.submissions.conftest import OURS, AtDesk

pytestmark = pytest.mark.django_db
SENTENCES = {
    "draft": ("Writing", "Go on writing. When it is done, send it to the editors."),
    "submitted": ("With the editors", "It has arrived, and an editor will read it. You need do nothing now."),
    "in_review": ("With the editors", "An editor is reading it. You need do nothing now."),
    "changes_requested": ("Your turn", "The editors ask for some changes."),
    "accepted": ("With the editors", "It is accepted. Before it appears you are shown the final page."),
    "published": ("Published", "Readers have it, under your name."),
    "declined": ("Put away", "We will not publish it. It stays yours."),
    "withdrawn": ("Put away", "You have taken it back."),
}


def shown(response) -> list[str]:
    return [words(node) for node in Page(response).of_class("lying")]


@pytest.mark.parametrize("status", SENTENCES)
def test_each_submission_says_where_it_is_and_what_comes_next(at: AtDesk, status: str):
    make_submission(guest=at.guest, status=status)
    place, sentence = SENTENCES[status]
    (said,) = shown(at.get())
    assert said.startswith(f"{place} On bees {sentence}")


def test_a_galley_is_their_turn(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest, status="scheduled")
    assert "It comes out on" in shown(at.get())[0]
    submission.send_galley(by=editor)
    assert shown(at.get()) == ["Your turn On bees The final page waits for your word. Look at the final page: On bees"]


def test_a_due_date_is_shown_while_it_matters(at: AtDesk):
    make_submission(guest=at.guest, due_on=date(2031, 5, 17))
    assert "due 17 May 2031" in shown(at.get())[0]


def test_what_waits_for_them_comes_first(at: AtDesk):
    make_submission(guest=at.guest, title="Mine to do")
    make_submission(guest=at.guest, title="Not mine", status="submitted")
    assert ["Mine to do" in said for said in shown(at.get())] == [True, False]


@pytest.mark.parametrize("number", [1, 20])
def test_it_costs_the_same_for_one_and_twenty(at: AtDesk, number: int, django_assert_num_queries):
    from blog.models import Site

    for _each in range(number):
        make_submission(guest=at.guest, status="accepted" if number == 1 else "draft")
    make_submission(guest=at.guest, status="accepted")
    Site.current()
    with django_assert_num_queries(6):
        assert len(shown(at.get())) == number + 1


def test_a_link_sets_no_cookie_and_nobody_keeps_its_pages(at: AtDesk):
    pk = make_submission(guest=at.guest).pk
    for page in ("", f"{pk}/", f"{pk}/write/", f"{pk}/preview/", f"{pk}/galley/", f"{pk}/correct/", "999/"):
        response = at.get(page)
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert 'rel="canonical"' not in response.text


def test_a_link_opens_the_desk_on_any_device(at: AtDesk):
    make_submission(guest=at.guest)
    assert shown(at.get()) == shown(AtDesk(at.guest, Client()).get())


# Links that open nothing


def test_an_expired_link_offers_a_new_one(at: AtDesk):
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = at.get()
    assert response.status_code == 410
    assert "Mail me a new link" in response.text
    Link.objects.update(made_at=timezone.now() - timedelta(days=181))
    answer = at.post("", {"renew": "1"})
    assert answer.status_code == 410
    assert "If this link was yours, a new one is on its way." in answer.text
    assert Mail.objects.get().to == "amara@example.org"
    assert f"/write/desk/{Link.objects.live().get().token}/" in str(Mail.objects.get().body)
    assert AtDesk(at.guest).get().status_code == 200


def test_at_most_one_an_hour_is_mailed_and_the_answer_is_the_same(at: AtDesk):
    Link.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=181))
    first = at.post("", {"renew": "1"}).text
    Link.objects.update(expires_at=timezone.now(), replaced_at=None)
    assert [at.post("", {"renew": "1"}).text for _press in range(3)] == [first] * 3
    assert Mail.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        at.post("", {"renew": "1"})
    assert Mail.objects.count() == 2


def test_a_guest_without_an_address_hears_the_same(at: AtDesk):
    Link.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=181))
    Guest.objects.update(email="")
    assert "a new one is on its way" in at.post("", {"renew": "1"}).text
    assert not Mail.objects.exists()


def test_of_a_revoked_link_nothing_is_offered(at: AtDesk, editor: User):
    Link.objects.get().revoke(by=editor)
    for response in (at.get(), at.post("", {"renew": "1"})):
        assert "Mail me a new link" not in response.text
    assert at.get().status_code == 403
    assert "An editor has closed this link" in at.get().text
    assert not Mail.objects.exists()


def test_a_replaced_link_says_so(at: AtDesk):
    Link.objects.renew(at.guest)
    assert at.get().status_code == 410
    assert "There is a newer link" in at.get().text


@pytest.mark.parametrize("key", ["nonsense", "1.x.y", "of-", "of-x", "mine ", "%00", "../admin", "1." + "9" * 400])
def test_an_unknown_link_opens_nothing(reader: Client, at: AtDesk, key: str):
    response = reader.get(f"/write/desk/{key}/")
    assert response.status_code in (302, 404)
    assert "Amara" not in response.text


def test_a_link_that_somebody_changed_opens_nothing(reader: Client, at: AtDesk):
    token = Link.objects.get().token
    other = Link.objects.for_mailing(make_guest())
    for changed in (token[:-1] + ("A" if token[-1] != "A" else "B"), token.replace(token[0], str(other.pk), 1)):
        response = reader.get(f"/write/desk/{changed}/")
        assert response.status_code == 404
        assert "This link opens nothing" in response.text


def test_one_guests_link_does_not_open_anothers_submission(at: AtDesk):
    others = make_submission(status="published").pk
    for page in ("", "write/", "preview/", "galley/", "correct/"):
        assert at.get(f"{others}/{page}").status_code == 404
    for page in ("", "write/", "save/", "picture/", "galley/", "correct/"):
        assert at.post(f"{others}/{page}", {"title": "Mine now", "do": "withdraw", "seen": "1.1"}).status_code == 404
    assert Submission.objects.get().title == "On bees"


def test_words_sent_to_a_dead_link_come_back(at: AtDesk, editor: User):
    submission = make_submission(guest=at.guest)
    Link.objects.get().revoke(by=editor)
    response = at.post(f"{submission.pk}/write/", {"title": "On bees", "body": "<p>All that I typed.</p>"})
    assert response.status_code == 403
    assert "&lt;p&gt;All that I typed.&lt;/p&gt;" in response.text


# Beginning


def test_they_begin_something_new_once(at: AtDesk):
    first, second = at.post("", {"begin": "1"}), at.post("", {"begin": "1"})
    submission = Submission.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"{at.root}{submission.pk}/write/"
    assert (submission.guest, submission.status, submission.name) == (at.guest, "draft", "Amara Quill")


def test_by_invitation_only_those_begin_who_were_published(at: AtDesk):
    Terms(takes_pitches=False).save()
    assert "Begin something new" not in at.get().text
    response = at.post("", {"begin": "1"})
    assert (response.status_code, Submission.objects.count()) == (403, 0)
    assert "Guests come by invitation alone just now." in response.text
    make_submission(guest=at.guest, status="published")
    assert "Begin something new" in at.get().text
    assert at.post("", {"begin": "1"}).status_code == 302


def test_another_sites_button_begins_nothing(at: AtDesk):
    assert at.post("", {"begin": "1"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Submission.objects.exists()


# By an account


def test_signing_in_leads_back(reader: Client, db):
    response = reader.get("/write/desk/mine/")
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/?next=/write/desk/mine/")


def test_looking_at_ones_own_desk_makes_no_guest(signed_in, outsider: User):
    page = signed_in(outsider).get("/write/desk/mine/")
    assert (page.status_code, Guest.objects.count()) == (200, 0)
    assert "Nothing lies here yet." in page.text


def test_an_account_begins_under_its_own_name(signed_in, outsider: User):
    client = signed_in(outsider)
    response = client.post("/write/desk/mine/", {"begin": "1"}, headers=OURS)
    submission = Submission.objects.get()
    assert response.headers["Location"] == f"/write/desk/mine/{submission.pk}/write/"
    assert (submission.guest.user, submission.name) == (outsider, "Eli Frost")
    assert submission.moves.get().is_by(submission.guest)


def test_what_they_wrote_before_they_had_an_account_can_be_theirs(signed_in, at: AtDesk):
    submission = make_submission(guest=at.guest)
    user = make_user(name="Amara", email="amara@example.org")
    client = signed_in(user)
    assert "You have written here before" not in client.get("/write/desk/mine/").text
    assert client.post("/write/desk/mine/", {"join": at.guest.pk}, headers=OURS).status_code in (302, 404)
    assert Guest.objects.get().user is None
    EmailAddress.objects.create(user=user, email="amara@example.org", verified=True, primary=True)
    page = client.get("/write/desk/mine/").text
    assert "You have written here before as Amara Quill (amara@example.org)." in page
    response = client.post("/write/desk/mine/", {"join": at.guest.pk}, headers=OURS, follow=True)
    assert [said.split(" Go on")[0] for said in shown(response)] == ["Writing On bees"]
    submission.refresh_from_db()
    assert submission.guest.user == user
    assert at.get().status_code in (403, 404)


# By an editor for a guest


def test_an_editor_is_told_whose_desk_it_is(signed_in, editor: User, at: AtDesk):
    make_submission(guest=at.guest)
    page = signed_in(editor).get(f"/write/desk/of-{at.guest.pk}/")
    assert page.status_code == 200
    assert "This is the desk of <strong>Amara Quill</strong>." in page.text


@pytest.mark.parametrize("role", ["", "Author", "Moderator"])
def test_nobody_else_opens_a_guests_desk(signed_in, at: AtDesk, role: str):
    response = signed_in(make_user(role=role)).get(f"/write/desk/of-{at.guest.pk}/")
    assert response.status_code == 403
    assert "Amara" not in response.text


@pytest.mark.parametrize("number", ["0", "x", "", "9" * 30, "-1", "1.5"])
def test_a_desk_of_nobody_is_not_found(signed_in, editor: User, number: str):
    assert signed_in(editor).get(f"/write/desk/of-{number}/").status_code == 404


def test_an_editor_begins_for_a_guest_who_mailed_their_text(signed_in, editor: User, at: AtDesk):
    signed_in(editor).post(f"/write/desk/of-{at.guest.pk}/", {"begin": "1"}, headers=OURS)
    submission = Submission.objects.get()
    assert (submission.guest, submission.moves.get().by) == (at.guest, editor)


def test_an_expired_link_promises_no_mail_where_there_is_no_address():
    at = AtDesk(make_guest())
    Guest.objects.update(email="")
    Link.objects.update(expires_at=timezone.now())
    page = at.get()
    assert (page.status_code, "ask the editor who gave you this link" in page.text) == (410, True)
    assert "Mail me a new link" not in page.text
