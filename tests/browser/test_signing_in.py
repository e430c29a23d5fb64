"""Getting in and looking after one's account, in a browser, under the policy that the site ships."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.accounts.codes import code_of_app, code_of_mail, give_app
from tests.browser.test_accessible import SCHEMES, problems
from tests.factories import make_comment, make_post, make_user

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long password"
WITHOUT_SCRIPTS = {"java_script_enabled": False}


@pytest.fixture
def rosa(db: None) -> User:
    return make_user(name="Rosa Lux", email="rosa@example.org")


@pytest.fixture
def open_quiet(open_browser: Callable[..., Page]):
    """`open_quiet()`: a page whose console must have nothing to say in the end, such as what the policy refused."""
    said: list[str] = []

    def open_page(**options: object) -> Page:
        page = open_browser(**options)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        return page

    yield open_page
    assert said == []


def give_key(page: Page, **options: object) -> None:
    """Plug a key into this browser: one that knows its owner's finger, or as `options` say (WebAuthn, section 11)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    known = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    finger = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": finger | known | options})


def sign_in(page: Page, user: User, *, at: str = "/accounts/login/") -> None:
    page.goto(at)
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign Out").click()
    page.wait_for_url("**/")


def arrive(page: Page, path: str) -> None:
    """Wait for the page itself, not for one that was told to lead there."""
    page.wait_for_url(lambda address: urlsplit(address)[2:4] == (path, ""))


def is_in(page: Page) -> bool:
    page.goto("/")
    return page.get_by_role("link", name="Your account").count() == 1


def prove_it_is_you(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def set_up_app(page: Page) -> str:
    """Set up an app as somebody who is signed in does; returns its secret."""
    page.goto("/accounts/2fa/totp/activate/")
    prove_it_is_you(page)
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Authenticator code").fill(code_of_app(secret))
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_url("**/recovery-codes/")
    return secret


def add_key(page: Page, *, alone: bool = True) -> None:
    page.goto("/accounts/2fa/webauthn/add/")
    prove_it_is_you(page)
    page.get_by_label("Sign in with it alone").set_checked(alone)
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")


# Without JavaScript


def test_a_mailed_code_lets_in_without_javascript(open_quiet, rosa: User):
    page = open_quiet(**WITHOUT_SCRIPTS)
    page.goto("/accounts/login/?next=/archive/")
    page.get_by_role("link", name="Mail me a code").click()
    page.get_by_label("Email").fill(rosa.email)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").fill(code_of_mail(mail.outbox[0]))
    page.get_by_role("button", name="Sign in").click()
    arrive(page, "/archive/")
    assert is_in(page)


def test_an_app_is_set_up_and_asked_for_without_javascript(open_quiet, rosa: User):
    page = open_quiet(**WITHOUT_SCRIPTS)
    sign_in(page, rosa)
    secret = set_up_app(page)
    spare = page.locator(".codes code").first.inner_text()
    sign_out(page)
    sign_in(page, rosa, at="/accounts/login/?next=/archive/")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Incorrect code.")).to_be_visible()
    page.get_by_label("Code").fill(code_of_app(secret, steps_ahead=1))
    page.get_by_role("button", name="Sign in").click()
    arrive(page, "/archive/")
    sign_out(page)
    sign_in(page, rosa)
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Sign in").click()
    arrive(page, "/")
    assert is_in(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_passkey_is_offered_only_where_it_can_be_used(open_quiet, db: None, scripts: bool):
    page = open_quiet(java_script_enabled=scripts)
    page.goto("/accounts/login/")
    expect(page.locator("#passkey-login")).to_be_visible(visible=scripts)


def test_a_page_that_needs_javascript_says_so(open_quiet, rosa: User):
    page = open_quiet(**WITHOUT_SCRIPTS)
    sign_in(page, rosa)
    page.goto("/accounts/2fa/webauthn/add/")
    prove_it_is_you(page)
    expect(page.get_by_text("Keys need JavaScript, and a browser that knows them.")).to_be_visible()
    expect(page.get_by_role("button", name="Add it")).not_to_be_visible()


# Keys


def test_a_passkey_alone_lets_in(open_quiet, rosa: User):
    page = open_quiet()
    give_key(page)
    sign_in(page, rosa)
    add_key(page)
    sign_out(page)
    page.goto("/accounts/login/?next=/archive/")
    page.get_by_role("button", name="Use a passkey").click()
    arrive(page, "/archive/")
    assert is_in(page)


def test_a_key_is_the_second_step_after_a_password(open_quiet, rosa: User):
    page = open_quiet()
    give_key(page)
    sign_in(page, rosa)
    add_key(page, alone=False)
    sign_out(page)
    sign_in(page, rosa, at="/accounts/login/?next=/archive/")
    page.get_by_role("button", name="Use the key").click()
    arrive(page, "/archive/")
    assert is_in(page)


def test_a_key_proves_again_who_somebody_is(open_quiet, rosa: User):
    page = open_quiet()
    give_key(page)
    sign_in(page, rosa)
    add_key(page)
    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/archive/")
    page.get_by_role("button", name="Use the key").click()
    arrive(page, "/archive/")
    page.goto("/accounts/2fa/webauthn/add/")
    assert page.get_by_label("Sign in with it alone").count() == 1  # nothing more is asked for


def test_a_key_that_does_not_know_its_owner_is_refused_in_a_sentence(open_quiet, rosa: User):
    page = open_quiet()
    give_key(page, isUserVerified=False)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That did not work. Try again, or take another way.")).to_be_visible(timeout=15_000)


def test_a_key_is_named_and_taken_away(open_quiet, rosa: User):
    page = open_quiet()
    give_key(page)
    sign_in(page, rosa)
    add_key(page)
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Rename").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()
    page.get_by_role("link", name="Take away").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert not Authenticator.objects.exists()


# The account


def test_somebody_signs_out_elsewhere(open_quiet, rosa: User):
    here, elsewhere = open_quiet(), open_quiet()
    sign_in(elsewhere, rosa)
    sign_in(here, rosa)
    here.goto("/accounts/sessions/")
    here.get_by_role("button", name="Sign out everywhere else").click()
    expect(here.get_by_text("Signed out of all other sessions.")).to_be_visible()
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_somebody_leaves(open_quiet, rosa: User):
    comment = make_comment(post=make_post(title="On bees"), user=rosa, name="Rosa Lux", body="They hum.")
    page = open_quiet()
    sign_in(page, rosa)
    page.goto("/accounts/")
    page.get_by_role("link", name="Delete the account").click()
    prove_it_is_you(page)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", name="Your account is deleted")).to_be_visible()
    page.goto("/on-bees/")
    expect(page.locator(f"#{comment.anchor} .who")).to_have_text("Anonymous")
    assert not User.objects.filter(pk=rosa.pk).exists()


# Everybody


def pages_of_strangers(page: Page):
    """Opens each page that is there before somebody is in, and says its name."""
    for name in (
        "login",
        "login/code",
        "password/reset",
        "password/reset/done",
        "password/reset/key/1-abc",
        "inactive",
    ):
        page.goto(f"/accounts/{name}/")
        yield name
    page.goto("/accounts/login/code/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_role("button", name="Mail me a code").click()
    yield "code"
    page.get_by_label("Code").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    yield "wrong code"


def pages_of_an_account(page: Page, user: User):
    """Opens each page that looks after an account, first without and then with a second step."""
    sign_in(page, user)
    for name in ("", "email", "password/change", "2fa", "sessions", "logout"):
        page.goto(f"/accounts/{name}/".replace("//", "/"))
        yield f"account {name}"
    page.goto("/accounts/leave/")
    yield "reauthenticate"
    prove_it_is_you(page)
    yield "leave"
    page.goto("/accounts/email/")
    page.get_by_label("Email").fill("new@example.org")
    page.get_by_role("button", name="Change the address").click()
    yield "code for an address"
    page.goto("/accounts/2fa/totp/activate/")
    yield "app"
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Set it up").click()
    yield "app, wrong code"
    give_app(user)
    page.goto("/accounts/2fa/webauthn/add/")
    yield "add a key"
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/2fa/")
    key = Authenticator.objects.get(type="webauthn").pk
    for name in ("", "totp/deactivate", "recovery-codes", "recovery-codes/generate", "webauthn", "reauthenticate"):
        page.goto(f"/accounts/2fa/{name}/".replace("//", "/"))
        yield f"with a second step {name}"
    for name in (f"keys/{key}/edit", f"keys/{key}/remove", "reauthenticate"):
        page.goto(f"/accounts/2fa/webauthn/{name}/")
        yield f"key {name.replace(str(key), '')}"
    sign_out(page)
    sign_in(page, user)
    yield "second step"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_for_everybody(open_browser, rosa: User, scheme: str):
    stranger, page = open_browser(color_scheme=scheme), open_browser(color_scheme=scheme)
    give_key(page)
    found = {name: problems(stranger) for name in pages_of_strangers(stranger)}
    found |= {name: problems(page) for name in pages_of_an_account(page, rosa)}
    assert {name: said for name, said in found.items() if said} == {}


def test_the_policy_refuses_nothing_on_any_page(open_quiet, rosa: User):
    stranger, page = open_quiet(), open_quiet()
    give_key(page)
    seen = [*pages_of_strangers(stranger), *pages_of_an_account(page, rosa)]
    assert (seen[0], seen[-1]) == ("login", "second step")
