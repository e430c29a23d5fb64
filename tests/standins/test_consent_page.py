import io

import html5lib
import pytest
from PIL import Image

from standins import PEOPLE, Person, running
from tests.standins.walking import CALLBACK, MARTA, Walk, fetch

NAMES = {"wordpress": "WordPress.com", "google": "Google", "x": "X", "facebook": "Facebook"}


def parsed(html: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


@pytest.mark.parametrize("provider", NAMES)
def test_it_says_that_it_is_a_stand_in(server, provider: str):
    page = parsed(Walk(server, provider).page().text)
    notice = f"This is a stand-in for {NAMES[provider]} on this machine. Nobody’s real account is involved."
    assert page.find(".//p[@class='notice']").text == notice


def test_it_offers_everybody_and_a_way_out(server):
    page = parsed(Walk(server, "google").page().text)
    form = page.find(".//form")
    assert (form.get("method"), form.get("action")) == ("post", None)
    buttons = [(button.get("name"), button.get("value"), button.text) for button in form.iter("button")]
    people = [("person", person.handle, f"Continue as {person.name}") for person in PEOPLE]
    assert buttons == [*people, ("cancel", "1", "Cancel")]


def test_it_says_who_asks_for_what(server):
    text = Walk(server, "google").page().text
    assert "<strong>localhost:8000</strong> wants to know who you are. It asks for: email, openid, profile." in text


def test_it_tells_addresses_as_they_are(server):
    text = Walk(server, "google").page().text
    for told in ("marta@people.example, verified", "wren@people.example, not verified", "no e-mail address"):
        assert told in text


def test_names_are_text(server):
    people = [Person("mallory", '<script>"&', "a@b.example")]
    with running(people=people, redirects=[CALLBACK]) as other:
        text = Walk(other, "google").page().text
    assert "<script" not in text
    assert parsed(text).find(".//li//strong").text == '<script>"&'


def test_it_needs_nothing_from_elsewhere(server):
    answer = Walk(server, "google").page()
    assert "<script" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self';")
    assert fetch(f"{server.url}/look.css").headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_picture_is_a_plain_tint(server):
    answer = fetch(f"{server.url}/avatars/{MARTA}.png")
    assert answer.headers["Content-Type"] == "image/png"
    with Image.open(io.BytesIO(answer.body)) as picture:
        assert (picture.size, picture.getpixel((5, 5))) == ((96, 96), PEOPLE[0].tint)


def test_who_has_no_picture_has_none(server):
    assert fetch(f"{server.url}/avatars/ines_who_is_nobody.png").status == 404
    assert fetch(f"{server.url}/avatars/eleni_who_is_invented.png").status == 404


def test_a_profile_leads_to_nobody(server):
    assert "Nobody is behind this name." in fetch(f"{server.url}/people/{MARTA}").text
    assert fetch(f"{server.url}/people/somebody").status == 404
