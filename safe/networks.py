"""The network that an address belongs to: what limits count by, and all that is kept of an address for long."""

import ipaddress

PREFIX = {4: 24, 6: 48}  # bits that one network shares: a household's IPv6 prefix is /56 or /48 (RFC 6177)


def network_of(address: str) -> str:
    """The network an address belongs to, such as 203.0.113.0/24; empty for what is no address."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return str(ipaddress.ip_network(f"{ip}/{PREFIX[ip.version]}", strict=False))
