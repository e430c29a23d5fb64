"""Accounts, known by their e-mail address."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_lower_case():
    user = User.objects.create_user("Rosa.Lux@Example.ORG", "a long password", name="Rosa")
    assert user.email == User.objects.get().email == "rosa.lux@example.org"


def test_an_address_that_changes_is_kept_in_lower_case():
    user = make_user(email="rosa@example.org")
    user.email = "Rosa@Example.org"
    user.save()
    assert User.objects.get().email == "rosa@example.org"


def test_an_account_is_found_however_its_address_is_written():
    user = make_user(email="rosa@example.org")
    assert User.objects.get_by_natural_key("ROSA@example.org") == user


def test_one_address_has_one_account_however_it_is_written():
    make_user(email="rosa@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="ROSA@Example.org")


@pytest.mark.parametrize("email", ["rosa@example.org", "Rosa@Example.org"])
def test_an_address_that_has_an_account_is_refused_in_a_sentence(email: str):
    make_user(email="rosa@example.org")
    with pytest.raises(ValidationError) as refused:
        User(email=email, name="Rosa", password="x").full_clean()
    assert refused.value.message_dict == {"email": ["Account with this E-mail address already exists."]}


@pytest.mark.parametrize("email", ["rosa@example.org", "Rosa@Example.org"])
def test_the_admin_says_that_an_address_has_an_account(signed_in, email: str):
    make_user(email="rosa@example.org")
    owner = signed_in(User.objects.create_superuser("owner@example.org", "a long password", name="Owner"))
    password = {"usable_password": "true", "password1": "a longer password", "password2": "a longer password"}
    answer = owner.post("/admin/accounts/user/add/", {"email": email, "name": "Rosa"} | password)
    assert answer.status_code == 200
    assert "Account with this E-mail address already exists." in answer.content.decode()


def test_the_admin_makes_an_account(signed_in):
    owner = signed_in(User.objects.create_superuser("owner@example.org", "a long password", name="Owner"))
    password = {"usable_password": "true", "password1": "a longer password", "password2": "a longer password"}
    owner.post("/admin/accounts/user/add/", {"email": "Rosa@Example.org", "name": "Rosa"} | password)
    rosa = User.objects.get(email="rosa@example.org")
    assert (rosa.name, rosa.check_password("a longer password"), rosa.is_staff) == ("Rosa", True, False)


def test_an_owner_may_do_everything():
    owner = User.objects.create_superuser("Owner@example.org", "a long password", name="Owner")
    assert (owner.email, owner.is_staff, owner.is_superuser) == ("owner@example.org", True, True)


@pytest.mark.parametrize(("name", "called"), [("Rosa Lux", "Rosa Lux"), ("", "rosa@example.org")])
def test_people_are_called_by_their_name(name: str, called: str):
    assert str(make_user(email="rosa@example.org", name=name)) == called


def test_people_are_addressed_by_their_first_name():
    user = make_user(name="Rosa Lux")
    assert (user.get_full_name(), user.get_short_name()) == ("Rosa Lux", "Rosa")


@pytest.mark.parametrize(
    ("email", "verified", "proven"),
    [("rosa@example.org", True, True), ("rosa@example.org", False, False), ("old@example.org", True, False)],
)
def test_an_address_is_proven_by_the_link_that_was_mailed_to_it(email: str, verified: bool, proven: bool):
    user = make_user(email="rosa@example.org")
    user.emailaddress_set.create(email=email, verified=verified)
    assert user.has_proven_address() is proven
