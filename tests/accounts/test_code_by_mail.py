"""A code that is mailed lets in, once, and tells nobody who has an account."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.codes import code_of_mail, give_app
from tests.factories import make_user, set_site

pytestmark = pytest.mark.django_db
CONFIRM = "/accounts/login/code/confirm/"


def ask(client: Client, email: str):
    return client.post("/accounts/login/code/", {"email": email})


def enter(client: Client, code: str):
    return client.post(CONFIRM, {"code": code})


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def without_what_varies(page: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*|[\w.]+@example.org', r"\1", page)


def test_the_code_lets_in(reader: Client, editor: User):
    ask(reader, "Cleo@example.org")
    assert [sent.to for sent in mail.outbox] == [["cleo@example.org"]]
    assert enter(reader, code_of_mail(mail.outbox[0]))["Location"] == "/"
    assert signed_in_as(reader) == str(editor.pk)


def test_the_code_may_be_typed_as_people_type(reader: Client, editor: User):
    ask(reader, editor.email)
    enter(reader, f" {code_of_mail(mail.outbox[0]).lower().replace('-', ' ')} ")
    assert signed_in_as(reader) == str(editor.pk)


def test_the_code_is_good_for_the_window_that_asked(reader: Client, stranger: Client, editor: User):
    ask(reader, editor.email)
    enter(stranger, code_of_mail(mail.outbox[0]))
    assert signed_in_as(stranger) is None


def test_the_code_is_good_once(reader: Client, editor: User):
    ask(reader, editor.email)
    code = code_of_mail(mail.outbox[0])
    enter(reader, code)
    reader.post("/accounts/logout/")
    enter(reader, code)
    assert signed_in_as(reader) is None


@pytest.mark.parametrize(("minutes", "is_in"), [(9, True), (11, False)])
def test_the_code_is_good_for_ten_minutes(reader: Client, editor: User, minutes: int, is_in: bool):
    with time_machine.travel("2026-05-03 12:00", tick=False) as clock:
        ask(reader, editor.email)
        clock.shift(minutes * 60)
        enter(reader, code_of_mail(mail.outbox[0]))
        assert (signed_in_as(reader) == str(editor.pk)) == is_in


def test_after_three_wrong_codes_it_is_good_no_more(reader: Client, editor: User):
    ask(reader, editor.email)
    for _try in range(3):
        enter(reader, "BBBB-BBBB")
    enter(reader, code_of_mail(mail.outbox[0]))
    assert signed_in_as(reader) is None


def test_no_page_tells_who_has_an_account(reader: Client, stranger: Client, editor: User):
    answers = []
    for client, email in ((reader, "cleo@example.org"), (stranger, "nobody@example.org")):
        asked = ask(client, email)
        page, wrong = client.get(CONFIRM), enter(client, "BBBB-BBBB")
        told = [(answer.status_code, without_what_varies(answer.text)) for answer in (page, wrong)]
        answers.append([(asked.status_code, asked["Location"]), *told])
    assert answers[0] == answers[1]


def test_who_has_no_account_is_told_so_by_mail_and_led_to_no_sign_up(reader: Client, db: None):
    ask(reader, "nobody@example.org")
    (sent,) = mail.outbox
    assert "There is no account with this address." in sent.body
    assert "signup" not in sent.body + sent.alternatives[0][0]


def test_an_account_that_was_closed_gets_none(reader: Client, editor: User):
    User.objects.update(is_active=False)
    ask(reader, editor.email)
    assert "There is no account with this address." in mail.outbox[0].body


def test_it_does_not_take_the_place_of_the_second_step(reader: Client, editor: User):
    give_app(editor)
    ask(reader, editor.email)
    assert enter(reader, code_of_mail(mail.outbox[0]))["Location"] == "/accounts/2fa/authenticate/"
    assert (signed_in_as(reader), reader.get("/admin/").status_code) == (None, 302)


def test_it_proves_the_address(reader: Client, editor: User):
    editor.emailaddress_set.create(email=editor.email, primary=True)
    ask(reader, editor.email)
    enter(reader, code_of_mail(mail.outbox[0]))
    assert editor.has_proven_address()


def test_who_asks_too_often_is_stopped_in_the_sites_look(reader: Client, editor: User):
    for _time in range(3):
        ask(Client(), editor.email)
    assert "Too many failed login attempts. Try again later." in ask(reader, editor.email).text
    assert len(mail.outbox) == 3


def test_the_mail_is_in_the_sites_name_and_look(reader: Client, editor: User):
    set_site(name="Smith & Weir")
    ask(reader, editor.email)
    (sent,) = mail.outbox
    ((html, kind),) = sent.alternatives
    assert (sent.subject, kind) == ("A code to sign in at Smith & Weir", "text/html")
    assert f'<p class="code">{code_of_mail(sent)}</p>' in html
    assert sent.body.startswith("This code lets you in at Smith & Weir, once.")


def test_nobody_may_try_passwords_without_end(db: None):
    make_user(email="rosa@example.org")
    answers = [
        Client().post("/accounts/login/", {"login": f"{n}@example.org", "password": "x"}, REMOTE_ADDR="203.0.113.9")
        for n in range(31)
    ]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert "Too much at once" in answers[-1].text
    assert "no-store" in answers[-1]["Cache-Control"]
