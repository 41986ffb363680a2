"""GeoPackage (OGC 12-128r19) for GIS programs: an SQLite file with one table a listing."""

import sqlite3
import struct
from collections.abc import Iterator
from importlib import resources

import shapely

from memmap.lists.results import Record, Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.writers.credits import credits_of

_HEADER = b"GP\x00\x01" + struct.pack("<i", 4326)
"""Magic, version 0, little-endian without an envelope, WGS 84; the geometry follows as WKB."""
_NUMBERS = ("latitude", "longitude", "score")


def write_gpkg(review: Review) -> bytes:
    """Return a review as a GeoPackage; a row without a place has no geometry."""
    database = sqlite3.connect(":memory:")
    database.executescript((resources.files(__package__) / "gpkg.sql").read_text(encoding="utf-8"))
    credit = credits_of(review)
    for name, results in (
        ("places", place_results(review)),
        ("partnerships", pair_results(review)),
    ):
        if results:
            _add_table(database, name, results, credit)
    database.commit()
    content = database.serialize()
    database.close()
    return content


def _add_table(database: sqlite3.Connection, name: str, results: Results, credit: str) -> None:
    shape = "POINT" if name == "places" else "LINESTRING"
    types = ["TEXT"] * len(results.kept)
    types += ["REAL" if name.endswith(_NUMBERS) else "TEXT" for name in results.found_columns]
    named = zip(_unlike(results.columns), types, strict=True)
    columns = [f"{_quoted(column)} {kind}" for column, kind in named]
    database.execute(
        f"CREATE TABLE {name} (fid INTEGER PRIMARY KEY, geom {shape}, {', '.join(columns)})"
    )
    marks = ",".join("?" * (len(columns) + 1))
    database.executemany(
        f"INSERT INTO {name} VALUES (NULL, {marks})",
        (
            (_geometry(record), *(cell if cell != "" else None for cell in results.cells(record)))
            for record in results.records
        ),
    )
    database.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?,"
        " strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), ?, ?, ?, ?, 4326)",
        (name, name, credit, *_bounds(results)),
    )
    database.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, shape)
    )


def _geometry(record: Record) -> bytes | None:
    way = [(p.location.longitude, p.location.latitude) for p in record.points if p]
    if len(way) < len(record.points):
        return None
    shape = shapely.Point(way[0]) if len(way) == 1 else shapely.LineString(way)
    return _HEADER + bytes(shapely.to_wkb(shape, byte_order=1))


def _bounds(results: Results) -> tuple[float | None, ...]:
    points = [p.location for record in results.records for p in record.points if p]
    if not points:
        return (None,) * 4
    xs, ys = [p.longitude for p in points], [p.latitude for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _unlike(names: tuple[str, ...]) -> Iterator[str]:
    """Yield names that SQLite, which does not tell case apart, takes as different."""
    taken = {"fid", "geom"}
    for name in names:
        unlike, n = name.replace("\0", ""), 2
        while unlike.casefold() in taken:
            unlike, n = f"{name} {n}", n + 1
        taken.add(unlike.casefold())
        yield unlike


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
