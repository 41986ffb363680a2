"""A real HTTP server on loopback that answers as Nominatim does, or misbehaves as it is told."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

VOLGOGRAD = [
    {
        "lat": "48.7",
        "lon": "44.5",
        "display_name": "Volgograd, Russia",
        "osm_type": "relation",
        "osm_id": 1,
        "importance": 0.7,
        "addresstype": "city",
        "address": {"country_code": "ru"},
    }
]
Fault = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """Answers with the faults in turn, then well."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.asked: list[str] = []
        self.over = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = parse_qs(urlsplit(self.path).query).get("q", ["redirected"])[0]
                outer.asked.append(text)
                fault = outer.faults.pop(0) if outer.faults else good
                fault(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.http.over = self.over  # type: ignore[attr-defined]
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self.http.shutdown()
        self.http.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = b"", **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def good(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, json.dumps(VOLGOGRAD).encode())


def busy(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 429, Retry_After="0")


def busy_until_a_date(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 429, Retry_After="Fri, 31 Dec 1999 23:59:59 GMT")


def very_busy(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 429, Retry_After="3600")


def forbidden(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 403)


def bad_query(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 400)


def broken(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 503)


def malformed(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, b'[{"lat": ')


def of_another_form(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, b'[{"hello": 1}]')


def in_html(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 200, b"<html>Please log in</html>", Content_Type="text/html")


def round_and_round(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 302, Location="/search?q=again")


def silent(handler: BaseHTTPRequestHandler) -> None:
    over: threading.Event = handler.server.over  # type: ignore[attr-defined]
    over.wait(5)


def redirect(handler: BaseHTTPRequestHandler) -> None:
    send(handler, 302, Location="/elsewhere")


def cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'[{"lat"')
    handler.wfile.flush()
    handler.connection.close()


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    over: threading.Event = handler.server.over  # type: ignore[attr-defined]
    while not over.wait(0.05):
        try:
            handler.wfile.write(b" ")
            handler.wfile.flush()
        except OSError:
            return
