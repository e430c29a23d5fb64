"""Where readers sign in: WordPress.com, Google, X, Facebook, and any server that speaks OpenID Connect.

`offered()` lists those that have keys, `begin()` starts a sign-in, `profile()` reads what came of it. Each provider is
known by its key, which is also what allauth stores as an account's `provider`.
"""

from accounts.providers.care import Unreachable
from accounts.providers.known import Profile, avatar_hosts, profile
from accounts.providers.offering import NotOffered, Offer, begin, offer, offered, shown

__all__ = [
    "NotOffered",
    "Offer",
    "Profile",
    "Unreachable",
    "avatar_hosts",
    "begin",
    "offer",
    "offered",
    "profile",
    "shown",
]
