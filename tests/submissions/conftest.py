import pytest
from django.test import Client

from submissions.models import Guest, Link
from tests.factories import make_guest

# What a browser sends with a form of ours.
OURS = {"Sec-Fetch-Site": "same-origin"}
JSON = {**OURS, "Accept": "application/json"}


class AtDesk:
    """Somebody at a guest's desk, by its link: `at.get("12/write/")`."""

    def __init__(self, guest: Guest, client: Client | None = None) -> None:
        self.client, self.guest = client or Client(), guest
        self.root = f"/write/desk/{Link.objects.for_mailing(guest).token}/"

    def get(self, page: str = "", **extra: object):
        return self.client.get(self.root + page, **extra)

    def post(self, page: str = "", said: dict | None = None, **extra: object):
        return self.client.post(self.root + page, said or {}, **{"headers": OURS} | extra)

    def save(self, submission, **said: object):
        """As the page saves what is typed, over the version that it has."""
        return self.post(f"{submission.pk}/save/", {"seen": submission.seen} | said, headers=JSON)


@pytest.fixture
def amara(db) -> Guest:
    return make_guest(name="Amara Quill", email="amara@example.org")


@pytest.fixture
def at(amara: Guest) -> AtDesk:
    return AtDesk(amara)
