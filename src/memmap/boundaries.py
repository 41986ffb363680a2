"""Which country a point lies in, by Natural Earth's 1:10m boundaries.

Used to check data, not to decide anything: coasts are simplified and borders can be in dispute, so
a point near the edge of a country counts as inside.
"""

from collections.abc import Sequence
from functools import cache
from math import cos, radians, sqrt
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from memmap.basemap import layer, read_geometries
from memmap.config import bundled_data
from memmap.model import LatLon

TOLERANCE = 0.25
"""Degrees within which a point beyond a boundary still counts as inside, about 25 km."""


@cache
def _countries() -> dict[str, Geometry]:
    countries = dict(read_geometries(bundled_data() / "basemap" / "countries.wkb.gz"))
    shapely.prepare(list(countries.values()))
    return countries


def lies_in(point: LatLon, country: str) -> bool:
    """Return whether a point lies in a country of ISO 3166-1, or near it.

    A country without boundaries in the data is not checked.
    """
    geometry = _countries().get(country)
    if geometry is None:
        return True
    here = shapely.Point(point.longitude, point.latitude)
    return bool(shapely.dwithin(geometry, here, TOLERANCE))


def beyond(point: LatLon, country: str) -> float:
    """Return how many degrees a point lies outside a country, 0 within it.

    A country without boundaries in the data has no outside.
    """
    geometry = _countries().get(country)
    if geometry is None:
        return 0.0
    return float(shapely.distance(geometry, shapely.Point(point.longitude, point.latitude)))


def countries_at(latitudes: Sequence[float], longitudes: Sequence[float]) -> list[str]:
    """Return the country of each point, the nearest one within the tolerance, or "".

    Made for hundreds of thousands of points at once: each country is asked about those in its box.
    """
    lat, lon = np.asarray(latitudes, dtype=float), np.asarray(longitudes, dtype=float)
    codes = np.full(lat.shape, "", dtype="<U2")
    for code, geometry in _countries().items():
        asked = np.flatnonzero((codes == "") & _in_box(geometry, lat, lon, 0))
        codes[asked[shapely.contains_xy(geometry, lon[asked], lat[asked])]] = code
    _take_nearest(codes, lat, lon)
    return [str(code) for code in codes]


def _take_nearest(
    codes: NDArray[np.str_], lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> None:
    """Give the points that lie in no country the nearest one within the tolerance."""
    open_points = np.flatnonzero(codes == "")
    points = shapely.points(lon[open_points], lat[open_points])
    least = np.full(open_points.shape, np.inf)
    for code, geometry in _countries().items():
        asked = np.flatnonzero(_in_box(geometry, lat[open_points], lon[open_points], TOLERANCE))
        asked = asked[shapely.dwithin(geometry, points[asked], TOLERANCE)]
        far = shapely.distance(geometry, points[asked])
        nearer = far < least[asked]
        least[asked[nearer]] = far[nearer]
        codes[open_points[asked[nearer]]] = code


def _in_box(
    geometry: Geometry, lat: NDArray[np.float64], lon: NDArray[np.float64], margin: float
) -> NDArray[np.bool_]:
    west, south, east, north = geometry.bounds
    within: NDArray[np.bool_] = (lat >= south - margin) & (lat <= north + margin)
    within &= (lon >= west - margin) & (lon <= east + margin)
    return within


def crosses_region(a: LatLon, b: LatLon) -> bool:
    """Return whether a boundary of regions or countries lies between two points."""
    way = shapely.LineString([(a.longitude, a.latitude), (b.longitude, b.latitude)])
    return any(
        layer(name, "near").tree.query(way, predicate="intersects").size > 0
        for name in ("regions", "borders")
    )


class Label(NamedTuple):
    """Where the name of a country stands, and how large its largest part is on a map.

    ``side`` is that of a square of the same area, as a fraction of the width of the Web Mercator
    world.
    """

    country: str
    at: LatLon
    side: float


def labels() -> list[Label]:
    """Return where the names of countries stand, the largest country first."""
    found = [_label(code, geometry) for code, geometry in _countries().items()]
    return sorted(found, key=lambda label: -label.side)


def _label(country: str, geometry: Geometry) -> Label:
    largest = max(shapely.get_parts(geometry), key=shapely.area)
    point = shapely.point_on_surface(shapely.simplify(largest, 0.5))
    at = LatLon(point.y, point.x)
    return Label(country, at, sqrt(shapely.area(largest) / cos(radians(at.latitude))) / 360)
