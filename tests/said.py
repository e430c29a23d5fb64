"""What a page says to people: its words, and those in attributes that are shown or read out."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse
from django.test import Client

from blog.models import Post
from tests.comments.sending import send

SILENT = ("script", "style", "textarea")
SHOWN = ("aria-label", "title", "placeholder", "alt", "summary")


def said(response: HttpResponse) -> list[str]:
    """Every text on the page, in its order, each with single spaces (but those that do not break)."""
    return [re.sub(r"[ \n]+", " ", text.strip(" \n")) for text in _texts(_root(response)) if text.strip()]


def _root(response: HttpResponse) -> Element:
    """Mended as a browser would: allauth's pages have their slips."""
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def _texts(node: Element) -> Iterator[str]:
    if isinstance(node.tag, str) and node.tag not in SILENT:
        yield node.text or ""
        yield from (node.get(name, "") for name in SHOWN)
        yield from (text for name, text in node.items() if name.startswith("data-") and " " in text)
        if node.tag == "input" and node.get("type") in ("submit", "button"):
            yield node.get("value", "")
        if node.tag == "meta" and node.get("name") == "description":
            yield node.get("content", "")
        for child in node:
            yield from _texts(child)
    yield node.tail or ""


def everything(post: Post, staff: Client, reader: Client) -> Iterator[tuple[str, list[str]]]:
    """What is said on each kind of page, by its address."""
    comment = post.comments.first()
    yield "refused", said(send(Client(), post, name="", email="no", website="no", body=""))
    for address in ("", "on-bees/", "search/?q=bees", "search/?q=zzz", "archive/", "authors/", "authors/amara-quill/"):
        yield address, said(reader.get(f"/{address}"))
    for address in ("nowhere/", "2026/", "2026/05/", f"on-bees/?replytocom={comment.pk}"):
        yield address, said(reader.get(f"/{address}"))
    strangers = ("login/", "login/code/", "inactive/")
    for address in (*strangers, "password/reset/", "password/reset/done/", "password/reset/key/1-abc/"):
        yield address, said(reader.get(f"/accounts/{address}"))
    yield "signed in", said(staff.get("/on-bees/"))
    staff.post("/accounts/reauthenticate/", {"password": "a long password"})
    own = ("", "email/", "leave/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "sessions/")
    for address in (*own, "logout/", "password/change/"):
        yield address, said(staff.get(f"/accounts/{address}"))
    blog = (
        "post/",
        "post/add/",
        f"post/{post.pk}/change/",
        f"post/{post.pk}/history/",
        "image/",
        "image/add/",
        "page/add/",
    )
    for address in ("", *(f"blog/{address}" for address in (*blog, "menuitem/add/", "category/add/", "decision/"))):
        yield f"admin {address}", said(staff.get(f"/admin/{address}"))
    for address in ("", "?view=spam", f"{comment.pk}/change/", f"{comment.pk}/reply/"):
        yield f"queue {address}", said(staff.get(f"/admin/comments/comment/{address}"))
    yield "author", said(staff.get(f"/admin/accounts/author/{post.byline_authors[0].pk}/change/"))
    settings = said(staff.get("/admin/blog/site/1/change/"))
    yield "settings", [text for text in settings if "/" not in text]  # names of time zones
