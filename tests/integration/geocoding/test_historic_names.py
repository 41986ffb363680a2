"""Every row of our own table of former names: sourced, and found where it says."""

import csv

import pytest

from memmap.config import config
from memmap.geocoding import PlaceIndex, Query
from memmap.geocoding.index import ensure_index, historic_names
from memmap.geocoding.resolution import Match

with historic_names().open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_former_name_finds_its_place_and_names_its_source(row):
    index = PlaceIndex(ensure_index(config().cache))

    found = index.candidates(Query(row["name"]))[:2]

    assert (row["geonameid"], Match.HISTORIC) in [(c.id, c.match) for c in found]
    assert row["source"].startswith("http")
    assert not (row["from"] and row["to"]) or int(row["from"]) <= int(row["to"])
