"""The authorization code grant as all four providers have it (RFC 6749 §4.1, RFC 7636); each adds what is its own."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from standins.authentication import Credentials, check_client
from standins.ledger import Grant, Ledger, Refused
from standins.page import consent, refusal
from standins.stage import Stage
from standins.web import Answer, Request, as_json, as_page, go_to, with_params

type Call = Callable[[Request], Answer]

CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # SHA-256 in base64url (RFC 7636 §4.2)
BASIC = {"WWW-Authenticate": 'Basic realm="stand-in"'}
BEARER = {"WWW-Authenticate": 'Bearer realm="stand-in"'}


class NobodyToAnswer(Exception):
    """Client or address is unknown, so that nobody may be sent there (RFC 6749 §4.1.2.1). The text is shown instead."""


class Provider(ABC):
    """`key` is the first part of its paths, `authorization` the path of its consent page below that."""

    key: ClassVar[str]
    name: ClassVar[str]
    authorization: ClassVar[str]
    scopes: ClassVar[frozenset[str]]
    required_scopes: ClassVar[frozenset[str]] = frozenset()
    required_params: ClassVar[tuple[str, ...]] = ("scope",)
    client_authentication: ClassVar[frozenset[str]] = frozenset({"basic", "form"})
    cancelled: ClassVar[Mapping[str, str]] = {"error": "access_denied"}

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.ledger = Ledger(code_seconds=stage.code_seconds, token_seconds=stage.token_seconds)

    @classmethod
    def client(cls) -> Credentials:
        """Id and secret. They guard nobody, and are the same each time, so that a site can be told before."""
        return f"byline-at-{cls.key}", f"{cls.key}-guards-nobody"

    @classmethod
    @abstractmethod
    def addresses(cls, url: str) -> dict[str, str]:
        """What a site has to be told of a server at `url`, by the names that django-allauth has for it."""

    @abstractmethod
    def calls(self) -> dict[tuple[str, str], Call]:
        """Token, user info and keys: what answers a method and a path."""

    @abstractmethod
    def token_answer(self, token: str, grant: Grant) -> dict[str, Any]: ...

    @property
    def url(self) -> str:
        return f"{self.stage.url}/{self.key}"

    def answer(self, request: Request, path: str) -> Answer:
        """Answer a request whose path below the provider's own is `path`."""
        routes = self._routes()
        if (request.method, path) not in routes:
            return Answer(status=405 if path in {known for _method, known in routes} else 404)
        try:
            return routes[request.method, path](request)
        except NobodyToAnswer as why:
            return as_page(refusal(self.name, str(why)), 400)
        except Refused as refused:
            return self.refusal(refused)

    def _routes(self) -> dict[tuple[str, str], Call]:
        pages = {("GET", self.authorization): self.ask, ("POST", self.authorization): self.decide}
        return pages | self.calls()

    def ask(self, request: Request) -> Answer:
        """The page on which a person says who to be."""
        return self._back_if_refused(self._consent, request)

    def decide(self, request: Request) -> Answer:
        """Back to the site with a code or with the provider's word for a refusal. What was asked is checked again."""
        return self._back_if_refused(self._decision, request)

    def _back_if_refused(self, call: Call, request: Request) -> Answer:
        self._check_who_asks(request)
        try:
            return call(request)
        except Refused as refused:
            return self._back(request, {"error": refused.error, "error_description": refused.description})

    def _check_who_asks(self, request: Request) -> None:
        if request.query.get("client_id") != self.client()[0]:
            raise NobodyToAnswer("No site has this client_id.")
        if not self.stage.is_registered(request.query.get("redirect_uri", "")):
            raise NobodyToAnswer("The site has not registered this redirect_uri.")

    def _back(self, request: Request, params: Mapping[str, str]) -> Answer:
        state = {"state": request.query["state"]} if "state" in request.query else {}
        return go_to(with_params(request.query["redirect_uri"], dict(params) | state))

    def _consent(self, request: Request) -> Answer:
        scopes = self._wish(request)
        people = [(self.stage.faults.seen(person), self.stage.avatar_of(person)) for person in self.stage.people]
        site = urlsplit(request.query["redirect_uri"]).netloc
        return as_page(consent(self.name, site=site, scopes=scopes, people=people))

    def _decision(self, request: Request) -> Answer:
        scopes, query = self._wish(request), request.query
        if "cancel" in request.form:
            return self._back(request, self.cancelled)
        person = self.stage.person(request.form.get("person", ""))
        if not person:
            raise Refused("invalid_request", "nobody of that name is here")
        challenge, nonce = query.get("code_challenge", ""), query.get("nonce", "")
        grant = Grant(person, query["redirect_uri"], scopes, challenge, nonce)
        return self._back(request, {"code": self.ledger.promise(grant)})

    def _wish(self, request: Request) -> frozenset[str]:
        """The scopes that are asked for, by a request that is as it should be. Raises Refused."""
        query = request.query
        for name in ("response_type", *self.required_params):
            if not query.get(name):
                raise Refused("invalid_request", f"{name} is missing")
        if query["response_type"] != "code":
            raise Refused("unsupported_response_type", "only code is given")
        if {"code_challenge", "code_challenge_method"} & query.keys():
            self._check_challenge(query.get("code_challenge", ""), query.get("code_challenge_method", ""))
        return self._scopes(query.get("scope", ""))

    def _check_challenge(self, challenge: str, method: str) -> None:
        if method != "S256":
            raise Refused("invalid_request", "code_challenge_method must be S256")
        if not CHALLENGE.fullmatch(challenge):
            raise Refused("invalid_request", "code_challenge is malformed")

    def _scopes(self, text: str) -> frozenset[str]:
        """All that are asked for are granted, if the provider has them."""
        asked = frozenset(self.split_scope(text))
        if unknown := asked - self.scopes:
            raise Refused("invalid_scope", f"there is no {', '.join(sorted(unknown))}")
        if missing := self.required_scopes - asked:
            raise Refused("invalid_scope", f"{', '.join(sorted(missing))} is required")
        return asked

    def split_scope(self, text: str) -> list[str]:
        """By spaces (RFC 6749 §3.3)."""
        return text.split()

    def token(self, request: Request) -> Answer:
        """An access token for a code (RFC 6749 §4.1.3)."""
        faults = self.stage.faults
        self.stage.closing.wait(faults.token_hangs)
        if faults.token_fails:
            return as_json({"error": "server_error"}, 500)
        if faults.token_is_garbled:
            return Answer(b'{"access_token": ', headers={"Content-Type": "application/json"})
        check_client(request, self.client(), ways=self.client_authentication)
        return as_json(self.token_answer(*self._exchange(request.params)))

    def _exchange(self, params: Mapping[str, str]) -> tuple[str, Grant]:
        for name in ("grant_type", "code", "redirect_uri"):
            if not params.get(name):
                raise Refused("invalid_request", f"{name} is missing")
        if params["grant_type"] != "authorization_code":
            raise Refused("unsupported_grant_type", "only authorization_code is taken")
        verifier = params.get("code_verifier", "")
        return self.ledger.redeem(params["code"], redirect_uri=params["redirect_uri"], verifier=verifier)

    def opened_by(self, request: Request) -> Grant:
        """What the access token opens. Raises Refused."""
        grant = self.ledger.grant_of(self.bearer(request))
        if self.stage.faults.userinfo_fails:
            raise Refused("server_error", "told to fail", 500)
        return grant

    def bearer(self, request: Request) -> str:
        """The token in the header (RFC 6750 §2.1). Raises Refused."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            raise Refused("invalid_token", "no bearer token was sent", 401)
        return token

    def refusal(self, refused: Refused) -> Answer:
        """RFC 6749 §5.2 and RFC 6750 §3."""
        said = {"error": refused.error, "error_description": refused.description}
        challenge = {"invalid_client": BASIC, "invalid_token": BEARER}.get(refused.error, {})
        return as_json(said, refused.status, challenge)
