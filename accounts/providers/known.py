"""What is known of each provider by its key, and how what came from it is read."""

import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers import registry
from django.conf import settings
from django.urls import reverse

WORDPRESS: Final = "wordpress"
WORDPRESS_SERVER: Final = "https://public-api.wordpress.com"
OPENID: Final = "openid_connect"  # what allauth calls the kind; each server has a key of its own
NAMES: Final = {WORDPRESS: "WordPress.com", "google": "Google", "x": "X", "facebook": "Facebook"}
LONGEST_NAME: Final = 100  # characters, as an account's
ADDRESS: Final = re.compile(r"\w@\w")


@dataclass(frozen=True, slots=True)
class Profile:
    """Somebody as a provider tells of them. Empty is what it does not tell, or what is no web address."""

    name: str
    avatar: str
    link: str


def profile(of: SocialLogin | SocialAccount) -> Profile:
    """Who signed in, or signed in once: it asks neither the provider nor for its keys."""
    account = of.account if isinstance(of, SocialLogin) else of
    told = (registry.get_class(account.provider) or registry.get_class(OPENID)).account_class(account)
    return Profile(_name(told.get_name), _address(told.get_avatar_url), _address(told.get_profile_url))


def _name(read: Any) -> str:
    return fit_to_be_shown(_text(read))


def fit_to_be_shown(name: str) -> str:
    """One line of what can be seen, and never an e-mail address: some are called by nothing else."""
    seen = "".join(letter if letter.isprintable() else " " for letter in name)
    line = " ".join(seen.split())
    if ADDRESS.search(line):
        line = line.partition("@")[0]
    return line[:LONGEST_NAME].strip()


def _address(read: Any) -> str:
    text = _text(read)
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def _text(read: Any) -> str:
    try:
        found = read()
    except (AttributeError, LookupError, TypeError):
        return ""
    return found if isinstance(found, str) else ""


def avatar_hosts(key: str) -> set[str]:
    """The hosts from which pictures of that provider's people may be fetched, as `safe.fetch` takes them."""
    return set(settings.AVATAR_HOSTS.get(key, ()))


def callback(key: str) -> str:
    """The address that the provider sends people back to, as it is to be registered there."""
    name = key if key in NAMES and key != WORDPRESS else ""
    path = reverse(f"{name}_callback") if name else reverse("openid_connect_callback", kwargs={"provider_id": key})
    return settings.SITE_URL + path
