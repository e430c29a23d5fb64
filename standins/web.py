"""A request as it was read, and what is answered to it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

type Fields = dict[str, str]

PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    # No form-action: browsers hold the redirect that follows a form to it, and that one leads to the site.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


class Repeated(Exception):
    """A parameter was sent more than once, which RFC 6749 §3.1 and §3.2 forbid."""


@dataclass(frozen=True)
class Request:
    """`path` is without the query."""

    method: str
    path: str
    query: Fields
    form: Fields
    headers: Message

    @property
    def params(self) -> Fields:
        """What was sent the way that the method sends it."""
        return self.query if self.method == "GET" else self.form


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def fields(text: str) -> Fields:
    """The parameters of a query or a form. Raises Repeated."""
    pairs = parse_qsl(text, keep_blank_values=True)
    if len(dict(pairs)) < len(pairs):
        raise Repeated
    return dict(pairs)


def as_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    told = {"Content-Type": "application/json", "Cache-Control": "no-store"} | dict(headers or {})
    return Answer(json.dumps(value).encode(), status, told)


def as_page(html: str, status: int = 200) -> Answer:
    return Answer(html.encode(), status, PAGE_HEADERS)


def go_to(address: str) -> Answer:
    return Answer(status=303, headers={"Location": address, "Cache-Control": "no-store"})


def with_params(address: str, params: Fields) -> str:
    """The address with these parameters after those that it has (RFC 6749 §4.1.2)."""
    parts = urlsplit(address)
    query = "&".join(filter(None, [parts.query, urlencode(params)]))
    return urlunsplit(parts._replace(query=query))
