"""Which country a point lies in, by Natural Earth's 1:10m boundaries.

Used to check data, not to decide anything: coasts are simplified and borders can be in dispute, so
a point near the edge of a country counts as inside.
"""

from functools import cache

import shapely
from shapely import Geometry

from memmap.basemap import read_geometries
from memmap.config import bundled_data
from memmap.model import LatLon

TOLERANCE = 0.25
"""Degrees within which a point beyond a boundary still counts as inside, about 25 km."""


@cache
def _countries() -> dict[str, Geometry]:
    return dict(read_geometries(bundled_data() / "basemap" / "countries.wkb.gz"))


def lies_in(point: LatLon, country: str) -> bool:
    """Return whether a point lies in a country of ISO 3166-1, or near it.

    A country without boundaries in the data is not checked.
    """
    geometry = _countries().get(country)
    if geometry is None:
        return True
    here = shapely.Point(point.longitude, point.latitude)
    return bool(shapely.dwithin(geometry, here, TOLERANCE))


def label_points() -> dict[str, LatLon]:
    """Return for each country a point within its largest part, for its name."""
    return {code: _middle(geometry) for code, geometry in _countries().items()}


def _middle(geometry: Geometry) -> LatLon:
    largest = max(shapely.get_parts(geometry), key=shapely.area)
    point = shapely.point_on_surface(shapely.simplify(largest, 0.5))
    return LatLon(point.y, point.x)
