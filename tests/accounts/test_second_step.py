"""The second step: an app, recovery codes, and keys as far as they go without a browser."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.accounts.codes import code_of_app, give_app
from tests.factories import make_user, set_site

pytestmark = pytest.mark.django_db
ACTIVATE = "/accounts/2fa/totp/activate/"
AUTHENTICATE = "/accounts/2fa/authenticate/"


@pytest.fixture
def at_home(signed_in, editor: User) -> Client:
    """The editor's browser, where they have just proven again who they are."""
    client = signed_in(editor)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    return client


def password(client: Client, user: User):
    return client.post("/accounts/login/", {"login": user.email, "password": "a long password"})


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_nobody_sets_one_up_who_has_not_just_proven_who_they_are(signed_in, editor: User):
    assert (
        signed_in(editor).get(ACTIVATE)["Location"] == f"/accounts/reauthenticate/?next={ACTIVATE.replace('/', '%2F')}"
    )


def test_the_page_draws_the_code_and_says_the_secret(at_home: Client):
    set_site(name="Smith & Weir")
    answer = at_home.get(ACTIVATE)
    secret = answer.context["form"].secret
    assert f'<code class="secret">{secret}</code>' in answer.text
    assert f'href="otpauth://totp/cleo%40example.org?secret={secret}&amp;issuer=Smith%20%26%20Weir"' in answer.text
    side, path = re.search(r'viewBox="0 0 (\d+) \1".*<path d="([^"]+)"', answer.text).groups()
    assert int(side) >= 21 + 8
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", path)
    assert [mark for mark in (" style=", "data:image", "http://www.w3.org") if mark in answer.text] == []


def test_an_app_is_set_up_with_the_code_it_shows(at_home: Client, editor: User):
    secret = at_home.get(ACTIVATE).context["form"].secret
    wrong = at_home.post(ACTIVATE, {"code": "000000"})
    assert "Incorrect code." in wrong.text
    assert at_home.post(ACTIVATE, {"code": code_of_app(secret)})["Location"] == "/accounts/2fa/recovery-codes/"
    assert {held.type for held in Authenticator.objects.filter(user=editor)} == {"totp", "recovery_codes"}


def test_the_password_alone_is_not_enough_then(reader: Client, editor: User):
    give_app(editor)
    assert password(reader, editor)["Location"] == AUTHENTICATE
    assert signed_in_as(reader) is None
    reader.post(AUTHENTICATE, {"code": code_of_app()})
    assert signed_in_as(reader) == str(editor.pk)


def test_a_code_is_taken_once(reader: Client, stranger: Client, editor: User):
    give_app(editor)
    code = code_of_app()
    for client in (reader, stranger):
        password(client, editor)
        client.post(AUTHENTICATE, {"code": code})
    assert (signed_in_as(reader), signed_in_as(stranger)) == (str(editor.pk), None)


def test_who_tries_codes_is_stopped(reader: Client, editor: User):
    give_app(editor)
    password(reader, editor)
    for number in range(5):
        reader.post(AUTHENTICATE, {"code": f"00000{number}"})
    assert "Too many failed login attempts." in reader.post(AUTHENTICATE, {"code": code_of_app()}).text
    assert signed_in_as(reader) is None


def test_a_recovery_code_is_taken_once(reader: Client, stranger: Client, editor: User):
    give_app(editor)
    spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for client in (reader, stranger):
        password(client, editor)
        client.post(AUTHENTICATE, {"code": spare})
    assert (signed_in_as(reader), signed_in_as(stranger)) == (str(editor.pk), None)


def test_a_new_password_by_mail_does_not_take_its_place(reader: Client, editor: User):
    give_app(editor)
    reader.post("/accounts/password/reset/", {"email": editor.email})
    link = re.search(r"http://testserver(\S+/key/\S+)", mail.outbox[0].body)[1]
    form = reader.get(link, follow=True).redirect_chain[-1][0]
    reader.post(form, {"password1": "quite another one", "password2": "quite another one"})
    assert signed_in_as(reader) is None
    assert reader.post("/accounts/login/", {"login": editor.email, "password": "quite another one"})["Location"] == (
        AUTHENTICATE
    )


def test_an_app_is_taken_away_and_its_recovery_codes_with_it(at_home: Client, editor: User):
    give_app(editor)
    at_home.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()


def test_codes_to_keep_are_a_file(at_home: Client, editor: User):
    give_app(editor)
    answer = at_home.get("/accounts/2fa/recovery-codes/download/")
    assert re.fullmatch(r"(\d{8}\n){10}\n?", answer.text)
    assert "no-store" in answer["Cache-Control"]


# Keys


def test_a_site_is_known_to_keys_by_its_name_and_address(reader: Client, db: None):
    answer = reader.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    options = answer.json()["request_options"]["publicKey"]
    assert (options["rpId"], options["userVerification"]) == ("testserver", "required")


NO_KEYS = [
    *("", "{", "null", "[]", "1", '""', "{}", '{"id": "x"}', '{"id": 1, "rawId": 1}'),
    '{"response": {"userHandle": "MQ"}}',
    '{"id": "AQ", "rawId": "AQ", "type": "public-key", "response": {}}',
    '{"id": "AQ", "rawId": "AQ", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"authenticatorData": "AQ", "signature": "AQ", "userHandle": "MQ"}, "clientExtensionResults": {}}',
    '{"id": "AQ", "rawId": "AQ", "type": "public-key", "response": {"clientDataJSON": "e30", '
    '"attestationObject": "AQ", "userHandle": null}, "clientExtensionResults": {}}',
]  # fmt: skip


@pytest.mark.parametrize("credential", NO_KEYS)
def test_what_is_no_key_opens_nothing_and_breaks_nothing(reader: Client, db: None, credential: str):
    make_user()
    reader.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = reader.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer["Location"], signed_in_as(reader)) == (302, "/accounts/login/", None)


@pytest.mark.parametrize("credential", NO_KEYS)
def test_what_is_no_key_is_no_second_step(reader: Client, editor: User, credential: str):
    give_app(editor)
    password(reader, editor)
    assert reader.post(AUTHENTICATE, {"credential": credential}).status_code == 200
    assert signed_in_as(reader) is None


@pytest.mark.parametrize("credential", NO_KEYS)
def test_what_is_no_key_is_not_added(at_home: Client, credential: str):
    at_home.get("/accounts/2fa/webauthn/add/")
    assert at_home.post("/accounts/2fa/webauthn/add/", {"name": "", "credential": credential}).status_code == 200
    assert not Authenticator.objects.exists()


# Those who run the site help whoever lost theirs, and read no secret


def test_an_owner_takes_away_what_was_lost_and_sees_no_secret(signed_in, editor: User):
    held = give_app(editor)
    owner = signed_in(User.objects.create_superuser("owner@example.org", "a long password", name="Owner"))
    page = owner.get(f"/admin/mfa/authenticator/{held.pk}/change/")
    assert (page.status_code, held.data["secret"] in page.text) == (200, False)
    assert owner.post(f"/admin/mfa/authenticator/{held.pk}/change/", {"data": "{}"}).status_code == 403
    owner.post(f"/admin/mfa/authenticator/{held.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.filter(pk=held.pk).exists()


def test_no_desk_shows_the_keys_that_open_sessions(signed_in, db: None):
    owner = signed_in(User.objects.create_superuser("owner@example.org", "a long password", name="Owner"))
    assert owner.get("/admin/usersessions/usersession/").status_code == 404
