"""The server on loopback, and its start and end in a test."""

from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from standins.avatars import drawn
from standins.facebook import Facebook
from standins.google import Google
from standins.page import page
from standins.people import PEOPLE, Person
from standins.provider import Provider
from standins.stage import Faults, Stage
from standins.web import Answer, Repeated, Request, as_json, as_page, fields, go_to
from standins.wordpress import WordPress
from standins.x import X

LOOPBACK = "127.0.0.1"
PROVIDERS: dict[str, type[Provider]] = {kind.key: kind for kind in (WordPress, Google, X, Facebook)}
REMEMBERED = 1000  # requests
LONGEST = 65536  # bytes of a form
GREY = (128, 128, 128)
LOOK = Path(__file__).with_name("look.css")

type Registered = Collection[str] | Callable[[str], bool]


class NotLoopback(Exception):
    """Nothing but this machine may reach a stand-in."""


def addresses(provider: str, url: str) -> dict[str, str]:
    """The end points of `provider` on a server at `url`, by django-allauth's names for them."""
    return PROVIDERS[provider].addresses(url)


def client(provider: str) -> tuple[str, str]:
    """The id and the secret that a site has at `provider`; the same each time."""
    return PROVIDERS[provider].client()


class Server(ThreadingHTTPServer):
    """All four providers. `requests` are those that came, the last 1000; `url` has no slash at its end.

    `redirects` are the addresses that sites registered, compared exactly, or what says whether one is registered.
    Raises NotLoopback, and OSError where the port is taken.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self,
        *,
        host: str = LOOPBACK,
        port: int = 0,
        people: Sequence[Person] = PEOPLE,
        redirects: Registered = (),
        code_seconds: float = 60,
        token_seconds: float = 3600,
    ) -> None:
        if host != LOOPBACK:
            raise NotLoopback(f"{host} is not {LOOPBACK}")
        super().__init__((host, port), _Handler)
        self.url = f"http://{LOOPBACK}:{self.server_port}"
        registered = redirects if callable(redirects) else redirects.__contains__
        self.stage = Stage(self.url, people, registered, code_seconds, token_seconds)
        self.providers = {key: kind(self.stage) for key, kind in PROVIDERS.items()}
        self.requests: deque[Request] = deque(maxlen=REMEMBERED)

    def addresses(self, provider: str) -> dict[str, str]:
        return addresses(provider, self.url)

    def client(self, provider: str) -> tuple[str, str]:
        return client(provider)

    @contextmanager
    def failing(self, **faults: Any) -> Iterator[None]:
        """Within, what Faults names goes wrong, and nothing else: `with server.failing(token_fails=True):`."""
        before, self.stage.faults = self.stage.faults, Faults(**faults)
        try:
            yield
        finally:
            self.stage.faults = before

    def answer(self, request: Request) -> Answer:
        self.requests.append(request)
        first, _, rest = request.path.removeprefix("/").partition("/")
        if first in self.providers:
            return self.providers[first].answer(request, f"/{rest}")
        if request.method != "GET":
            return Answer(status=405)
        return self._scenery(first, rest)

    def _scenery(self, first: str, rest: str) -> Answer:
        match first, rest:
            case "look.css", "":
                return Answer(LOOK.read_bytes(), headers={"Content-Type": "text/css; charset=utf-8"})
            case "avatars", _ if rest.endswith(".png"):
                return self._avatar(rest.removesuffix(".png"))
            case "people", _ if person := self.stage.person(rest):
                text = "<p>Nobody is behind this name.</p>"
                return as_page(page(person.name, text, stands_for="a person’s own page"))
        return Answer(status=404)

    def _avatar(self, handle: str) -> Answer:
        person, faults = self.stage.person(handle), self.stage.faults
        tint = person.tint if person else GREY if handle == "silhouette" else None
        if tint is None:
            return Answer(status=404)
        if faults.avatar_leads_to:
            return go_to(faults.avatar_leads_to)
        return Answer(drawn(tint).ljust(faults.avatar_bytes, b"\0"), headers={"Content-Type": "image/png"})

    def close(self) -> None:
        """End, also what hangs. Call it from another thread than the one that serves."""
        self.stage.closing.set()
        self.shutdown()
        self.server_close()


@contextmanager
def running(**options: Any) -> Iterator[Server]:
    """A server that answers, until the block ends. The options are Server's."""
    server = Server(**options)
    thread = Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._send(self._answer())

    def do_POST(self) -> None:
        self._send(self._answer())

    def _answer(self) -> Answer:
        parts = urlsplit(self.path)
        try:
            request = Request(self.command, parts.path, fields(parts.query), fields(self._form()), self.headers)
        except Repeated:
            said = "a parameter was sent more than once"
            return as_json({"error": "invalid_request", "error_description": said}, 400)
        return self.server.answer(request)

    def _form(self) -> str:
        """The body, where it is a form; what is longer than any form of the protocol is cut."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, LONGEST)).decode(errors="replace")
        return body if self.headers.get_content_type() == "application/x-www-form-urlencoded" else ""

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        with suppress(ConnectionError):  # whoever asked did not wait
            self.end_headers()
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """What came is in `requests`; a terminal is not told of every picture."""
