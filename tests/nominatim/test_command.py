"""``memmap geocode`` with a real Nominatim switched on: terms, lock, a second run."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.nominatim.conftest import ADDRESS, NOBODY

from memmap.cli.geocode import geocode
from memmap.config import config
from memmap.geocoding.index import ensure_index
from memmap.geocoding.resolver import resolver
from memmap.lock import read_lock

HAMLET = "Малые Россошки"
"""GeoNames does not have it."""


@pytest.fixture
def run(tmp_path: Path, monkeypatch):
    """Run the command as a new process would, with a cache folder of its own."""
    cache = tmp_path / "cache"
    cache.mkdir()
    index = ensure_index(config().cache)
    (cache / index.name).symlink_to(index)
    monkeypatch.setenv("MEMMAP_CACHE", str(cache))
    monkeypatch.setenv("MEMMAP_GEOCODERS", "nominatim")
    monkeypatch.setenv("MEMMAP_USER_AGENT", "memmap's tests")

    def invoke(*arguments: object, address: str = ADDRESS):
        monkeypatch.setenv("MEMMAP_GEOCODER_URL", address)
        config.cache_clear()
        resolver.cache_clear()
        return CliRunner().invoke(geocode, [str(argument) for argument in arguments])

    yield invoke
    config.cache_clear()
    resolver.cache_clear()


@pytest.fixture
def unlocated(edit) -> Path:
    """Tables of which one city, a hamlet, waits to be located."""
    edit("cities.csv", ",RU,RU-VGG,Volgograd,", f",RU,RU-VGG,{HAMLET},")
    return edit("cities.csv", "48.71,44.51,src,src", ",,,src")


def test_terms_and_attribution_are_shown(run):
    result = run(HAMLET)

    assert result.exit_code == 0
    assert "asked at most once in 1 s" in result.output
    assert "https://operations.osmfoundation.org/policies/nominatim/" in result.output
    assert "nominatim node/3" in result.output
    assert "© OpenStreetMap contributors, ODbL" in result.output


def test_the_lock_keeps_what_was_found_and_a_second_run_asks_nobody(run, unlocated):
    first = run("--data", unlocated)
    lock = unlocated / "coordinates.lock.csv"
    before = lock.read_bytes()

    second = run("--data", unlocated, address=NOBODY)

    entry = read_lock(lock)["ru-volgograd"]
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert (entry.geocoder, entry.identifier) == ("nominatim", "node/3")
    assert (entry.latitude, entry.longitude) == (48.92, 44.1)
    assert lock.read_bytes() == before


def test_a_lost_lock_is_made_again_from_the_kept_answers(run, unlocated):
    run("--data", unlocated)
    lock = unlocated / "coordinates.lock.csv"
    before = lock.read_bytes()
    lock.unlink()

    result = run("--data", unlocated, address=NOBODY)

    assert result.exit_code == 0
    assert lock.read_bytes() == before


def test_a_server_that_is_gone_is_said_and_the_next_run_goes_on(run, unlocated):
    gone = run("--data", unlocated, address=NOBODY)
    back = run("--data", unlocated)

    assert gone.exit_code == 1
    assert "Not asked further: nominatim" in gone.output
    assert back.exit_code == 0
