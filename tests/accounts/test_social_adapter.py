"""Whose account it is that somebody comes into from a provider: their own, and never another's."""

from dataclasses import replace

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import Identity, User
from blog.models import Post
from comments.models import Comment
from standins import Person, Server
from tests.accounts.signing_in import KEYS, another, chosen, consent, having, server, sign_in
from tests.comments.sending import send
from tests.factories import make_author, make_user
from tests.standins.walking import INES, MARTA, WREN

__all__ = ["server"]
pytestmark = pytest.mark.django_db
ADDRESS = "marta@people.example"
TELL = ["wordpress", "google", "x"]  # whether an address is proven
OURS = "The address that you are known by there belongs to somebody who works on this site."


def who(client: Client) -> User | None:
    return User.objects.filter(pk=client.session.get("_auth_user_id")).first()


def play(server: Server, email: str | None, **said: object) -> str:
    """Let somebody of this address be known at all providers; returns their handle."""
    person = Person("nora_who_is_invented", "Nora Ilves", email)
    server.stage.people = [replace(person, **said)]
    return person.handle


def with_address(email: str = ADDRESS, *, proven: bool = True, **given: object) -> User:
    user = make_user(email=email, **given)
    user.emailaddress_set.create(email=email.lower(), verified=proven, primary=True)
    return user


def come_anew(client: Client, key: str, person: str, *, besides: User) -> User:
    """Somebody signs in, and it is nobody who was there before."""
    sign_in(client, key, person)
    came = who(client)
    assert came
    assert came != besides
    return came


# An address that is not proven joins nothing


@pytest.mark.parametrize("key", KEYS)
def test_an_unproven_address_opens_nobodys_account_and_is_not_kept(reader: Client, server: Server, key: str):
    wren = with_address("wren@people.example")
    came = come_anew(reader, key, WREN, besides=wren)
    assert (came.email, came.emailaddress_set.count(), wren.identities.count()) == (None, 0, 0)


def test_facebook_proves_no_address_at_all(reader: Client, server: Server):
    marta = with_address()
    assert come_anew(reader, "facebook", MARTA, besides=marta).email is None


@pytest.mark.parametrize("trusted", [False, True])
def test_another_server_proves_addresses_only_where_the_site_takes_its_word(
    reader: Client, server: Server, settings, trusted: bool
):
    settings.SOCIALACCOUNT_PROVIDERS = having({}, another(server, trusted=trusted))
    marta = with_address()
    sign_in(reader, "oidc")
    assert (who(reader) == marta) is trusted


@pytest.mark.parametrize("key", TELL)
def test_an_address_that_was_taken_back_is_proven_no_more(reader: Client, server: Server, key: str):
    marta = with_address()
    with server.failing(email_is_unverified=True):
        assert come_anew(reader, key, MARTA, besides=marta).email is None


# A proven address joins whoever proved it here


@pytest.mark.parametrize("key", TELL)
def test_whoever_proved_the_same_address_here_is_the_same_person(reader: Client, server: Server, key: str):
    marta = with_address()
    sign_in(reader, key)
    assert who(reader) == marta
    assert [(one.provider, one.name) for one in marta.identities.all()] == [(key, "Marta Hollis")]
    assert User.objects.get(pk=marta.pk).commenting_as == marta.identities.get()


@pytest.mark.parametrize("key", TELL)
def test_an_address_that_was_only_typed_here_is_joined_by_nobody(reader: Client, server: Server, key: str):
    for proof in (None, False):
        User.objects.all().delete()
        typed = make_user(email=ADDRESS) if proof is None else with_address(proven=proof)
        assert come_anew(reader, key, MARTA, besides=typed).email is None


@pytest.mark.parametrize("proven", [True, False])
def test_a_second_address_of_an_account_counts_where_it_was_proven(reader: Client, server: Server, proven: bool):
    user = with_address("first@people.example")
    user.emailaddress_set.create(email=ADDRESS, verified=proven)
    sign_in(reader, "google")
    assert (who(reader) == user, User.objects.get(pk=user.pk).email) == (proven, "first@people.example")


def test_the_one_who_proved_it_is_joined_also_where_another_has_it_typed(reader: Client, server: Server):
    typed = make_user(email=ADDRESS)
    proved = with_address("first@people.example")
    proved.emailaddress_set.create(email=ADDRESS, verified=True)
    sign_in(reader, "google")
    assert (who(reader), typed.identities.count()) == (proved, 0)


def test_a_closed_account_is_not_joined(reader: Client, server: Server):
    closed = with_address(is_active=False)
    assert come_anew(reader, "google", MARTA, besides=closed).email is None


def test_a_closed_account_is_not_opened_by_the_identity_that_it_has(reader: Client, server: Server):
    sign_in(Client(), "google")
    User.objects.update(is_active=False)
    answer = reader.get(chosen(consent(reader, "google", "/on-bees/")))
    assert (who(reader), answer["Location"]) == (None, "/on-bees/?trouble=closed")
    assert User.objects.count() == 1


# Who may do more than comment is joined by nobody


def staff() -> User:
    return with_address(role="Moderator")


def superuser() -> User:
    return with_address(is_superuser=True)


def an_author() -> User:
    user = with_address()
    make_author(user=user)
    return user


def staff_without_proof() -> User:
    return make_user(email=ADDRESS, role="Editor")


def staff_by_a_second_address() -> User:
    user = make_user(role="Editor")
    user.emailaddress_set.create(email=ADDRESS, verified=True)
    return user


def staff_beside_a_reader_who_has_it_typed() -> User:
    make_user(email=ADDRESS)
    return staff_by_a_second_address()


OF_THE_SITE = [
    staff,
    superuser,
    an_author,
    staff_without_proof,
    staff_by_a_second_address,
    staff_beside_a_reader_who_has_it_typed,
]


@pytest.mark.parametrize("key", TELL)
@pytest.mark.parametrize("make", OF_THE_SITE)
def test_nobody_comes_into_an_account_of_the_sites_own_people(reader: Client, server: Server, key: str, make):
    own = make()
    accounts = User.objects.count()
    answer = reader.get(chosen(consent(reader, key, "/on-bees/")))
    assert (who(reader), answer["Location"]) == (None, "/on-bees/?trouble=ours")
    assert (own.identities.count(), SocialAccount.objects.count(), User.objects.count()) == (0, 0, accounts)


def test_they_are_told_why(reader: Client, server: Server):
    staff()
    assert OURS in sign_in_from_the_page(reader).text


def test_they_add_it_where_they_are_signed_in(signed_in, server: Server):
    own = staff()
    client = signed_in(own)
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    page = client.post("/accounts/add/google/")
    client.get(chosen(page.context["address"]))
    assert [(one.provider, one.user) for one in Identity.objects.all()] == [("google", own)]
    other = Client()
    sign_in(other, "google")
    assert who(other) == own


def sign_in_from_the_page(client: Client):
    page = client.post("/accounts/with/google/")
    return client.get(chosen(page.context["address"]), follow=True)


# The same person again


def test_the_same_person_at_a_second_provider_comes_into_the_same_account(reader: Client, server: Server):
    for key in TELL:
        sign_in(Client(), key)
    user = User.objects.get()
    assert ([one.provider for one in user.identities.all()], user.email) == (TELL, ADDRESS)


def test_without_an_address_each_provider_opens_an_account_of_its_own(server: Server):
    for key in KEYS:
        sign_in(Client(), key, INES)
    assert [user.email for user in User.objects.all()] == [None] * 4


def test_whose_address_changed_there_is_who_they_were(reader: Client, server: Server):
    sign_in(Client(), "google", play(server, "nora@people.example"))
    nora = User.objects.get()
    other = with_address("moved@people.example")
    sign_in(reader, "google", play(server, "moved@people.example"))
    assert (who(reader), User.objects.get(pk=nora.pk).email) == (nora, "nora@people.example")
    assert other.identities.count() == 0


def test_an_address_that_went_over_to_the_staff_still_opens_the_readers_own_account(reader: Client, server: Server):
    sign_in(Client(), "google", play(server, "nora@people.example"))
    nora = User.objects.get()
    nora.email = None
    nora.save()
    make_user(email="nora@people.example", role="Editor")
    sign_in(reader, "google", "nora_who_is_invented")
    assert who(reader) == nora


def test_whoever_left_begins_anew(reader: Client, server: Server, post: Post):
    sign_in(reader, "google")
    send(reader, post, body="From before.")
    Comment.objects.get().approve(by=None)
    first = who(reader)
    gone = first.pk
    first.leave(by=first)
    again = Client()
    sign_in(again, "google")
    assert who(again).pk != gone
    assert Comment.objects.filter(user=who(again)).count() == 0
    send(again, post, body="Anew.", identity=who(again).commenting_as_id)
    assert Comment.objects.get(body="Anew.").status == "pending"


def test_an_identity_that_another_account_has_is_not_added_to_a_second(signed_in, server: Server, outsider: User):
    sign_in(Client(), "google")
    first = Identity.objects.get().user
    client = signed_in(outsider)
    client.get(chosen(consent_to_add(client)))
    assert (Identity.objects.get().user, outsider.identities.count()) == (first, 0)


def consent_to_add(client: Client) -> str:
    client.post("/accounts/reauthenticate/", {"password": "a long password"})
    return client.post("/accounts/add/google/").context["address"]


def test_adding_takes_no_address_over(signed_in, server: Server, outsider: User):
    client = signed_in(outsider)
    client.get(chosen(consent_to_add(client)))
    assert list(outsider.emailaddress_set.values_list("email", flat=True)) == []
    assert User.objects.get(pk=outsider.pk).email == "eli@example.org"
