"""The site's icons, and the manifest that names them."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client

from tests.blog.page import Page

pytestmark = pytest.mark.django_db


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def test_the_manifest_says_what_the_site_is_called(reader: Client, settings):
    settings.SITE_NAME, settings.SITE_TAGLINE = "The Long Slipway", "essays"
    answer = reader.get("/manifest.webmanifest")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/manifest+json")
    said = json.loads(answer.content)
    assert (said["name"], said["short_name"], said["description"]) == ("The Long Slipway", "The Long Sli", "essays")
    assert (said["id"], said["start_url"], said["scope"], said["display"]) == ("/", "/", "/", "minimal-ui")


def test_every_icon_has_the_size_it_says(reader: Client):
    icons = json.loads(reader.get("/manifest.webmanifest").content)["icons"]
    assert [(icon["sizes"], icon["purpose"]) for icon in icons] == [
        *(("192x192", "any"), ("512x512", "any"), ("192x192", "maskable"), ("512x512", "maskable"))
    ]
    for icon in icons:
        answer = reader.get(icon["src"])
        assert answer["Content-Type"] == "image/png"
        assert "{}x{}".format(*size_of(b"".join(answer))) == icon["sizes"]


def test_every_page_names_the_icons_and_the_colours_of_both_schemes(reader: Client):
    page = Page(reader.get("/"))
    assert page.one("link[@rel='manifest']").get("href") == "/manifest.webmanifest"
    touch = reader.get(page.one("link[@rel='apple-touch-icon']").get("href"))
    assert size_of(b"".join(touch)) == (180, 180)
    tokens = Path(site_settings.BASE_DIR, "static", "css", "tokens.css").read_text()
    papers = re.findall(r"--paper: (#\w{6});", tokens)
    assert [node.get("content") for node in page.all("meta[@name='theme-color']")] == papers
    assert json.loads(reader.get("/manifest.webmanifest").content)["theme_color"] == papers[0]


def test_a_browser_that_has_read_no_page_finds_an_icon(reader: Client):
    answer = reader.get("/favicon.ico", follow=True)
    assert answer.status_code == 200
    icon = b"".join(answer)
    assert icon[:6] == b"\0\0\1\0\1\0"
    assert size_of(icon[22:]) == (32, 32)
