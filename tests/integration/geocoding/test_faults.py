"""An online geocoder against a real HTTP server on loopback that misbehaves."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.integration.geocoding.faulty_server import (
    Server,
    bad_query,
    broken,
    busy,
    busy_until_a_date,
    cut,
    drip,
    forbidden,
    good,
    in_html,
    malformed,
    of_another_form,
    redirect,
    round_and_round,
    silent,
    very_busy,
)

from memmap.geocoding import Query
from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.online import OnlineGeocoder, Patience
from memmap.geocoding.providers import PROVIDERS, open_geocoder

BRIEF = Patience(answer=0.8, retries=1, wait=0.01, longest_wait=0.05, failures=3)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


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
    server.close()
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
