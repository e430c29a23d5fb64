"""How a site proves to a provider that it is itself (RFC 6749 §2.3.1)."""

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping

from standins.ledger import Refused
from standins.web import Request

type Credentials = tuple[str, str]  # id and secret


def check_client(request: Request, client: Credentials, *, ways: Collection[str]) -> None:
    """Raise Refused where it is not `client`, or not by one of `ways` ("basic", "form"), or by two at once."""
    given = {"basic": _by_header(request), "form": _by_form(request.params)}
    found = [(way, credentials) for way, credentials in given.items() if credentials]
    if len(found) > 1:
        raise Refused("invalid_request", "the client authenticates in two ways at once")
    if not found or found[0][0] not in ways:
        raise Refused("invalid_client", "the client does not authenticate as this provider wants it", 401)
    if not _same(found[0][1], client):
        raise Refused("invalid_client", "no client has this id and this secret", 401)


def _by_form(params: Mapping[str, str]) -> Credentials | None:
    return (params.get("client_id", ""), params["client_secret"]) if "client_secret" in params else None


def _by_header(request: Request) -> Credentials | None:
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, secret


def _same(given: Credentials, known: Credentials) -> bool:
    return hmac.compare_digest("\n".join(given).encode(), "\n".join(known).encode())
