"""STAFF_MFA: staff do nothing here without a second step, however they came in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from blog.models import Post
from comments.models import Comment
from config.second_step import STEPS
from tests.accounts.codes import code_of_app, code_of_mail, give_app
from tests.comments.sending import send
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db
SET_UP = "/accounts/2fa/"
TAKE = "/accounts/2fa/reauthenticate/"
STAFF_PAGES = [
    *("/admin/", "/admin/login/", "/admin/login/?next=/admin/", "/admin/logout/", "/admin/password_change/"),
    *("/admin/password_change/done/", "/admin/jsi18n/", "/admin/autocomplete/", "/admin/r/1/1/", "/admin/nowhere/"),
    *("/admin/blog/post/", "/admin/comments/comment/", "/admin/accounts/user/", "/admin/blog", "/", "/search/"),
]


@pytest.fixture(autouse=True)
def staff_need_it(settings) -> None:
    settings.STAFF_MFA = True


def with_a_password(client: Client, user: User) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": "a long password"})


def with_a_mailed_code(client: Client, user: User) -> None:
    client.post("/accounts/login/code/", {"email": user.email})
    client.post("/accounts/login/code/confirm/", {"code": code_of_mail(mail.outbox[-1])})


def with_a_new_password(client: Client, user: User) -> None:
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(\S+/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quite another one", "password2": "quite another one"})
    client.post("/accounts/login/", {"login": user.email, "password": "quite another one"})


def with_a_session_from_before(client: Client, user: User) -> None:
    client.force_login(user, "accounts.backend.Backend")


def by_the_admins_own_door(client: Client, user: User) -> None:
    client.post("/admin/login/", {"username": user.email, "password": "a long password"})
    with_a_password(client, user)


DOORS = [
    with_a_password,
    with_a_mailed_code,
    with_a_new_password,
    with_a_session_from_before,
    by_the_admins_own_door,
]


def where(client: Client, address: str, method: str = "get") -> str:
    answer = getattr(client, method)(address)
    return answer.get("Location", str(answer.status_code)).partition("?")[0]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_has_none_is_led_to_set_one_up(reader: Client, editor: User, door, method: str):
    door(reader, editor)
    assert {address: where(reader, address, method) for address in STAFF_PAGES} == dict.fromkeys(STAFF_PAGES, SET_UP)


@pytest.mark.parametrize("door", [with_a_password, with_a_mailed_code, by_the_admins_own_door])
def test_whoever_has_one_is_not_in_before_it_is_taken(reader: Client, editor: User, door):
    give_app(editor)
    door(reader, editor)
    assert where(reader, "/admin/") == "/admin/login/"
    assert where(reader, "/admin/login/?next=/admin/") == "/accounts/login/"
    reader.post("/accounts/2fa/authenticate/", {"code": code_of_app()})
    assert reader.get("/admin/").status_code == 200


def test_a_session_that_has_not_taken_it_is_asked_for_it_and_for_nothing_less(signed_in, editor: User):
    client = signed_in(editor)
    give_app(editor)
    assert {address: where(client, address) for address in STAFF_PAGES} == dict.fromkeys(STAFF_PAGES, TAKE)
    away = [
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/email/",
        "/accounts/reauthenticate/",
    ]
    assert {address: where(client, address, "post") for address in away} == dict.fromkeys(away, TAKE)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    assert where(client, "/admin/") == TAKE
    assert client.post(f"{TAKE}?next=/admin/", {"code": code_of_app(), "next": "/admin/"})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of it when it is committed
def test_it_is_set_up_and_then_everything_is_open(signed_in, editor: User):
    client = signed_in(editor)
    page = client.get("/admin/", follow=True)
    assert "Those who work on this site need a second step to sign in. Set one up to go on." in page.text
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of_app(secret)})
    assert client.get("/admin/").status_code == 200


def test_it_is_set_up_also_by_staff_who_have_no_password(signed_in, editor: User):
    editor.set_unusable_password()
    editor.save()
    client = signed_in(editor)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200


def test_taking_it_away_closes_the_door_again(signed_in, editor: User):
    client = signed_in(editor)
    give_app(editor)
    client.post(TAKE, {"code": code_of_app()})
    client.post("/accounts/2fa/totp/deactivate/")
    assert where(client, "/admin/") == SET_UP
    assert not Authenticator.objects.filter(type__in=STEPS).exists()


def test_recovery_codes_alone_are_no_second_step(signed_in, editor: User):
    client = signed_in(editor)
    give_app(editor)
    client.post(TAKE, {"code": code_of_app()})
    Authenticator.objects.filter(type="totp").delete()
    assert where(client, "/admin/") == SET_UP


def test_somebody_else_in_the_same_browser_has_not_taken_it(signed_in, editor: User, moderator: User):
    client = signed_in(editor)
    give_app(editor)
    client.post(TAKE, {"code": code_of_app()})
    client.force_login(moderator, "accounts.backend.Backend")
    assert where(client, "/admin/") == SET_UP


def test_nobody_locks_themselves_out(signed_in, editor: User):
    client = signed_in(editor)
    for address in ("", "2fa/", "email/", "password/change/", "sessions/", "logout/"):
        assert client.get(f"/accounts/{address}").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert client.get("/").status_code == 200


def test_what_a_page_is_made_of_is_not_held_back(signed_in, editor: User):
    client = signed_in(editor)
    assert client.get(reverse("manifest")).status_code == 200
    assert client.get(reverse("accent", args=["8f2f1c", "e3a07f"])).status_code == 200


def test_staff_say_and_do_nothing_meanwhile(signed_in, editor: User, post: Post):
    comment = make_comment(post=post, status="pending")
    client = signed_in(editor)
    send(client, post)
    client.post(reverse("admin:comments_comment_approve", args=[comment.pk]))
    assert [(kept.pk, kept.status) for kept in Comment.objects.all()] == [(comment.pk, "pending")]


def test_readers_are_asked_for_nothing(reader: Client, signed_in, post: Post):
    assert signed_in(make_user()).get("/on-bees/").status_code == 200
    answer = reader.get("/on-bees/")
    assert (answer.status_code, answer.get("Vary", "")) == (200, "Accept-Encoding")


def test_where_it_is_off_nothing_is_asked_of_anybody(signed_in, editor: User, settings):
    settings.STAFF_MFA = False
    assert signed_in(editor).get("/admin/").status_code == 200
