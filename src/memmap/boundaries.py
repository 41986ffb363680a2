"""Which country a point lies in, by Natural Earth's 1:10m boundaries.

Used to check data, not to decide anything: coasts are simplified and borders can be in dispute, so
a point near the edge of a country counts as inside.
"""

from collections.abc import Sequence
from functools import cache

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


def label_points() -> dict[str, tuple[LatLon, float]]:
    """Return for each country a point within its largest part, for its name, and how large that is.

    The largest come first. Sizes are sides of squares of the same area, in degrees.
    """
    parts = {code: _largest(geometry) for code, geometry in _countries().items()}
    ordered = sorted(parts.items(), key=lambda item: -item[1].area)
    return {code: (_middle(part), float(np.sqrt(part.area))) for code, part in ordered}


def _largest(geometry: Geometry) -> Geometry:
    return max(shapely.get_parts(geometry), key=shapely.area)


def _middle(geometry: Geometry) -> LatLon:
    point = shapely.point_on_surface(shapely.simplify(geometry, 0.5))
    return LatLon(point.y, point.x)
