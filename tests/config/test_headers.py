"""The security headers, on every kind of answer."""

import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from blog.models import Post
from config import urls
from tests.factories import form_data

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
}
PAGES = {
    "/": 200,
    "/on-bees/": 200,
    "/authors/": 200,
    "/authors/amara-quill/": 200,
    "/accounts/login/": 200,
    "/accounts/signup/": 404,
    "/admin/": 302,
    "/admin/login/": 302,
    "/on-bees": 301,
    "/nothing/": 404,
    "/media/nothing.webp": 404,
    "/static/nothing.css": 404,
    "/static/css/base.css": 200,
    "/static/js/site.js": 200,
    "/static/admin/css/base.css": 200,
}


def guarded(response: HttpResponse) -> bool:
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    found = {name: response.get(name) for name in HEADERS}
    assert (policy, found) == (POLICY, HEADERS)
    return True


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_is_guarded_on_every_page(reader: Client, post: Post, address: str):
    response = reader.get(address)
    assert response.status_code == PAGES[address]
    assert guarded(response)


def test_policies_let_nothing_run_that_is_not_ours(reader: Client, post: Post):
    policy = reader.get("/on-bees/")["Content-Security-Policy"]
    assert not [word for word in ("unsafe", "http:", "https:", "data:", "blob:", "*", "nonce") if word in policy]


@pytest.mark.parametrize("address", ["/admin/", "/admin/comments/comment/", "/admin/blog/post/add/", "/on-bees/"])
def test_an_editor_is_guarded_on_every_page(signed_in, editor, post: Post, address: str):
    """The admin's own pages name their scripts by a word that is new each time; nothing else is let in."""
    response, again = signed_in(editor).get(address), signed_in(editor).get(address)
    nonces = [re.findall(r" 'nonce-([\w-]{22})'", page["Content-Security-Policy"]) for page in (response, again)]
    assert nonces[0] != nonces[1] or nonces == [[], []]
    policy = re.sub(r" 'nonce-[\w-]{22}'", "", response["Content-Security-Policy"])
    response["Content-Security-Policy"] = policy
    assert response.status_code == 200
    assert guarded(response)


@pytest.mark.parametrize(("said", "status"), [({}, 303), ({"body": ""}, 400)])
def test_whoever_sends_a_comment_is_guarded(reader: Client, post: Post, said: dict, status: int):
    response = reader.post("/on-bees/comments/", form_data(**said))
    assert response.status_code == status
    assert guarded(response)


def test_a_refused_form_is_guarded(post: Post):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert guarded(response)


def test_a_request_for_another_host_is_guarded(reader: Client):
    response = reader.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert guarded(response)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("something broke")


urlpatterns = [path("broken/", broken), *urls.urlpatterns]


@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_broke_is_guarded_and_says_so():
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert "Something broke here" in response.content.decode()
    assert guarded(response)
