import pytest
from django.test import Client

from submissions.models import Licence, Terms
from tests.blog.page import Page

pytestmark = pytest.mark.django_db


def test_it_says_what_is_looked_for_and_agreed_on(reader: Client):
    Terms(guidelines="We like *long* ones.", most_words=2500).save()
    Terms.current().reword_licence("It stays <b>yours</b>.")
    page = reader.get("/write/").text
    assert "We like *long* ones." in page
    assert "It stays <b>yours</b>." in page
    assert "At most 2500 words." in page
    assert "marked nofollow" in page


def test_the_form_asks_for_an_idea(reader: Client):
    page = Page(reader.get("/write/"))
    assert list(page.fields("pitch")) == ["name", "email", "website", "title", "idea"]


def test_looking_makes_nothing_and_sets_no_cookie(reader: Client):
    response = reader.get("/write/")
    assert not response.cookies
    assert not Licence.objects.exists()
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Vary" not in response.headers or "Cookie" not in response.headers["Vary"]


def test_by_invitation_only_there_is_no_form(reader: Client):
    Terms(takes_pitches=False).save()
    page = reader.get("/write/")
    assert not Page(page).has("form")
    assert "Guests come by invitation alone just now." in page.text


def test_it_costs_two_queries(reader: Client, django_assert_num_queries):
    from blog.models import Site

    Site.current()
    with django_assert_num_queries(2):
        reader.get("/write/")


def test_every_page_leads_there(reader: Client):
    assert '<a href="/write/">Write for us</a>' in reader.get("/").text


def test_whoever_is_signed_in_has_a_token(signed_in, outsider):
    assert 'name="csrfmiddlewaretoken"' in signed_in(outsider).get("/write/").text
