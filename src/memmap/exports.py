"""A filter's features as files, part by part: CSV for spreadsheets, GeoJSON for maps."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import Any

import pyarrow as pa

from memmap import geojson
from memmap.model import LatLon
from memmap.spreadsheet import spreadsheet_text

ATTRIBUTION = "memmap; coordinates from GeoNames (CC BY 4.0); facts from the sources named"
PART_ROWS = 1_000

Licences = Sequence[dict[str, Any]]
"""The terms of the layers in a file: layer, name, licence and attribution of each."""


def to_csv(table: pa.Table) -> Iterator[str]:
    """Yield an Arrow table as CSV with a byte order mark, which spreadsheets need for UTF-8."""
    yield "\ufeff" + _lines([table.column_names])
    for batch in table.to_batches(PART_ROWS):
        yield _lines(map(spreadsheet_text, row.values()) for row in batch.to_pylist())


def _lines(rows: Iterator[Iterator[object]] | list[list[str]]) -> str:
    output = StringIO()
    csv.writer(output, lineterminator="\r\n").writerows(rows)
    return output.getvalue()


def places_geojson(table: pa.Table, attribution: str, licences: Licences = ()) -> Iterator[str]:
    """Yield places as GeoJSON (RFC 7946): longitude before latitude."""
    return _collection(table, _place, attribution, licences)


def partnerships_geojson(
    table: pa.Table, attribution: str, licences: Licences = ()
) -> Iterator[str]:
    """Yield partnerships as GeoJSON lines between their two cities."""
    return _collection(table, _partnership, attribution, licences)


def _place(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return _feature(row, point, {"lon", "lat"})


def _partnership(row: dict[str, Any]) -> dict[str, Any]:
    line = geojson.line(LatLon(row["a_lat"], row["a_lon"]), LatLon(row["b_lat"], row["b_lon"]))
    return _feature(row, line, {"a_lon", "a_lat", "b_lon", "b_lat"})


def _feature(row: dict[str, Any], geometry: dict[str, Any], without: set[str]) -> dict[str, Any]:
    properties = {key: value for key, value in row.items() if key not in without}
    return {"type": "Feature", "id": row["id"], "properties": properties, "geometry": geometry}


def _collection(
    table: pa.Table,
    feature: Callable[[dict[str, Any]], dict[str, Any]],
    attribution: str,
    licences: Licences,
) -> Iterator[str]:
    head = {
        "type": "FeatureCollection",
        "attribution": attribution,
        "licences": list(licences),
        "features": [],
    }
    yield json.dumps(head, ensure_ascii=False).removesuffix("]}")
    comma = ""
    for batch in table.to_batches(PART_ROWS):
        texts = (json.dumps(feature(row), ensure_ascii=False) for row in batch.to_pylist())
        yield comma + ",\n".join(texts)
        comma = ",\n"
    yield "]}"
