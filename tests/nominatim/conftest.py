"""These tests ask a real Nominatim, which ``make test-nominatim`` starts; else they are skipped."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from memmap.geocoding.cache import AnswerCache
from memmap.geocoding.online import OnlineGeocoder, Patience
from memmap.geocoding.providers import PROVIDERS, open_geocoder

ADDRESS = os.environ.get("MEMMAP_TEST_NOMINATIM", "")
NOBODY = "http://127.0.0.1:9"
"""An address at which nobody answers: what comes back was kept."""
Start = Callable[..., OnlineGeocoder]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not ADDRESS:
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="needs make test-nominatim"))


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Make a geocoder as a new process would: the cache alone is kept."""

    def make(address: str = ADDRESS, seconds: float = 0.0) -> OnlineGeocoder:
        provider = replace(PROVIDERS["nominatim"], seconds=seconds)
        geocoder = open_geocoder("nominatim", "memmap's tests", address)
        patience = Patience(retries=0, wait=0.01)
        return OnlineGeocoder(provider, geocoder, AnswerCache(tmp_path / "a.sqlite"), patience)

    return make
