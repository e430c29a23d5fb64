import pytest

from safe.networks import network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::", "2001:db8:1::/48"),
        ("2001:db8:2::", "2001:db8:2::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),  # IPv4 as a dual-stack socket reports it (RFC 4291 §2.5.5.2)
        ("", ""),
        ("unix:", ""),
        ("203.0.113.256", ""),
    ],
)
def test_the_network_of_an_address(address: str, network: str):
    assert network_of(address) == network
