"""Who is really asking, where a proxy of ours stands in front.

A forwarded header is believed only from a peer in TRUSTED_PROXIES, and then only as far as the chain of such
peers reaches: the client is the last address in it that is not one of them (the first ones are hearsay).
python-ipware was read for this; it matches proxies by address prefixes of text, not by networks.
"""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class TrustedProxies:
    """Middleware: put the client's own address and scheme where the rest of Django looks for them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.networks = [ipaddress.ip_network(name) for name in settings.TRUSTED_PROXIES]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        if self.is_ours(peer):
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = self.client(peer, forwarded)
            if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
                request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)

    def client(self, peer: str, forwarded: str) -> str:
        """The last address in the chain that is not a proxy of ours; the peer where the chain says nothing.

        What stands before a hop that cannot be read is hearsay as well.
        """
        client = peer
        for hop in reversed(forwarded.split(",")):
            address = _without_port(hop.strip())
            if not _address(address):
                break
            client = address
            if not self.is_ours(address):
                break
        return client

    def is_ours(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in network for network in self.networks)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _without_port(hop: str) -> str:
    """`203.0.113.9:4711` and `[2001:db8::1]:4711` as some proxies write them (RFC 7239, section 6)."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
