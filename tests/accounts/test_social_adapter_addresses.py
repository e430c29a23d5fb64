"""Addresses that look like another's, or like one at all."""

import pytest
from django.test import Client

from accounts.models import User
from standins import Server
from tests.accounts.signing_in import server, sign_in
from tests.accounts.test_social_adapter import TELL, come_anew, play, who, with_address

__all__ = ["server"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("email", ["MARTA@People.Example", "Marta@people.example"])
def test_case_makes_no_difference(reader: Client, server: Server, email: str):
    marta = with_address()
    sign_in(reader, "google", play(server, email))
    assert who(reader) == marta


UNLIKE = [
    "m.arta@people.example",
    "marta+news@people.example",
    "marta@people.example.",
    "marta@people.example ",
    " marta@people.example",
    "marta@people.example\n",
    "marta@people.example,else@people.example",
    "m\u0430rta@people.example",  # Cyrillic а
    "mart\uff41@people.example",  # fullwidth
    "marta@people\u3002example",
    "marta\u200b@people.example",
    "mar\x00ta@people.example",
    "marta@xn--people.example",
    f"{'marta' * 60}@people.example",
]


@pytest.mark.parametrize("key", TELL)
@pytest.mark.parametrize("email", UNLIKE)
def test_what_only_looks_like_an_address_is_another(reader: Client, server: Server, key: str, email: str):
    marta = with_address()
    come_anew(reader, key, play(server, email), besides=marta)
    assert marta.identities.count() == 0


def test_a_kelvin_sign_is_no_k(reader: Client, server: Server):
    """Python makes a k of it, in lower case."""
    kate = with_address("kate@people.example")
    came = come_anew(reader, "google", play(server, "\u212aate@people.example"), besides=kate)
    assert (came.email, came.emailaddress_set.count()) == (None, 0)
    User.objects.all().delete()
    sign_in(reader, "google", play(server, "\u212aate@people.example"))
    assert who(reader).email is None


@pytest.mark.parametrize("email", ["marta@people.example ", "no address", "@", f"{'marta' * 60}@people.example"])
def test_what_is_no_address_is_not_kept(reader: Client, server: Server, email: str):
    sign_in(reader, "google", play(server, email))
    assert (who(reader).email, who(reader).emailaddress_set.count()) == (None, 0)
