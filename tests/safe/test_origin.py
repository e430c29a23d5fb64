"""Where a form was sent from."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt

from safe.origin import from_this_site, refusal

ELSEWHERE = "This came from another site's page. If it was you who wrote it, please send it again from here."
TOKEN = "Your sign-in has changed since this page was opened. Please look it over and send it again."


def request(*, secure: bool = False, cookies: str = "", **headers: str) -> HttpRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory().post("/on-bees/comments/", secure=secure, headers={**named, "cookie": cookies})


@csrf_exempt
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("site", "passes"),
    [
        ("same-origin", True),
        ("same-site", False),
        ("cross-site", False),
        ("none", False),
        ("", False),
        ("Same-Origin", False),
    ],
)
def test_the_browsers_word_on_the_site_counts(site: str, passes: bool):
    assert from_this_site(request(Sec_Fetch_Site=site)) is passes


@pytest.mark.parametrize("origin", ["http://testserver", "http://elsewhere.example", "null"])
def test_the_browsers_word_on_the_site_goes_before_its_origin(origin: str):
    assert from_this_site(request(Sec_Fetch_Site="same-origin", Origin=origin)) is True
    assert from_this_site(request(Sec_Fetch_Site="cross-site", Origin=origin)) is False


@pytest.mark.parametrize(
    ("origin", "passes"),
    [
        ("http://testserver", True),
        ("https://testserver", False),
        ("http://testserver:80", False),
        ("http://testserver:8000", False),
        ("http://testserver.elsewhere.example", False),
        ("http://elsewhere.example", False),
        ("testserver", False),
        ("null", False),
        ("", False),
    ],
)
def test_an_origin_is_that_of_the_page_itself_or_another(origin: str, passes: bool):
    assert from_this_site(request(Origin=origin)) is passes


def test_an_origin_has_the_scheme_that_the_page_came_by():
    assert from_this_site(request(secure=True, Origin="https://testserver")) is True
    assert from_this_site(request(secure=True, Origin="http://testserver")) is False


def test_who_says_nothing_passes():
    assert from_this_site(request()) is True


# The refusal, with a session and without


def test_a_form_of_our_own_is_not_refused():
    assert refusal(request(Sec_Fetch_Site="same-origin"), view) == ""


def test_another_sites_form_is_refused_in_a_sentence():
    assert refusal(request(Sec_Fetch_Site="cross-site"), view) == ELSEWHERE


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Sec_Fetch_Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_where_there_is_a_session_the_token_is_asked_for(headers: dict[str, str]):
    assert refusal(request(cookies="sessionid=abc", **headers), view) == TOKEN


def test_with_its_token_a_form_in_a_session_passes():
    token = "a" * 32
    sent = RequestFactory().post(
        "/on-bees/comments/", {"csrfmiddlewaretoken": token}, headers={"cookie": f"sessionid=abc; csrftoken={token}"}
    )
    assert refusal(sent, view) == ""


def test_another_sites_form_is_refused_with_a_token_too():
    sent = request(cookies="sessionid=abc", Sec_Fetch_Site="cross-site")
    assert refusal(sent, view) == ELSEWHERE
