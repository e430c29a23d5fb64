"""Whether a provider takes the site's keys: it is asked what nobody could answer, by somebody whom it should know."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter

from accounts.providers.care import Unreachable
from accounts.providers.known import callback
from accounts.providers.openid import OpenIDConnect, discover

NOT_KNOWN = {"invalid_client", "unauthorized_client"}  # errors about who asks (RFC 6749 §5.2)
KNOWN = {"invalid_grant", "invalid_request"}  # about the code, by one who knows who asks
VERIFIER = "a-verifier-of-a-sign-in-that-never-was-0123456789"


def problem(key: str) -> str:
    """What is wrong with the keys of that provider, in a sentence; empty where it takes them."""
    provider = get_adapter().get_provider(None, key)
    try:
        return _asked(provider)
    except Unreachable:
        return f"{provider.server_url} does not say what an OpenID Connect server says."
    except (OSError, ValueError):
        return "It does not answer, or not as such a server does."


def _asked(provider: Any) -> str:
    if isinstance(provider, OpenIDConnect):
        return _of_a_server(provider) or _judged(_code_that_is_none(provider))
    return _judged(_token_of_the_app(provider) if provider.id == "facebook" else _code_that_is_none(provider))


def _of_a_server(provider: OpenIDConnect) -> str:
    """OpenID Connect Discovery 1.0 §4.3: it calls itself what it was asked for as."""
    issuer, known_as = discover(provider)["issuer"], provider.server_url.partition("/.well-known/")[0]
    if issuer.rstrip("/") == known_as:
        return ""
    return f"The server calls itself {issuer}. Enter that as its address."


def _code_that_is_none(provider: Any) -> tuple[int, Any]:
    """The provider's answer to a code that it never gave."""
    adapter, app = provider.get_oauth2_adapter(None), provider.app
    sent = {"grant_type": "authorization_code", "code": "none", "redirect_uri": callback(provider.sub_id)}
    sent |= {"code_verifier": VERIFIER}
    in_header = {"auth": (app.client_id, app.secret)} if adapter.basic_auth else {}
    if not in_header:
        sent |= {"client_id": app.client_id, "client_secret": app.secret}
    with get_adapter().get_requests_session() as session:
        answer = session.post(adapter.access_token_url, data=sent, **in_header)
        return answer.status_code, answer.json()


def _token_of_the_app(provider: Any) -> tuple[int, Any]:
    """Facebook's answer to the app itself, which gets a token for its secret."""
    app = provider.app
    sent = {"grant_type": "client_credentials", "client_id": app.client_id, "client_secret": app.secret}
    with get_adapter().get_requests_session() as session:
        answer = session.get(provider.get_oauth2_adapter(None).access_token_url, params=sent)
        return answer.status_code, answer.json()


def _judged(answer: tuple[int, Any]) -> str:
    status, said = answer
    error = said.get("error", "") if isinstance(said, dict) else str(said)
    if isinstance(error, dict):  # the Graph API's way
        return f"It does not take them: {error.get('message', '')}"
    if error in KNOWN or (status == 200 and "access_token" in said):
        return ""
    if error in NOT_KNOWN or status == 401:
        return "It knows no site with this client ID and this secret."
    return f"It answered {status}: {error}"
