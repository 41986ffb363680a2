"""A visitor's names go to an online geocoder after the visitor agreed, and to no other's page."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.integration.geocoding.faulty_server import Server, forbidden, good

from memmap.config import config
from memmap.geocoding import Query
from memmap.geocoding.index import ensure_index
from memmap.lists.desk import Desk
from memmap.ui.places.geocoders import chain_for

UNKNOWN = Query("Xqzvwk", "BE")


@pytest.fixture
def server(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    server = Server()
    index = ensure_index(config().cache)
    (tmp_path / index.name).symlink_to(index)
    offered = replace(
        config(),
        cache=tmp_path,
        geocoders=("nominatim",),
        user_agent="a test (nobody@example.org)",
        geocoder_url=server.address,
    )
    monkeypatch.setattr("memmap.ui.places.geocoders.config", lambda: offered)
    yield server
    server.close()


def test_nobody_has_agreed_who_was_not_asked(server):
    desk = Desk.read("list.csv", b"name\nXqzvwk\n")

    chain_for(online=desk.online).resolve(UNKNOWN)

    assert server.asked == []


def test_an_online_geocoder_is_asked_after_the_visitor_agreed(server):
    server.faults = [good]

    chain_for(online=True).resolve(UNKNOWN)

    assert server.asked == ["Xqzvwk"]


def test_what_failed_for_one_visitor_is_asked_again_for_the_next_and_not_told(server):
    first, second = chain_for(online=True), chain_for(online=True)
    server.faults = [forbidden]

    first.resolve(UNKNOWN)

    assert first.troubles
    assert second.troubles == []
