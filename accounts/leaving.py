"""What else is to be done when somebody's account goes. The rooms above say so when they are ready.

Such a farewell is called with the user, who is still there, and `by`, who wants it; it runs within the transaction
that takes the account away, and its failing keeps the account. With `identity` only that one of theirs goes.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import Identity, User

type Farewell = Callable[..., None]  # farewell(user, by=user, identity=None)

_farewells: list[Farewell] = []


class LastOwner(Exception):
    """Nobody would be left who may do everything on this site."""


def when_somebody_leaves(farewell: Farewell) -> Farewell:
    """Decorator: do this as well; registering it twice does it once."""
    if farewell not in _farewells:
        _farewells.append(farewell)
    return farewell


def see_off(user: "User", *, by: "User", identity: "Identity | None" = None) -> None:
    for farewell in _farewells:
        farewell(user, by=by, identity=identity)
