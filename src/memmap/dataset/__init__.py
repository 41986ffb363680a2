"""``data/`` becomes one validated, immutable value: all of it, or every problem that it has."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from memmap.dataset import parse
from memmap.dataset.checks import check_references
from memmap.dataset.credits import Credits, credit_files, default_credits, load_credits
from memmap.dataset.imported import IMPORTED, ImportedLayer, imported_files, load_imported
from memmap.dataset.layers import LAYERS, layer_files, load_layers
from memmap.dataset.table import Problem, Problems, Row, read_rows, unique
from memmap.lock import GEONAMES, LockedPlace, LockError, read_lock
from memmap.model import (
    City,
    Event,
    LatLon,
    Layer,
    LayerId,
    Memorial,
    Partnership,
    PartnershipId,
    PlaceId,
    ReadingRoom,
    Source,
    SourceId,
)

T = TypeVar("T")
LOCK = "coordinates.lock.csv"


class DataError(ValueError):
    """The tables cannot be used; ``problems`` says why, one a cell."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Dataset:
    """All tables, by id, with every reference resolvable and every city located."""

    sources: Mapping[SourceId, Source] = field(default_factory=dict)
    cities: Mapping[PlaceId, City] = field(default_factory=dict)
    memorials: Mapping[PlaceId, Memorial] = field(default_factory=dict)
    partnerships: Mapping[PartnershipId, Partnership] = field(default_factory=dict)
    reading_rooms: Mapping[PlaceId, ReadingRoom] = field(default_factory=dict)
    events: Mapping[PlaceId, Event] = field(default_factory=dict)
    locks: Mapping[PlaceId, LockedPlace] = field(default_factory=dict)
    imported: Mapping[LayerId, ImportedLayer] = field(default_factory=dict)
    credits: Credits = field(default_factory=default_credits)
    layers: Mapping[LayerId, Layer] = field(default_factory=dict)
    version: str = ""

    @cached_property
    def city_of_geonames(self) -> Mapping[str, PlaceId]:
        """The located cities by their GeoNames id; of a city and its districts, the city."""
        return {
            lock.identifier: city
            for city, lock in sorted(self.locks.items(), reverse=True)
            if lock.geocoder == GEONAMES
        }

    def city_location(self, city: PlaceId) -> LatLon:
        """Return where a city lies, in degrees.

        Raises:
            KeyError: There is no such city, or it has not been located.
        """
        location = self.cities[city].location
        if location is None:
            raise KeyError(city)
        return location

    def partnerships_of(self, city: PlaceId) -> list[Partnership]:
        """Return a city's partnerships, the oldest first, those without a year last."""
        found = [p for p in self.partnerships.values() if city in (p.city_a, p.city_b)]
        return sorted(found, key=lambda p: (p.year or 9999, p.id))


def load(folder: Path) -> Dataset:
    """Read and validate the tables of a folder.

    Raises:
        DataError: Anything is wrong in any of them; nothing is half-loaded.
    """
    dataset, problems = inspect(folder)
    if problems:
        raise DataError(problems)
    return dataset


def inspect(folder: Path) -> tuple[Dataset, list[Problem]]:
    """Read what can be read of a folder's tables, and return it with every problem found."""
    problems = Problems()

    def table(name: str, parser: Callable[[Row], T], key: str = "id") -> dict[str, tuple[Row, T]]:
        rows = read_rows(folder / name, parse.COLUMNS[name].split(), problems)
        return {_key(row, key): (row, parser(row)) for row in unique(rows, lambda r: _key(r, key))}

    tables: dict[str, dict[str, tuple[Row, Any]]] = {
        "sources": table("sources.csv", parse.source),
        "cities": table("cities.csv", parse.city),
        "memorials": table("memorials.csv", parse.memorial),
        "partnerships": table("partnerships.csv", parse.partnership, "pair"),
        "reading_rooms": table("reading_rooms.csv", parse.reading_room),
        "events": table("events.csv", parse.event),
    }
    locks = _locks(folder / LOCK, problems)
    check_references(tables, locks, problems)
    records: dict[str, dict[Any, Any]] = {
        name: {k: record for k, (_row, record) in rows.items()} for name, rows in tables.items()
    }
    records["cities"] = {k: _located(c, locks) for k, c in records["cities"].items()}
    records["layers"] = load_layers(folder / LAYERS, problems)
    records["imported"] = load_imported(folder / IMPORTED, problems)
    records["credits"] = load_credits(folder, problems)
    dataset = Dataset(**records, locks=locks, version=_version(folder))
    return dataset, sorted(problems.found)


def _key(row: Row, key: str) -> str:
    if key == "pair":
        return parse.partnership_id(row.text("city_a"), row.text("city_b"))
    return row.text(key)


def _locks(path: Path, problems: Problems) -> dict[PlaceId, LockedPlace]:
    try:
        return read_lock(path)
    except FileNotFoundError:
        return {}
    except LockError as error:
        problems.found.append(
            Problem(path.name, error.row, error.column, error.message, error.expected)
        )
        return {}


def _located(city: City, locks: Mapping[PlaceId, LockedPlace]) -> City:
    if city.location or city.id not in locks:
        return city
    return replace(city, location=locks[city.id].location)


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    tables = [folder / name for name in sorted([*parse.COLUMNS, LOCK])]
    added = [*layer_files(folder / LAYERS), *imported_files(folder / IMPORTED)]
    for path in [*tables, *credit_files(folder), *added]:
        digest.update(path.read_bytes() if path.exists() else b"")
        digest.update(b"\0")
    return digest.hexdigest()[:16]
