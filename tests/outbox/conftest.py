from collections.abc import Iterator

import pytest

from outbox import kinds
from outbox.kinds import Kind

INVITATION = Kind(
    key="invitation",
    label="An invitation",
    subject="{name} invites you to {site}",
    body="Hello {name},\n\nsomebody wrote:\n\n{words}\n\nRead it: {link}\n\nSee also {site_url}.",
    placeholders=("name", "words", "link"),
    links=("link",),
    quoted=("words",),
)
NOTICE = Kind(
    key="notice", label="A notice", subject="Notice", body="It is so: {what}", placeholders=("what",), at_once=True
)


@pytest.fixture(autouse=True)
def two_kinds() -> Iterator[None]:
    """An invitation, which waits, and a notice, which does not; beside those of the house."""
    kinds.register(INVITATION, NOTICE)
    yield
    for kind in (INVITATION, NOTICE):
        del kinds._kinds[kind.key]
