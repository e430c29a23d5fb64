"""The network that an address belongs to: what limits count by, and all that is kept of an address for long."""

import ipaddress
from zlib import crc32

from django.db import connection

PREFIX = {4: 24, 6: 48}  # bits that one network shares: a household's IPv6 prefix is /56 or /48 (RFC 6177)


def network_of(address: str) -> str:
    """The network an address belongs to, such as 203.0.113.0/24; empty for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network(f"{ip}/{PREFIX[ip.version]}", strict=False))


def one_at_a_time(network: str) -> None:
    """Inside a transaction, let whoever else counts for this network wait until it ends."""
    if connection.vendor == "postgresql":  # SQLite has one writer at a time as it is
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [crc32(network.encode())])
