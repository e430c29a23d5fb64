"""Requests to servers that strangers may have named. The only module that opens such connections.

A name is resolved once and the address that was judged is the address that is connected to, so that a name which
changes its answer between the two (DNS rebinding) gains nothing. Redirects are followed by hand, each judged anew.
"""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import SplitResult, urljoin, urlsplit

from django.conf import settings

SECONDS = 5  # for everything, from resolving to the last byte
REDIRECTS = 3
LABELS = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")  # of a name (RFC 1123 §2.1)


class Refused(Exception):
    """This address is not fetched from, or what it sent is not taken; the text says why."""


def fetch(url: str, *, hosts: set[str], types: tuple[str, ...], most: int) -> bytes | None:
    """The body at `url`, at most `most` bytes of a media type in `types`; None where there is nothing (404).

    Raises Refused for a host outside `hosts`, an address inside the network, another type, too many bytes, too slow
    an answer or any other failure. `hosts` are names, with the port where it is not the usual one; one that begins
    with a dot, such as .example.org, is every host below it, over https on the usual port alone.
    """
    deadline = time.monotonic() + SECONDS
    for _redirect in range(REDIRECTS + 1):
        try:
            with _connection(url, hosts, deadline) as connection:
                answer = _ask(connection, url)
                _left(deadline)
                if answer.status == 404:
                    return None
                if answer.status == 200:
                    return _read(answer, types, most, deadline)
                url = _next(url, answer)
        except (OSError, HTTPException, ValueError) as failure:
            raise Refused(f"no answer: {failure}") from failure
    raise Refused("too many redirects")


@contextmanager
def _connection(url: str, hosts: set[str], deadline: float) -> Iterator[HTTPConnection]:
    """A connection to the judged address, cut when the time is over, whatever the other side is at."""
    connection = _connect(url, hosts, deadline)
    guard = Timer(_left(deadline), _cut, [connection.sock])
    guard.start()
    try:
        yield connection
    finally:
        guard.cancel()
        connection.close()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _connect(url: str, hosts: set[str], deadline: float) -> HTTPConnection:
    parts = urlsplit(url)
    if not _is_listed(parts, hosts):
        raise Refused(f"{parts.scheme}://{parts.netloc} is not on the list")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection = (HTTPSConnection if secure else HTTPConnection)(parts.hostname or "", port)
    try:
        plain = socket.create_connection((_judged_address(connection.host, port), port), _left(deadline))
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(plain, server_hostname=connection.host) if secure else plain
    except OSError as failure:
        raise Refused(f"no connection: {failure}") from failure
    return connection


def _is_listed(parts: SplitResult, hosts: set[str]) -> bool:
    if parts.scheme not in ("http", "https"):
        return False
    below = parts.scheme == "https" and any(host.startswith(".") and _is_below(parts.netloc, host) for host in hosts)
    return below or (parts.netloc in hosts and not parts.netloc.startswith("."))


def _is_below(netloc: str, suffix: str) -> bool:
    """Whether there is a plain name before the suffix: no one's password, no port, no other writing of a name."""
    before = netloc.removesuffix(suffix)
    return before != netloc and bool(LABELS.fullmatch(before))


def _judged_address(host: str, port: int) -> str:
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for text in found:
        if not _may_be_reached(text):
            raise Refused(f"{host} leads inside the network")
    return found[0]


def _may_be_reached(text: str) -> bool:
    address = ipaddress.ip_address(text)
    address = getattr(address, "ipv4_mapped", None) or address
    allowed = (ipaddress.ip_network(network) for network in settings.FETCH_PRIVATE_NETWORKS)
    return (address.is_global and not address.is_multicast) or any(address in network for network in allowed)


def _ask(connection: HTTPConnection, url: str) -> HTTPResponse:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request("GET", path, headers={"Accept": "*/*", "User-Agent": "Byline", "Connection": "close"})
    return connection.getresponse()


def _next(url: str, answer: HTTPResponse) -> str:
    if answer.status not in (301, 302, 303, 307, 308) or not answer.headers["Location"]:
        raise Refused(f"it answered {answer.status}")
    return urljoin(url, answer.headers["Location"])


def _read(answer: HTTPResponse, types: tuple[str, ...], most: int, deadline: float) -> bytes:
    if answer.headers.get_content_type() not in types:
        raise Refused(f"it sent {answer.headers.get_content_type()}")
    body = b""
    while chunk := answer.read1(min(16384, most + 1)):
        body += chunk
        if len(body) > most:
            raise Refused(f"it sent more than {most} bytes")
    _left(deadline)
    return body


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("too slow")
    return left
