import re

from standins import PEOPLE

PROVIDERS = ["wordpress", "google", "x", "facebook"]


def test_everybody_has_a_number_of_their_own_at_each_provider():
    numbers = {person.id_at(provider) for person in PEOPLE for provider in PROVIDERS}
    assert len(numbers) == len(PEOPLE) * len(PROVIDERS)
    assert all(re.fullmatch(r"[0-9]{18,19}", number) for number in numbers)


def test_a_number_stays_the_same():
    assert PEOPLE[0].id_at("google") == "516898550882857545"


def test_no_handle_can_be_somebodys_at_x():
    assert all(len(person.handle) > 15 for person in PEOPLE)
    assert all(person.email is None or person.email.endswith(".example") for person in PEOPLE)
