"""The page that leads to all of somebody's account, and what is looked after from there."""

import re

import pytest
from allauth.core import context
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from accounts.adapter import AccountAdapter
from accounts.models import User
from accounts.templatetags.browsers import browser
from tests.accounts.codes import code_of_mail, give_app
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36"
PAGES = [
    *("", "email/", "password/change/", "2fa/", "2fa/webauthn/", "sessions/", "logout/", "leave/"),
    *("2fa/totp/activate/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"),
    *("2fa/webauthn/add/", "2fa/reauthenticate/", "reauthenticate/", "3rdparty/"),
]


@pytest.fixture
def rosa(db: None) -> User:
    return make_user(name="Rosa Lux", email="rosa@example.org")


@pytest.fixture
def at_home(signed_in, rosa: User) -> Client:
    """Rosa's browser, where she has just proven again who she is."""
    client = signed_in(rosa)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    return client


# The pages


def test_the_page_leads_everywhere(at_home: Client):
    page = at_home.get("/accounts/").text
    wanted = ["email/", "password/change/", "2fa/", "sessions/", "3rdparty/", "leave/", "logout/"]
    assert [address for address in wanted if f'"/accounts/{address}"' not in page] == []
    assert 'value="Rosa Lux"' in page
    assert "rosa@example.org · not proven yet" in page


def test_it_says_what_there_is(at_home: Client, rosa: User):
    give_app(rosa)
    rosa.emailaddress_set.create(email=rosa.email, verified=True, primary=True)
    page = at_home.get("/accounts/").text
    assert ("An app with codes." in page, "not proven yet" in page) == (True, False)


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_led_to_sign_in(reader: Client, db: None, address: str):
    answer = reader.get(f"/accounts/{address}")
    assert (answer.status_code, answer["Location"].partition("?")[0]) in [(302, "/accounts/login/"), (302, "/")]


@pytest.mark.parametrize("address", PAGES)
def test_no_cache_keeps_a_page_about_an_account(at_home: Client, rosa: User, address: str):
    give_app(rosa)
    said = at_home.get(f"/accounts/{address}")["Cache-Control"]
    assert {"no-store", "private"} <= {word.strip() for word in said.split(",")}


@pytest.mark.parametrize(
    "address", ["login/", "login/code/", "password/reset/", "signup/", "nowhere/", "password/set/"]
)
def test_no_cache_keeps_what_comes_before_either(reader: Client, db: None, address: str):
    said = reader.get(f"/accounts/{address}")["Cache-Control"]
    assert {"no-store", "private"} <= {word.strip() for word in said.split(",")}


@pytest.mark.parametrize("address", ["login/", "login/code/", "password/reset/", "inactive/"])
def test_no_page_leads_to_a_sign_up(reader: Client, db: None, address: str):
    assert "signup" not in reader.get(f"/accounts/{address}").text


# The name


def test_the_name_is_changed(at_home: Client, rosa: User):
    assert at_home.post("/accounts/", {"name": " Rosa Luxemburg "})["Location"] == "/accounts/"
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Luxemburg"


def test_nobody_is_without_a_name(at_home: Client, rosa: User):
    page = at_home.post("/accounts/", {"name": " "})
    assert (page.status_code, "This field is required." in page.text) == (200, True)
    rosa.refresh_from_db()
    assert rosa.name == "Rosa Lux"


def test_nothing_but_the_name_is_changed_there(at_home: Client, rosa: User):
    at_home.post("/accounts/", {"name": "Rosa", "email": "x@example.org", "is_staff": "on", "is_superuser": "on"})
    rosa.refresh_from_db()
    assert (rosa.email, rosa.is_staff, rosa.is_superuser) == ("rosa@example.org", False, False)


# The address


def change_to(client: Client, email: str):
    return client.post("/accounts/email/", {"action_add": "1", "email": email})


def confirm(client: Client):
    return client.post("/accounts/confirm-email/", {"code": code_of_mail(mail.outbox[-1])})


def test_a_new_address_takes_the_place_of_the_old_once_it_is_proven(at_home: Client, rosa: User):
    assert change_to(at_home, "New@example.org")["Location"] == "/accounts/confirm-email/"
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]
    rosa.refresh_from_db()
    assert (rosa.email, [kept.email for kept in rosa.emailaddress_set.all()]) == (
        "rosa@example.org",
        ["rosa@example.org"],
    )
    assert confirm(at_home)["Location"] == "/accounts/"
    rosa.refresh_from_db()
    assert (rosa.email, rosa.has_proven_address()) == ("new@example.org", True)
    assert [kept.email for kept in rosa.emailaddress_set.all()] == ["new@example.org"]


def test_the_old_address_is_told(at_home: Client, rosa: User):
    change_to(at_home, "new@example.org")
    confirm(at_home)
    told = mail.outbox[-1]
    assert (told.to, told.subject) == (["rosa@example.org"], "Your address at Byline has changed")


def test_one_that_is_not_proven_yet_opens_nothing(at_home: Client, reader: Client, rosa: User):
    change_to(at_home, "typo@example.org")
    reader.post("/accounts/login/code/", {"email": "typo@example.org"})
    assert "There is no account with this address." in mail.outbox[-1].body
    reader.post("/accounts/login/", {"login": "typo@example.org", "password": "a long password"})
    assert "_auth_user_id" not in reader.session


@pytest.mark.parametrize("is_proven", [True, False])
def test_somebody_elses_address_is_not_told_of_and_not_taken(at_home: Client, rosa: User, is_proven: bool):
    other = make_user(email="other@example.org")
    if is_proven:
        other.emailaddress_set.create(email=other.email, verified=True, primary=True)
    assert change_to(at_home, other.email)["Location"] == "/accounts/confirm-email/"
    assert "A user is already registered with this email address." in confirm(at_home).text
    assert set(User.objects.values_list("email", flat=True)) == {"rosa@example.org", "other@example.org"}


def test_an_address_is_changed_by_whoever_has_just_proven_who_they_are(signed_in, rosa: User):
    answer = change_to(signed_in(rosa), "new@example.org")
    assert (answer["Location"], mail.outbox) == ("/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F", [])


def test_the_address_that_there_is_can_be_proven(at_home: Client, rosa: User):
    at_home.get("/accounts/email/")
    at_home.post("/accounts/email/", {"action_send": "1", "email": rosa.email})
    confirm(at_home)
    assert rosa.has_proven_address()


@pytest.mark.parametrize("action", ["action_remove", "action_primary"])
def test_there_is_always_one_address(at_home: Client, rosa: User, action: str):
    at_home.get("/accounts/email/")
    at_home.post("/accounts/email/", {action: "1", "email": rosa.email})
    rosa.refresh_from_db()
    assert (rosa.email, rosa.emailaddress_set.count()) == ("rosa@example.org", 1)


def test_an_address_that_nobody_has_proven_keeps_nobody_out(reader: Client, rosa: User):
    rosa.emailaddress_set.create(email=rosa.email, primary=True)
    reader.post("/accounts/login/", {"login": rosa.email, "password": "a long password"})
    assert (reader.session["_auth_user_id"], mail.outbox) == (str(rosa.pk), [])


# The password


def test_a_password_is_changed_and_its_owner_told(at_home: Client, rosa: User):
    new = {"oldpassword": "a long password", "password1": "a longer password", "password2": "a longer password"}
    assert at_home.post("/accounts/password/change/", new)["Location"] == "/accounts/"
    rosa.refresh_from_db()
    assert rosa.check_password("a longer password")
    assert [(told.to, told.subject) for told in mail.outbox] == [
        (["rosa@example.org"], "Your password at Byline has changed")
    ]
    assert at_home.get("/accounts/").status_code == 200


def test_who_has_none_sets_one(signed_in, rosa: User):
    rosa.set_unusable_password()
    rosa.save()
    client = signed_in(rosa)
    assert '"/accounts/password/set/"' in client.get("/accounts/").text
    client.post("/accounts/password/set/", {"password1": "a longer password", "password2": "a longer password"})
    rosa.refresh_from_db()
    assert rosa.check_password("a longer password")


def test_who_has_no_password_is_not_asked_for_it(signed_in, rosa: User):
    rosa.set_unusable_password()
    rosa.save()
    client = signed_in(rosa)
    assert [client.get(f"/accounts/{address}").status_code for address in ("leave/", "2fa/totp/activate/")] == [
        200,
        200,
    ]


def test_a_password_is_known_also_where_there_is_no_address(rf, rosa: User):
    rosa.email = ""
    request = rf.post("/")
    with context.request_context(request):
        adapter = AccountAdapter(request)
        known = [adapter.reauthenticate(rosa, password) for password in ("a long password", "wrong")]
    assert known == [True, False]


# The sessions


def test_each_browser_is_listed_and_the_others_are_signed_out(reader: Client, stranger: Client, rosa: User):
    for client in (reader, stranger):
        credentials = {"login": rosa.email, "password": "a long password"}
        client.post("/accounts/login/", credentials, headers={"user-agent": CHROME})
    page = reader.get("/accounts/sessions/").text
    assert (page.count("Chrome on Linux"), page.count("This one")) == (2, 1)
    reader.post("/accounts/sessions/")
    assert [client.get("/accounts/").status_code for client in (reader, stranger)] == [200, 302]
    assert UserSession.objects.count() == 1


@pytest.mark.parametrize(
    ("user_agent", "called"),
    [
        (CHROME, "Chrome on Linux"),
        (f"{CHROME} Edg/144.0.0.0", "Edge on Linux"),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0", "Firefox on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.6 Safari/605.1.15", "Safari on macOS"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/144.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/144.0 Safari/537.36", "Chrome on Windows"),
        ("curl/8.14.1", "curl/8.14.1"),
        ("", "An unknown browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, called: str):
    assert browser(user_agent) == called


# The mails


@pytest.mark.django_db(transaction=True)  # allauth sends them when the change is committed
def test_each_change_is_told_of_in_the_sites_look(at_home: Client, rosa: User):
    give_app(rosa)
    at_home.post("/accounts/2fa/recovery-codes/generate/")
    at_home.post("/accounts/2fa/totp/deactivate/")
    new = {"oldpassword": "a long password", "password1": "a longer password", "password2": "a longer password"}
    at_home.post("/accounts/password/change/", new, headers={"user-agent": CHROME})
    assert [told.subject for told in mail.outbox] == [
        "New recovery codes for Byline",
        "No more codes for Byline",
        "Your password at Byline has changed",
    ]
    for told in mail.outbox:
        ((html, _kind),) = told.alternatives
        assert 'href="http://localhost:8000/accounts/"' in html
        assert "http://localhost:8000/accounts/\n\n-- \nByline" in told.body
    assert re.search(r"This was done on .+ with Chrome on Linux, from 127\.0\.0\.1\.", mail.outbox[-1].body)
