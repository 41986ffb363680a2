"""Geometries as GeoJSON has them (RFC 7946): longitude before latitude."""

from typing import Any

from antimeridian import fix_line_string
from shapely import LineString
from shapely.geometry import mapping

from memmap.model import LatLon


def line(one: LatLon, other: LatLon) -> dict[str, Any]:
    """Return a line; across the 180th meridian it is cut there (section 3.1.9)."""
    ends = [(end.longitude, end.latitude) for end in (one, other)]
    found: dict[str, Any] = mapping(fix_line_string(LineString(ends), great_circle=True))
    return found
