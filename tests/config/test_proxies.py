"""Who is really asking, where proxies stand in front."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from config.proxies import TrustedProxies

OURS = ["127.0.0.0/8", "::1", "10.1.0.0/16", "2001:db8:1::/48"]


@pytest.fixture(autouse=True)
def proxies_of_ours(settings) -> None:
    settings.TRUSTED_PROXIES = OURS


def seen(peer: str, forwarded: str | None = None, scheme: str | None = None) -> HttpRequest:
    """The request as the rest of Django sees it."""
    named = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": scheme}
    headers = {name: value for name, value in named.items() if value is not None}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    TrustedProxies(lambda request: HttpResponse())(request)
    return request


def client(peer: str, forwarded: str | None = None) -> str:
    return seen(peer, forwarded).META["REMOTE_ADDR"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        # one proxy
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", " 203.0.113.9 ", "203.0.113.9"),
        ("::1", "2001:db8:9::7", "2001:db8:9::7"),
        ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # a chain of them
        ("127.0.0.1", "203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, 2001:db8:1::5, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9,::ffff:10.1.2.3", "203.0.113.9"),
        # what the client wrote in front of it is hearsay
        ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "127.0.0.1, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "10.1.2.3, 198.51.100.1, 203.0.113.9", "203.0.113.9"),
        # an address that is nearly one of ours
        ("127.0.0.1", "198.51.100.1, 10.2.0.1", "10.2.0.1"),
        ("127.0.0.1", "198.51.100.1, 2001:db8:2::1", "2001:db8:2::1"),
        # nobody but proxies: the first of them asks for itself
        ("127.0.0.1", "10.1.2.3, 10.1.2.4", "10.1.2.3"),
        # nothing said
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown, ,;", "127.0.0.1"),
    ],
)
def test_the_client_is_the_last_in_the_chain_who_is_no_proxy(peer: str, forwarded: str | None, address: str):
    assert client(peer, forwarded) == address


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.2.0.1", "2001:db8:2::1", "::2", "", "somebody"])
def test_a_stranger_is_not_believed(peer: str):
    request = seen(peer, "198.51.100.1", "https")
    assert (request.META["REMOTE_ADDR"], request.scheme) == (peer, "http")


@pytest.mark.parametrize(
    ("said", "scheme"),
    [("https", "https"), (" HTTPS ", "https"), ("http", "http"), (None, "http"), ("", "http"), ("https, http", "http")],
)
def test_a_proxy_says_which_scheme_the_client_used(said: str | None, scheme: str):
    request = seen("127.0.0.1", "203.0.113.9", said)
    assert (request.scheme, request.is_secure()) == (scheme, scheme == "https")


def test_with_no_proxies_nobody_is_believed(settings):
    settings.TRUSTED_PROXIES = []
    assert client("127.0.0.1", "203.0.113.9") == "127.0.0.1"


def test_a_proxy_that_is_no_network_stops_the_start(settings):
    settings.TRUSTED_PROXIES = ["nginx"]
    with pytest.raises(ValueError, match="'nginx' does not appear to be an IPv4 or IPv6 network"):
        TrustedProxies(lambda request: HttpResponse())


addresses = st.ip_addresses().map(str)
networks = st.sampled_from(["127.0.0.1", "::1", "10.1.2.3", "2001:db8:1::5", "::ffff:10.1.2.3"])
hops = st.lists(addresses | networks | st.text(max_size=8), max_size=6)


@given(peer=networks | addresses | st.text(max_size=8), hops=hops)
def test_whatever_is_said_the_answer_is_the_peer_or_one_of_the_hops(peer: str, hops: list[str]):
    middleware = TrustedProxies(lambda request: HttpResponse())
    forwarded = ", ".join(hops)
    assert middleware.client(peer, forwarded) in {peer, *(hop.strip() for hop in forwarded.split(","))}


@given(address=st.ip_addresses(v=4).map(str), lies=hops)
def test_lies_in_front_of_the_chain_change_nothing(address: str, lies: list[str]):
    middleware = TrustedProxies(lambda request: HttpResponse())
    if not middleware.is_ours(address):
        assert middleware.client("127.0.0.1", ", ".join([*lies, address, "10.1.2.3"])) == address


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8:9::7]:4711", "2001:db8:9::7"),
        ("6.6.6.6, 203.0.113.9:4711", "203.0.113.9"),
        ("6.6.6.6, unknown", "127.0.0.1"),
        ("6.6.6.6, unknown, 10.1.0.4", "10.1.0.4"),
    ],
)
def test_a_hop_with_a_port_is_read_and_one_that_cannot_be_ends_the_chain(forwarded: str, address: str):
    assert client("127.0.0.1", forwarded) == address
