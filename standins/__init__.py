"""Stand-ins for WordPress.com, Google, X and Facebook, on this machine alone.

They speak what the providers speak and check what the providers check, so that signing in can be tried in the demo
without keys, and tested without a network. Nobody here has a real account, and nothing here may face one: the server
binds to loopback and to nothing else.

In a test: `with running(redirects=[callback]) as server:`. Beside the demo: `python -m standins --port 8106`.

Where a provider's own wording of an error is not needed to tell errors apart, RFC 6749's is used. Pages are in English
only: they are scenery, not a part of the site.
"""

from standins.people import PEOPLE, Person
from standins.server import NotLoopback, Server, addresses, client, running
from standins.stage import Faults

__all__ = ["PEOPLE", "Faults", "NotLoopback", "Person", "Server", "addresses", "client", "running"]
