"""Web Mercator, great circles, the 180th meridian. Angles in degrees, lengths in metres.

Formulas: OpenStreetMap wiki, "Slippy map tilenames"; E. Williams, "Aviation Formulary" for the
intermediate points of a great circle and the haversine.
"""

from collections.abc import Iterable
from math import asin, atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sinh, sqrt, tan
from typing import NamedTuple

from memmap.model import BoundingBox, LatLon

EARTH_RADIUS = 6_371_008.8
"""Mean radius in metres (IUGG)."""
EARTH_CIRCUMFERENCE = 2 * pi * 6_378_137.0
"""Of the equator in metres (WGS 84), on which Web Mercator's scale is based."""
MAX_LATITUDE = degrees(atan(sinh(pi)))
"""Where Web Mercator ends, about 85.05 degrees."""


TILE_SIZE = 256
"""Pixels."""


class TileRange(NamedTuple):
    """A rectangle of tiles, both ends included. ``x`` may lie in a copy of the world."""

    zoom: int
    x0: int
    x1: int
    y0: int
    y1: int


def project(point: LatLon) -> tuple[float, float]:
    """Return Web Mercator as fractions of the world, (0, 0) in the north-west."""
    latitude = max(-MAX_LATITUDE, min(MAX_LATITUDE, point.latitude))
    y = 0.5 - log(tan(pi / 4 + radians(latitude) / 2)) / (2 * pi)
    return (point.longitude + 180) / 360, y


def unproject(x: float, y: float) -> LatLon:
    """Return the point of fractions of the Web Mercator world."""
    return LatLon(degrees(atan(sinh(pi * (1 - 2 * y)))), x * 360 - 180)


def tile_box(tiles: TileRange) -> BoundingBox:
    """Return the box of a rectangle of tiles."""
    world = 2**tiles.zoom
    north, west = unproject(tiles.x0 / world, tiles.y0 / world)
    south, east = unproject((tiles.x1 + 1) / world, (tiles.y1 + 1) / world)
    return BoundingBox(south, west, north, east)


def box_of(points: Iterable[LatLon]) -> BoundingBox | None:
    """Return the smallest box around points, across the 180th meridian where that is shorter.

    It leaves out the widest gap between neighbouring longitudes. None without points.
    """
    found = list(points)
    if not found:
        return None
    latitudes = [point.latitude for point in found]
    longitudes = sorted({point.longitude for point in found})
    nexts = [*longitudes[1:], longitudes[0] + 360]
    gaps = [there - here for here, there in zip(longitudes, nexts, strict=True)]
    last = max(range(len(gaps)), key=lambda i: (gaps[i], i))
    east, west = longitudes[last], longitudes[(last + 1) % len(longitudes)]
    return BoundingBox(min(latitudes), west, max(latitudes), east if east >= west else east + 360)


def distance(a: LatLon, b: LatLon) -> float:
    """Return the great-circle distance in metres."""
    p, q = radians(a.latitude), radians(b.latitude)
    half = sin((q - p) / 2) ** 2
    half += cos(p) * cos(q) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half)))


def great_circle(a: LatLon, b: LatLon, points: int = 32) -> list[LatLon]:
    """Return ``points`` points of the shortest way from ``a`` to ``b``.

    Longitudes are unwrapped: a way across the 180th meridian goes on past it, so that it can be
    drawn as one line. Between antipodes, where no way is the shortest, it is a straight one.
    """
    angle = distance(a, b) / EARTH_RADIUS
    if sin(angle) < 1e-9:
        return [_between(a, b, i / (points - 1)) for i in range(points)]
    way = [_slerp(a, b, angle, i / (points - 1)) for i in range(1, points - 1)]
    return unwrap([a, *way, b])


def unwrap(way: list[LatLon]) -> list[LatLon]:
    """Return a way whose longitudes never leap by more than half a turn."""
    unwrapped = way[:1]
    for point in way[1:]:
        turns = round((unwrapped[-1].longitude - point.longitude) / 360)
        unwrapped.append(LatLon(point.latitude, point.longitude + 360 * turns))
    return unwrapped


def _slerp(a: LatLon, b: LatLon, angle: float, fraction: float) -> LatLon:
    u, v = sin((1 - fraction) * angle) / sin(angle), sin(fraction * angle) / sin(angle)
    x, y, z = (u * p + v * q for p, q in zip(_vector(a), _vector(b), strict=True))
    return LatLon(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))


def _vector(point: LatLon) -> tuple[float, float, float]:
    p, q = radians(point.latitude), radians(point.longitude)
    return cos(p) * cos(q), cos(p) * sin(q), sin(p)


def _between(a: LatLon, b: LatLon, fraction: float) -> LatLon:
    return LatLon(
        a.latitude + (b.latitude - a.latitude) * fraction,
        a.longitude + (b.longitude - a.longitude) * fraction,
    )
