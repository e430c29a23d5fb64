"""A web server on loopback, standing where a stranger's would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

type Answer = Callable[[BaseHTTPRequestHandler], None]


class Loopback(ThreadingHTTPServer):
    """Answers a path with what `pages` has for it, else with 404; `asked` lists the paths that were asked for."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"


class _Handler(BaseHTTPRequestHandler):
    server: Loopback

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.pages.get(self.path.partition("?")[0], page(b"nothing", status=404))(self)

    def log_message(self, *args: object) -> None:
        pass


def page(body: bytes = b"", *, status: int = 200, **headers: str) -> Answer:
    """An answer; `content_type="image/png"` becomes the header Content-Type."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def raw(*parts: bytes, pause: Callable[[], None] = lambda: None) -> Answer:
    """Bytes as they are, with a pause after each part, until the other side has gone."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            try:
                handler.wfile.write(part)
            except OSError:
                return
            pause()

    return answer


@contextmanager
def loopback() -> Iterator[Loopback]:
    with Loopback() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
