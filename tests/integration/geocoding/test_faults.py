"""An online geocoder against a real HTTP server on loopback that misbehaves."""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from memmap.geocoding import Query
from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.online import OnlineGeocoder, Patience
from memmap.geocoding.providers import PROVIDERS, open_geocoder

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
BRIEF = Patience(answer=0.8, retries=1, wait=0.01, longest_wait=0.05, failures=3)
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
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()


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


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    server.http.over = server.over  # type: ignore[attr-defined]
    yield server
    server.over.set()
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def online(server: Server, tmp_path: Path) -> Callable[[], OnlineGeocoder]:
    """Make a geocoder as a new process would: the cache alone is kept."""
    provider = replace(PROVIDERS["nominatim"], seconds=0.0)

    def start() -> OnlineGeocoder:
        geocoder = open_geocoder("nominatim", "tests", server.address)
        return OnlineGeocoder(provider, geocoder, AnswerCache(tmp_path / "a.sqlite"), BRIEF)

    return start


def test_an_answer_is_asked_for_once_even_by_the_next_process(server, online):
    first = online().candidates(Query("Volgograd", "RU"))
    again = online().candidates(Query("volgograd", "RU"))

    assert first == again
    assert first[0].country == "RU"
    assert server.asked == ["Volgograd"]


@pytest.mark.parametrize(
    "fault", [busy, busy_until_a_date, broken, cut, drip, silent, malformed, in_html]
)
def test_a_passing_fault_is_asked_again(server, online, fault):
    server.faults = [fault]

    found = online().candidates(Query("Volgograd"))

    assert [c.matched_name for c in found] == ["Volgograd, Russia"]
    assert len(server.asked) == 2


def test_a_redirect_is_followed(server, online):
    server.faults = [redirect]

    assert online().candidates(Query("Volgograd"))
    assert server.asked == ["Volgograd", "redirected"]


def test_an_answer_of_another_form_is_trouble_and_no_traceback(server, online):
    server.faults = [of_another_form] * 2
    geocoder = online()

    assert geocoder.candidates(Query("Volgograd")) == []
    assert "nominatim" in geocoder.trouble


def test_after_failures_in_a_row_the_batch_goes_on_without_asking(server, online):
    server.faults = [broken] * 100
    geocoder = online()

    found = [geocoder.candidates(Query(f"Place {i}")) for i in range(10)]

    assert found == [[]] * 10
    assert len(server.asked) == BRIEF.failures * (BRIEF.retries + 1)
    assert geocoder.trouble


def test_a_batch_resumes_with_what_was_not_answered(server, online):
    server.faults = [good, *[broken] * 2]
    names = ["A town", "B town"]
    interrupted = [online().candidates(Query(name)) for name in names]
    server.asked.clear()

    resumed = [online().candidates(Query(name)) for name in names]

    assert interrupted[1] == []
    assert all(resumed)
    assert server.asked == ["B town"]


@pytest.mark.parametrize("fault", [very_busy, forbidden])
def test_a_refusal_is_obeyed_at_once_and_for_the_whole_batch(server, online, fault):
    server.faults = [fault]
    geocoder = online()

    found = [geocoder.candidates(Query(f"Place {i}")) for i in range(5)]

    assert found == [[]] * 5
    assert server.asked == ["Place 0"]
    assert geocoder.trouble


def test_a_query_that_the_server_cannot_read_does_not_stop_the_batch(server, online):
    server.faults = [bad_query, bad_query, bad_query, bad_query]
    geocoder = online()

    found = [geocoder.candidates(Query(name)) for name in ("1", "2", "3", "4", "Volgograd")]

    assert [bool(one) for one in found] == [False] * 4 + [True]
    assert server.asked == ["1", "2", "3", "4", "Volgograd"]


def test_a_redirect_that_goes_round_is_trouble(server, online):
    server.faults = [round_and_round] * 100
    geocoder = online()

    assert geocoder.candidates(Query("Volgograd")) == []
    assert geocoder.trouble


def test_a_server_that_is_not_there_is_trouble(online, server):
    server.http.shutdown()
    server.http.server_close()
    geocoder = online()

    assert geocoder.candidates(Query("Volgograd")) == []
    assert geocoder.trouble


def test_two_processes_at_once_keep_the_pace_together(tmp_path):
    """Each of them has its own limiter: the file that they share says whose turn it is."""
    one, other = AnswerCache(tmp_path / "a.sqlite"), AnswerCache(tmp_path / "a.sqlite")

    waits = [cache.turn("nominatim", 10.0) for cache in (one, other, one)]

    assert waits[0] == 0
    assert 9 < waits[1] <= 10
    assert 19 < waits[2] <= 20
    assert one.turn("photon", 10.0) == 0


def test_a_corrupt_cache_is_begun_anew(server, online, tmp_path):
    (tmp_path / "a.sqlite").write_bytes(b"no database at all" * 100)

    assert online().candidates(Query("Volgograd"))
    assert (tmp_path / "a.corrupt").exists()


def test_an_answer_of_another_form_in_the_cache_is_asked_again(server, online, tmp_path):
    online().candidates(Query("Volgograd"))
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, database:
        database.execute("""UPDATE answer SET found = '[{"lat": "north"}]'""")

    assert online().candidates(Query("Volgograd"))
    assert server.asked == ["Volgograd", "Volgograd"]


def test_a_cache_that_is_in_use_for_long_or_read_only_is_not_thrown_away(
    server, online, tmp_path, monkeypatch
):
    online().candidates(Query("Volgograd"))
    path = tmp_path / "a.sqlite"
    before = path.read_bytes()

    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr("memmap.geocoding.cache.sqlite3.connect", locked)
    answered = bool(online().candidates(Query("Volgograd")))

    assert answered
    assert path.read_bytes() == before
    assert not (tmp_path / "a.corrupt").exists()
