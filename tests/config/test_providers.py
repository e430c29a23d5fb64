"""The keys of providers, as the environment says them."""

import json
from pathlib import Path

import pytest

from tests.config.running import GOOD_KEY, run

NAMES = "SOCIALACCOUNT_PROVIDERS STAND_INS FETCH_PRIVATE_NETWORKS"
GOOGLE = {"GOOGLE_CLIENT_ID": "an-id", "GOOGLE_CLIENT_SECRET": "$ecret"}
OIDC = {"OIDC_ISSUER": "https://id.example.org/", "OIDC_CLIENT_ID": "an-id", "OIDC_CLIENT_SECRET": "a-secret"}
TOGETHER = "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together. Set all, or none."


def settings_with(data: Path, **environment: str) -> dict:
    code = "import json; from config import settings; print(json.dumps({n: getattr(settings, n) for n in %r}))"
    answer = run("-c", code % NAMES.split(), data=data, **environment)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def providers(data: Path, **environment: str) -> dict:
    found = settings_with(data, **environment)["SOCIALACCOUNT_PROVIDERS"]
    return {kind: said["APPS"] for kind, said in found.items()}


def test_without_a_word_there_are_no_keys(tmp_path: Path):
    assert settings_with(tmp_path) == {
        "SOCIALACCOUNT_PROVIDERS": {"openid_connect": {"APPS": []}},
        "STAND_INS": {},
        "FETCH_PRIVATE_NETWORKS": [],
    }


def test_a_pair_of_keys_is_read_as_it_is(tmp_path: Path):
    assert providers(tmp_path, **GOOGLE) == {
        "google": [{"name": "Google", "client_id": "an-id", "secret": "$ecret"}],
        "openid_connect": [],
    }


def test_wordpress_com_is_a_server_of_openid_connect(tmp_path: Path):
    pair = {"WORDPRESS_CLIENT_ID": "12345", "WORDPRESS_CLIENT_SECRET": "a-secret"}
    assert providers(tmp_path, **pair)["openid_connect"] == [
        {
            "name": "WordPress.com",
            "client_id": "12345",
            "secret": "a-secret",
            "provider_id": "wordpress",
            "settings": {},
        }
    ]


@pytest.mark.parametrize(
    ("more", "name", "trusted"),
    [({}, "OpenID Connect", False), ({"OIDC_NAME": "The Guild", "OIDC_TRUSTS_EMAIL": "on"}, "The Guild", True)],
)
def test_another_server_is_trusted_with_addresses_only_where_that_is_said(
    tmp_path: Path, more: dict, name: str, trusted: bool
):
    (server,) = providers(tmp_path, **OIDC, **more)["openid_connect"]
    assert server == {
        "name": name,
        "client_id": "an-id",
        "secret": "a-secret",
        "provider_id": "oidc",
        "settings": {"server_url": "https://id.example.org", "trusts_email": trusted},
    }


@pytest.mark.parametrize("who", ["WORDPRESS", "GOOGLE", "X", "FACEBOOK", "OIDC"])
@pytest.mark.parametrize(("there", "missing"), [("CLIENT_ID", "CLIENT_SECRET"), ("CLIENT_SECRET", "CLIENT_ID")])
def test_half_a_pair_is_said_in_a_sentence(tmp_path: Path, who: str, there: str, missing: str):
    answer = run("manage.py", "check", data=tmp_path, **{f"{who}_{there}": "half"})
    assert answer.returncode != 0
    assert f"{who}_{there} is set and {who}_{missing} is not. Set both, or neither." in answer.stderr


@pytest.mark.parametrize("missing", ["OIDC_ISSUER", "both"])
def test_a_server_without_keys_and_keys_without_a_server_are_said(tmp_path: Path, missing: str):
    said = {name: value for name, value in OIDC.items() if (name == "OIDC_ISSUER") == (missing == "both")}
    answer = run("manage.py", "check", data=tmp_path, **said)
    assert answer.returncode != 0
    assert TOGETHER in answer.stderr


def test_in_production_a_server_that_can_be_overheard_is_refused(tmp_path: Path):
    production = {"SITE_URL": "https://blog.example.org", "SECRET_KEY": GOOD_KEY}
    answer = run("manage.py", "check", data=tmp_path, **production, **OIDC | {"OIDC_ISSUER": "http://id.example.org"})
    assert answer.returncode != 0
    assert "(byline.E010) OIDC_ISSUER is plain http, or on this machine." in answer.stderr


def test_in_the_demo_all_four_are_played(tmp_path: Path):
    found = settings_with(tmp_path, DEMO="1", PORT="8200", **GOOGLE)
    assert [app["client_id"] for kind in found["SOCIALACCOUNT_PROVIDERS"].values() for app in kind["APPS"]] == [
        "byline-at-google",
        "byline-at-x",
        "byline-at-facebook",
        "byline-at-wordpress",
    ]
    assert found["STAND_INS"]["wordpress"] == {"server_url": "http://127.0.0.1:8206/wordpress"}
    assert found["FETCH_PRIVATE_NETWORKS"] == ["127.0.0.1/32"]


def test_in_production_nobody_is_played_though_the_demo_is_asked_for(tmp_path: Path):
    found = settings_with(tmp_path, DEMO="1", SITE_URL="https://blog.example.org")
    assert (found["STAND_INS"], found["FETCH_PRIVATE_NETWORKS"]) == ({}, [])
