"""Rows of an answer as features."""

from math import cos, pi, radians, sin
from typing import Any

from memmap.catalog.answers import Cluster, Flow, PartnershipFeature, PlaceFeature
from memmap.geodesy import TILE_SIZE
from memmap.model import BoundingBox, LatLon, MemorialKind

_MEMORIALS = frozenset(map(str, MemorialKind))


def flow(row: tuple[Any, ...]) -> Flow:
    """Read a row of ``flows.sql``."""
    _total, count, lat_a, lon_a, lat_b, lon_b, status = row
    return Flow(LatLon(*rounded((lat_a, lon_a))), LatLon(*rounded((lat_b, lon_b))), count, status)


def partnership(row: tuple[Any, ...]) -> PartnershipFeature:
    """Read a row of ``partnerships.sql``."""
    ends = LatLon(*rounded(row[1:3])), LatLon(*rounded(row[3:5]))
    return PartnershipFeature(row[0], *ends, *row[5:8])


def cluster(row: tuple[Any, ...]) -> Cluster:
    """Read a row of ``places.sql`` with several places."""
    count, lat, lon, kinds, counts, south, west, north, east = row[:9]
    return Cluster(
        LatLon(*rounded((lat, lon))),
        count,
        dict(zip(kinds, counts, strict=True)),
        BoundingBox(*rounded((south, west, north, east))),
    )


def alone(row: tuple[Any, ...]) -> PlaceFeature:
    """Read a row of ``places.sql`` with one place."""
    place, kind, layer, name, precision = row[9:]
    values = {"kind": kind, "layer": layer, "name": name, "precision": precision}
    return _place(place, LatLon(*rounded(row[1:3])), values)


def single(row: tuple[Any, ...], zoom: int) -> PlaceFeature:
    """Read a row of ``singles.sql``; places at one point stand side by side."""
    place, lat, lon, kind, layer, name, precision, turn, shared = row
    point = _side_by_side(LatLon(lat, lon), turn, shared, zoom)
    return _place(
        place, point, {"kind": kind, "layer": layer, "name": name, "precision": precision}
    )


def _place(place: str, point: LatLon, values: dict[str, str]) -> PlaceFeature:
    approximate = values["precision"] != "site" and values["kind"] in _MEMORIALS
    return PlaceFeature(place, point, values["kind"], values["layer"], values["name"], approximate)


def _side_by_side(point: LatLon, turn: int, shared: int, zoom: int) -> LatLon:
    """Move one of several places at the same point onto a ring of 18 pixels or more."""
    if shared == 1:
        return point
    degrees = max(18, 4 * shared) * 360 / (TILE_SIZE * 2**zoom)
    angle = 2 * pi * turn / shared
    return LatLon(
        *rounded(
            (
                point.latitude + degrees * sin(angle) * cos(radians(point.latitude)),
                point.longitude + degrees * cos(angle),
            )
        )
    )


def rounded(degrees: tuple[float, ...]) -> tuple[float, ...]:
    """Round to about a decimetre: less text to send."""
    return tuple(round(value, 6) for value in degrees)
