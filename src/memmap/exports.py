"""A filter's features as files: CSV for spreadsheets, GeoJSON for maps."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from typing import Any

import pyarrow as pa

from memmap.spreadsheet import spreadsheet_text

ATTRIBUTION = "memmap; coordinates from GeoNames (CC BY 4.0); facts from the sources named"

Licences = Sequence[dict[str, Any]]
"""The terms of the layers in a file: layer, name, licence and attribution of each."""


def to_csv(table: pa.Table) -> str:
    """Return an Arrow table as CSV with a byte order mark, which spreadsheets need for UTF-8."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([spreadsheet_text(value) for value in row.values()])
    return "\ufeff" + output.getvalue()


def places_geojson(table: pa.Table, attribution: str, licences: Licences = ()) -> str:
    """Return places as GeoJSON (RFC 7946): longitude before latitude."""
    features = [
        _feature(row, "Point", [row["lon"], row["lat"]], "lon", "lat") for row in table.to_pylist()
    ]
    return _collection(features, attribution, licences)


def partnerships_geojson(table: pa.Table, attribution: str, licences: Licences = ()) -> str:
    """Return partnerships as GeoJSON lines between their two cities."""
    features = [
        _feature(
            row,
            "LineString",
            [[row["a_lon"], row["a_lat"]], [row["b_lon"], row["b_lat"]]],
            "a_lon",
            "a_lat",
            "b_lon",
            "b_lat",
        )
        for row in table.to_pylist()
    ]
    return _collection(features, attribution, licences)


def _feature(
    row: dict[str, Any], geometry: str, coordinates: list[Any], *without: str
) -> dict[str, Any]:
    properties = {key: value for key, value in row.items() if key not in without}
    return {
        "type": "Feature",
        "id": row["id"],
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def _collection(features: list[dict[str, Any]], attribution: str, licences: Licences) -> str:
    terms = {"attribution": attribution, "licences": list(licences)}
    return json.dumps(
        {"type": "FeatureCollection", **terms, "features": features}, ensure_ascii=False
    )
