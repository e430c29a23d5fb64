"""Asking servers that strangers may have named."""

import time
from collections.abc import Iterator

import pytest

from safe import fetch as room
from safe.fetch import Refused, fetch
from tests.safe.loopback import Loopback, loopback, page, raw

PNG = ("image/png",)
WITHIN = [
    *("127.0.0.1", "localhost", "127.1", "2130706433", "0.0.0.0", "[::1]", "[::]"),
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254", "255.255.255.255", "224.0.0.1"),
    *("[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fc00::1]", "[ff02::1]"),
]


@pytest.fixture
def server(settings) -> Iterator[Loopback]:
    """A server whose network may be reached."""
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with loopback() as running:
        yield running


def ask(server: Loopback, path: str = "/", *, most: int = 1000, types: tuple[str, ...] = PNG) -> bytes | None:
    return fetch(server.url + path, hosts={server.host}, types=types, most=most)


def refusal(server: Loopback, path: str = "/", **limits: object) -> str:
    with pytest.raises(Refused) as refused:
        ask(server, path, **limits)
    return str(refused.value)


# What it takes


def test_the_body_is_returned(server: Loopback):
    server.pages["/a"] = page(b"picture", content_type="image/png")
    assert ask(server, "/a?s=192&d=404") == b"picture"
    assert server.asked == ["/a?s=192&d=404"]


def test_a_host_without_a_path_is_asked_for_its_first_page(server: Loopback):
    server.pages["/"] = page(b"picture", content_type="image/png")
    assert (ask(server, ""), server.asked) == (b"picture", ["/"])


def test_where_there_is_nothing_nothing_is_returned(server: Loopback):
    assert ask(server, "/nobody") is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(server: Loopback, status: int):
    server.pages["/old"] = page(status=status, location="/new?s=1")
    server.pages["/new"] = page(b"picture", content_type="image/png; charset=x")
    assert ask(server, "/old") == b"picture"
    assert server.asked == ["/old", "/new?s=1"]


def test_a_body_of_exactly_as_many_bytes_as_may_be_is_taken(server: Loopback):
    server.pages["/a"] = page(bytes(1000), content_type="image/png")
    assert ask(server, "/a", most=1000) == bytes(1000)


def test_a_name_is_resolved_once_and_the_address_that_was_judged_is_asked(server: Loopback, monkeypatch):
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", server.server_port))]])
    real = room.socket.getaddrinfo
    resolve = lambda host, *rest, **more: next(answers) if host == "moving.example" else real(host, *rest, **more)  # noqa: E731
    monkeypatch.setattr(room.socket, "getaddrinfo", resolve)
    server.pages["/a"] = page(b"picture", content_type="image/png")
    host = f"moving.example:{server.server_port}"
    assert fetch(f"http://{host}/a", hosts={host}, types=PNG, most=1000) == b"picture"


# What it refuses


def test_another_type_is_refused(server: Loopback):
    server.pages["/a"] = page(b"<script>", content_type="text/html")
    assert refusal(server, "/a") == "it sent text/html"


def test_no_type_is_refused(server: Loopback):
    server.pages["/a"] = page(b"picture")
    assert refusal(server, "/a") == "it sent text/plain"


@pytest.mark.parametrize("size", [1001, 500_000])
def test_too_many_bytes_are_refused(server: Loopback, size: int):
    server.pages["/a"] = page(bytes(size), content_type="image/png")
    assert refusal(server, "/a", most=1000) == "it sent more than 1000 bytes"


def test_too_many_bytes_are_refused_whatever_length_was_announced(server: Loopback):
    endless = [b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n"]
    server.pages["/a"] = raw(*endless, *[b"3e8\r\n" + bytes(1000) + b"\r\n"] * 100)
    assert refusal(server, "/a", most=5000) == "it sent more than 5000 bytes"


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 410, 500, 503])
def test_any_other_answer_is_refused(server: Loopback, status: int):
    server.pages["/a"] = page(status=status, content_type="image/png")
    assert refusal(server, "/a") == f"it answered {status}"


def test_a_redirect_that_leads_nowhere_is_refused(server: Loopback):
    server.pages["/a"] = page(status=302)
    assert refusal(server, "/a") == "it answered 302"


def test_a_redirect_to_a_host_that_is_not_on_the_list_is_refused(server: Loopback):
    server.pages["/a"] = page(status=302, location="http://elsewhere.example/a")
    assert refusal(server, "/a") == "http://elsewhere.example is not on the list"


def test_a_redirect_to_another_port_is_refused(server: Loopback):
    with loopback() as other:
        server.pages["/a"] = page(status=302, location=f"{other.url}/a")
        assert refusal(server, "/a") == f"http://{other.host} is not on the list"
        assert other.asked == []


def test_a_redirect_to_a_file_is_refused(server: Loopback):
    server.pages["/a"] = page(status=302, location="file:///etc/passwd")
    assert refusal(server, "/a") == "file:// is not on the list"


def test_redirects_in_a_circle_are_followed_three_times(server: Loopback):
    server.pages["/a"] = page(status=302, location="/b")
    server.pages["/b"] = page(status=302, location="/a")
    assert refusal(server, "/a") == "too many redirects"
    assert server.asked == ["/a", "/b", "/a", "/b"]


@pytest.mark.parametrize("location", ["http://[", "/caf\u00e9", "//[::1", "http://127.0.0.1:port/", "/a b"])
def test_a_redirect_that_is_no_address_is_refused(server: Loopback, location: str):
    server.pages["/a"] = page(status=302, location=location)
    assert refusal(server, "/a")


NO_ANSWERS = [b"", b"SSH-2.0\r\n", b"HTTP/1.1 banana\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200]


@pytest.mark.parametrize("sent", NO_ANSWERS)
def test_what_is_no_answer_is_refused(server: Loopback, sent: bytes):
    server.pages["/a"] = raw(sent)
    assert refusal(server, "/a").startswith("no answer: ")


def test_a_server_that_is_down_is_refused(settings):
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with loopback() as gone:
        pass
    assert refusal(gone).startswith("no connection: ")


DRIPPED = {
    "body": [b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", *[b"x"] * 30],
    "headers": [b"HTTP/1.1 200 OK\r\n", *[b"a: b\r\n"] * 30],
    "header": [b"HTTP/1.1 200 OK\r\nA: ", *[b"b"] * 30],
    "nothing": [b"", *[b""] * 30],
}


@pytest.mark.parametrize("what", DRIPPED)
def test_an_answer_that_drips_is_refused_when_its_time_is_over(server: Loopback, what: str, monkeypatch):
    monkeypatch.setattr(room, "SECONDS", 1)
    server.pages["/a"] = raw(*DRIPPED[what], pause=lambda: time.sleep(0.2))
    start = time.monotonic()
    assert refusal(server, "/a").startswith("no answer: ")
    assert time.monotonic() - start < 3


# Where it does not go


@pytest.mark.parametrize("host", WITHIN)
def test_addresses_inside_the_network_are_refused_though_they_are_on_the_list(host: str):
    with pytest.raises(Refused, match="leads inside the network"):
        fetch(f"http://{host}/a", hosts={host}, types=PNG, most=1000)


def test_a_network_that_may_be_reached_opens_no_other(settings):
    settings.FETCH_PRIVATE_NETWORKS = ["127.0.0.0/8"]
    with pytest.raises(Refused, match="leads inside the network"):
        fetch("http://10.0.0.1/a", hosts={"10.0.0.1"}, types=PNG, most=1000)


def test_a_name_that_leads_inside_as_well_is_refused(monkeypatch):
    both = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(room.socket, "getaddrinfo", lambda *asked, **more: both)
    with pytest.raises(Refused, match=r"^both\.example leads inside the network$"):
        fetch("http://both.example/a", hosts={"both.example"}, types=PNG, most=1000)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "file://localhost/etc/passwd", "ftp://localhost/a", "gopher://localhost/a", ""),
        *("http://elsewhere.example/", "http://localhost:81/", "http://localhost@elsewhere.example/", "//localhost/a"),
        *("http://me@localhost/", "http://localhost.elsewhere.example/", "http://localhost:port/", "localhost/a"),
    ],
)
def test_what_is_not_on_the_list_is_refused(url: str):
    with pytest.raises(Refused, match="is not on the list"):
        fetch(url, hosts={"localhost"}, types=PNG, most=1000)


@pytest.mark.parametrize("host", ["scontent.fbcdn.net", "scontent-xyz1-2.fbcdn.net", "a.b.fbcdn.net"])
def test_every_host_below_a_listed_one_may_be_asked(host: str, monkeypatch):
    inside = [(2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(room.socket, "getaddrinfo", lambda *asked, **more: inside)
    with pytest.raises(Refused, match="leads inside the network"):  # it was on the list, and then judged
        fetch(f"https://{host}/a", hosts={".fbcdn.net"}, types=PNG, most=1000)


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://fbcdn.net/a",
            "https://evil-fbcdn.net/a",
            "https://fbcdn.net.evil.example/a",
            "https://.fbcdn.net/a",
        ),
        *("http://a.fbcdn.net/a", "https://a.fbcdn.net:8443/a", "https://me@a.fbcdn.net/a", "https://a..fbcdn.net/a"),
        *("https://evil.example/.fbcdn.net", "https://evil.example#.fbcdn.net", "https://evil.example?.fbcdn.net"),
        *("https://evil.example\\.fbcdn.net/a", "https://a.fbcdn.net./a", "https://-a.fbcdn.net/a", "//a.fbcdn.net/a"),
        *("https://[::1].fbcdn.net/a", "https://a%2e.fbcdn.net/a", "ftp://a.fbcdn.net/a", "https://a b.fbcdn.net/a"),
    ],
)
def test_what_is_not_below_a_listed_host_or_not_over_https_is_refused(url: str):
    with pytest.raises(Refused, match=r"is not on the list|no answer"):
        fetch(url, hosts={".fbcdn.net"}, types=PNG, most=1000)


def test_a_host_is_not_below_another_that_is_listed_by_its_name():
    with pytest.raises(Refused, match="is not on the list"):
        fetch("https://a.fbcdn.net/a", hosts={"fbcdn.net"}, types=PNG, most=1000)


@pytest.mark.parametrize("url", ["http://[::1", "http://[/", "http://[elsewhere]/"])
def test_what_is_no_address_is_refused(url: str):
    with pytest.raises(Refused):
        fetch(url, hosts={"localhost"}, types=PNG, most=1000)
