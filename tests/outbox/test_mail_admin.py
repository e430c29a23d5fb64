"""The outbox at the desk: what waits, leaves, has left, was stopped; and what can still be done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Mail
from tests.blog.page import Page
from tests.factories import make_user
from tests.outbox.test_put import invite

pytestmark = pytest.mark.django_db
OUTBOX = "/admin/outbox/mail/"


def shown(client: Client, view: str = "") -> list[str]:
    """The subjects in a view of the list."""
    page = Page(client.get(OUTBOX + view))
    return [" ".join(node.itertext()).strip() for node in page.of_class("mail__subject")]


def named(name: str, status: str = "waiting", **fields: object) -> Mail:
    mail = invite(name=name, to=f"{name.lower()}@example.org")
    Mail.objects.filter(pk=mail.pk).update(subject=name, status=status, **fields)
    return Mail.objects.get(pk=mail.pk)


def press(client: Client, mail: Mail, verb: str):
    return client.post(f"{OUTBOX}{mail.pk}/{verb}/", follow=True)


@pytest.fixture
def desk(signed_in, editor: User) -> Client:
    return signed_in(editor)


@pytest.mark.parametrize("role", ["", "Author", "Moderator"])
def test_who_does_not_keep_the_outbox_sees_nothing_of_it(signed_in, role: str):
    client, mail = signed_in(make_user(role=role)), named("Rosa")
    paths = [OUTBOX, f"{OUTBOX}{mail.pk}/change/", "/admin/outbox/wording/", "/admin/outbox/wording/notice/"]
    assert {client.get(path).status_code for path in paths} <= {302, 403, 404}
    for verb in ("stop", "send_now", "try_again"):
        client.post(f"{OUTBOX}{mail.pk}/{verb}/")
    client.post("/admin/outbox/wording/notice/", {"subject": "Mine", "body": "Mine"})
    client.post(f"{OUTBOX}{mail.pk}/change/", {"subject": "Mine", "body": "Mine"})
    after = Mail.objects.get(pk=mail.pk)
    assert (after.status, after.subject, after.leaves_at) == ("waiting", "Rosa", mail.leaves_at)
    assert "outbox/" not in client.get("/admin/").content.decode()


def test_each_view_shows_its_own(desk: Client):
    named("Later", leaves_at=timezone.now() + timedelta(hours=2))
    named("Soon", leaves_at=timezone.now() + timedelta(minutes=8, seconds=30))
    named("Leaving", "sending", claimed_at=timezone.now(), leaves_at=timezone.now())
    named("Gone", "sent", sent_at=timezone.now())
    named("Held", "stopped")
    named("Lost", "failed", tries=8, last_error="550 no such person", failing_since=timezone.now())
    assert shown(desk) == shown(desk, "?view=waiting") == shown(desk, "?view=nonsense")
    assert shown(desk) == ["Leaving", "Soon", "Later"]
    assert (shown(desk, "?view=sent"), shown(desk, "?view=stopped")) == (["Gone"], ["Held"])
    assert shown(desk, "?view=failed") == shown(desk, "?view=stuck") == ["Lost"]
    assert "leaves in 8\xa0minutes" in desk.get(OUTBOX).content.decode()
    assert "550 no such person" in desk.get(f"{OUTBOX}?view=failed").content.decode()


def test_it_is_searched_by_address(desk: Client):
    named("Rosa")
    named("Ines")
    assert shown(desk, "?q=rosa@example.org") == ["Rosa"]


def test_the_list_costs_the_same_however_long_it_is(desk: Client, django_assert_num_queries):
    named("Rosa")
    desk.get(OUTBOX)
    with django_assert_num_queries(8):
        desk.get(OUTBOX)
    for number in range(30):
        named(f"Guest{number}")
    with django_assert_num_queries(8):
        desk.get(OUTBOX)


def test_a_press_stops_it_and_says_who_did(desk: Client, editor: User):
    mail = named("Rosa")
    assert "It is stopped, and does not leave." in press(desk, mail, "stop").content.decode()
    assert shown(desk, "?view=stopped") == ["Rosa"]
    assert "stopped by Cleo Marsh" in desk.get(f"{OUTBOX}{mail.pk}/change/").content.decode()
    assert "That was too late" in press(desk, mail, "stop").content.decode()


def test_a_press_sends_it_now(desk: Client):
    mail = named("Rosa")
    press(desk, mail, "send_now")
    assert list(Mail.objects.due()) == [mail]


def test_a_press_tries_one_again_that_was_given_up(desk: Client):
    mail = named("Rosa", "failed", tries=8, last_error="550 no")
    press(desk, mail, "try_again")
    assert (list(Mail.objects.due()), Mail.objects.stuck().count()) == ([mail], 0)


def test_one_that_was_given_up_is_let_go(desk: Client):
    mail = named("Rosa", "failed", tries=8, last_error="550 no")
    assert "It is stopped, and does not leave." in press(desk, mail, "stop").text
    assert (Mail.objects.get().status, Mail.objects.stuck().count()) == ("stopped", 0)


def test_looking_does_nothing(desk: Client):
    mail = named("Rosa")
    for verb in ("stop", "send_now", "try_again"):
        desk.get(f"{OUTBOX}{mail.pk}/{verb}/")
    assert Mail.objects.get(pk=mail.pk).status == "waiting"


def test_a_mail_is_shown_as_it_will_look_and_amended(desk: Client, editor: User):
    mail = invite(words="Come <b>in</b>\nand stay")
    page = Page(desk.get(f"{OUTBOX}{mail.pk}/change/"))
    assert page.words("blockquote") == "Come <b>in</b>and stay"
    (button,) = page.of_class("act")
    assert (button[0].get("href"), button[0].text) == ("http://localhost:8000/here/", "Read it")
    desk.post(f"{OUTBOX}{mail.pk}/change/", {"subject": "Do\r\ncome", "body": "Dear Rosa,\r\n\r\ncome."})
    after = Mail.objects.get(pk=mail.pk)
    assert (after.subject, after.body, after.amended_by) == ("Do come", "Dear Rosa,\n\ncome.", editor)


def test_an_empty_text_is_not_taken(desk: Client):
    mail = named("Rosa")
    answer = desk.post(f"{OUTBOX}{mail.pk}/change/", {"subject": "Rosa", "body": " "})
    assert (answer.status_code, "errorlist" in answer.content.decode()) == (200, True)
    assert Mail.objects.get(pk=mail.pk).body == mail.body


def test_what_left_is_not_amended(desk: Client):
    mail = named("Rosa", "sent", sent_at=timezone.now())
    assert not Page(desk.get(f"{OUTBOX}{mail.pk}/change/")).has("textarea")
    answer = desk.post(f"{OUTBOX}{mail.pk}/change/", {"subject": "Other", "body": "Other"}, follow=True)
    assert "That was too late" in answer.content.decode()
    assert Mail.objects.get(pk=mail.pk).subject == "Rosa"


def test_nobody_adds_or_deletes_one_by_hand(desk: Client, signed_in):
    mail = named("Rosa")
    for client in (desk, signed_in(make_user(is_staff=True, is_superuser=True))):
        assert client.get(f"{OUTBOX}add/").status_code == 403
        assert client.post(f"{OUTBOX}{mail.pk}/delete/", {"post": "yes"}).status_code == 403
    assert desk.get(f"{OUTBOX}999/change/").status_code == 404
    assert Mail.objects.filter(pk=mail.pk).exists()
