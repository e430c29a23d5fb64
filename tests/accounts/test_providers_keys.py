"""Whose keys the site has, from the environment or from the admin, and what is offered with them."""

import pytest
from allauth.socialaccount.models import SocialApp
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.providers import NotOffered, Offer, begin, offer, offered
from accounts.providers.forms import free_key
from tests.accounts.signing_in import KEYS, asked, having, known_as, request_of, server
from tests.factories import make_user

__all__ = ["server"]
pytestmark = pytest.mark.django_db
ADD = "/admin/socialaccount/socialapp/add/"
PAIR = {"client_id": "an-id", "secret": "a-secret"}


@pytest.fixture
def owner(signed_in) -> Client:
    return signed_in(make_user(name="Owner", is_staff=True, is_superuser=True))


def keys_offered() -> list[str]:
    return [found.key for found in offered()]


def enter(client: Client, **fields: str) -> list[str]:
    """What the form says is wrong; nothing where it was taken."""
    answer = client.post(ADD, PAIR | {"which": "openid_connect"} | fields)
    if answer.status_code == 302:
        return []
    errors = answer.context["adminform"].form.errors
    return [str(error) for listed in errors.values() for error in listed]


def test_a_site_without_keys_offers_nobody():
    assert offered() == []


def test_those_of_whom_the_environment_has_keys_are_offered_in_their_order(settings):
    settings.SOCIALACCOUNT_PROVIDERS = having(dict.fromkeys(reversed(KEYS), ("id", "secret")))
    assert offered() == [
        Offer("wordpress", "WordPress.com", "img/providers/wordpress.svg", False),
        Offer("google", "Google", "img/providers/google.svg", False),
        Offer("x", "X", "img/providers/x.svg", False),
        Offer("facebook", "Facebook", "img/providers/facebook.svg", False),
    ]


def test_stand_ins_are_offered_as_such(server):
    assert {found.is_stand_in for found in offered()} == {True}


def test_what_is_offered_is_asked_of_the_database_once(owner, django_assert_num_queries):
    enter(owner, which="google")
    cache.clear()
    with django_assert_num_queries(1):
        assert [keys_offered() for _page in range(3)] == [["google"]] * 3


def test_keys_that_are_entered_are_offered_at_once_and_no_longer_when_they_are_deleted(
    owner, django_capture_on_commit_callbacks
):
    assert keys_offered() == []
    with django_capture_on_commit_callbacks(execute=True):
        assert enter(owner, which="x") == []
    assert keys_offered() == ["x"]
    with django_capture_on_commit_callbacks(execute=True):
        SocialApp.objects.get().delete()
    assert keys_offered() == []


@pytest.mark.parametrize("key", KEYS)
def test_somebody_signs_in_with_keys_that_were_entered(owner, reader: Client, server, settings, key: str):
    client_id, secret = server.client(key)
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert enter(owner, which=key, client_id=client_id, secret=secret) == []
    assert known_as(reader, key).account.provider == key


def test_the_environment_goes_before_the_admin(owner, reader: Client, settings):
    enter(owner, which="google")
    settings.SOCIALACCOUNT_PROVIDERS = having({"google": ("from-the-environment", "secret")})
    assert keys_offered() == ["google"]
    assert asked(begin(request_of(reader), "google"))["client_id"] == "from-the-environment"


def test_another_server_is_known_by_its_name_and_shown_last(owner, settings):
    assert enter(owner, name="The Guild", server="https://id.example.org/") == []
    assert enter(owner, name="The Guild", server="https://id.example.com") == []
    assert enter(owner, name="Google", server="https://id.example.net") == []
    enter(owner, which="facebook")
    cache.clear()
    assert keys_offered() == ["facebook", "google-2", "the-guild", "the-guild-2"]
    assert offer("the-guild") == Offer("the-guild", "The Guild", "img/providers/openid.svg", False)
    assert SocialApp.objects.get(provider_id="the-guild").settings == {
        "server_url": "https://id.example.org",
        "trusts_email": False,
    }


@pytest.mark.parametrize("name", ["Email", "Google", "OIDC"])
def test_another_server_is_never_known_as_what_means_something_else(name: str):
    """What it calls people would be taken for addresses that were proven by mail, or for Google's people."""
    assert free_key(name) == f"{name.lower()}-2"


def test_who_is_not_offered_is_not_found():
    with pytest.raises(NotOffered):
        offer("google")


# The form


def test_what_is_missing_is_said(owner):
    assert enter(owner, which="x", secret=" ") == ["Without the secret nobody can sign in there."]
    assert enter(owner, which="x", client_id="") == ["This field is required."]
    assert enter(owner) == ["Another server needs a name and an address."] * 2
    assert enter(owner, which="myspace", name="a", server="https://b.example")[0].startswith("Select a valid choice")
    assert not SocialApp.objects.exists()


def test_a_second_pair_is_refused(owner, settings):
    enter(owner, which="wordpress")
    assert enter(owner, which="wordpress") == ["There are keys of this provider already. Change those."]
    settings.SOCIALACCOUNT_PROVIDERS = having({"x": ("id", "secret")})
    assert enter(owner, which="x") == ["The environment has keys of this provider, and they would go before these."]


def test_in_production_a_server_speaks_https(owner, settings):
    plain = {"name": "The Guild", "server": "http://localhost:9000"}
    assert enter(owner, **plain) == []
    cache.clear()
    assert keys_offered() == ["the-guild"]
    settings.PRODUCTION = True
    assert enter(owner, **plain) == ["Passwords and names travel there: the address must begin with https://."]
    cache.clear()
    assert keys_offered() == []


def test_a_secret_is_not_shown_again_and_stays_where_none_is_typed(owner):
    enter(owner, which="google", secret="not-for-your-eyes")
    change = f"/admin/socialaccount/socialapp/{SocialApp.objects.get().pk}/change/"
    page = owner.get(change).content.decode()
    assert ("not-for-your-eyes" in page, "an-id" in page, "For another server only" in page) == (False, True, False)
    assert "http://localhost:8000/accounts/google/login/callback/" in page
    owner.post(change, {"client_id": "another-id", "secret": ""})
    assert SocialApp.objects.values_list("provider", "client_id", "secret").get() == (
        "google",
        "another-id",
        "not-for-your-eyes",
    )
    owner.post(change, {"client_id": "another-id", "secret": "newer"})
    assert SocialApp.objects.get().secret == "newer"


def test_nobody_but_those_who_may_do_everything_sees_keys(signed_in, editor: User):
    staff = make_user(role="Editor", name="Nosy", is_staff=True)
    for person in (editor, staff):
        assert signed_in(person).get(ADD).status_code == 403
        assert signed_in(person).get("/admin/socialaccount/socialapp/").status_code == 403
