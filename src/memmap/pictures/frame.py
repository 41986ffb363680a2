"""A rectangle of the map, as a browser of that size shows it: Web Mercator, 256 pixels a tile."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, cos, floor, radians

import numpy as np
from numpy.typing import NDArray

from memmap.geodesy import (
    EARTH_CIRCUMFERENCE,
    MAX_LATITUDE,
    TILE_SIZE,
    TileRange,
    great_circle,
    project,
    unproject,
)
from memmap.model import BoundingBox, LatLon
from memmap.view import Viewport, fit

SNAP = 2
"""Tiles are asked for in pairs, as in ``features.js``: equal questions have equal clusters."""


@dataclass(frozen=True)
class Frame:
    """Centre in degrees, zoom, and size in pixels of a map; the origin is its top left corner."""

    center: LatLon
    zoom: int
    width: int
    height: int

    @cached_property
    def world(self) -> int:
        """Return the width of the world in pixels."""
        return int(TILE_SIZE * 2**self.zoom)

    @cached_property
    def origin(self) -> tuple[int, int]:
        """Return the corner in pixels of the world, whole ones, as Leaflet rounds them."""
        x, y = project(self.center)
        return (
            floor(x * self.world - self.width / 2 + 0.5),
            floor(y * self.world - self.height / 2 + 0.5),
        )

    @property
    def west(self) -> float:
        """Return the longitude of the left edge in degrees, less than -180 in another copy."""
        return self.origin[0] / self.world * 360 - 180

    @property
    def east(self) -> float:
        """Return the longitude of the right edge in degrees."""
        return (self.origin[0] + self.width) / self.world * 360 - 180

    @property
    def latitudes(self) -> tuple[float, float]:
        """Return the latitudes of the lower and the upper edge in degrees."""
        top = self.origin[1] / self.world
        bottom = (self.origin[1] + self.height) / self.world
        return unproject(0, min(1.0, bottom)).latitude, unproject(0, max(0.0, top)).latitude

    def at(self, point: LatLon) -> tuple[float, float]:
        """Return where a point lies, in pixels."""
        x, y = project(point)
        left, top = self.origin
        return x * self.world - left, y * self.world - top

    def all_at(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return where points of shape (…, 2), latitude and longitude, lie, in pixels."""
        latitude = np.radians(np.clip(degrees[..., 0], -MAX_LATITUDE, MAX_LATITUDE))
        x = (degrees[..., 1] + 180) / 360
        y = 0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)
        pixels: NDArray[np.float64] = np.stack([x, y], axis=-1) * self.world - self.origin
        return pixels

    def turns(self, west: float, east: float, share: float = 0) -> list[int]:
        """Return by how many degrees to turn what lies between two longitudes, a copy each.

        Args:
            west: Degrees.
            east: Degrees, not less than ``west``.
            share: Of the frame's width, how far beyond its edges a copy still counts.
        """
        margin = (self.east - self.west) * share
        first = ceil((self.west - margin - east) / 360)
        last = floor((self.east + margin - west) / 360)
        return [360 * turn for turn in range(first, last + 1)]

    def tiles(self) -> TileRange:
        """Return the tiles that a browser asks for to fill this frame."""
        world, (left, top) = 2**self.zoom, self.origin
        x0, x1 = _down(left), _up(left + self.width)
        if x1 - x0 + 1 >= world:
            x0, x1 = 0, world - 1
        shift = x0 // world * world
        y0, y1 = (min(world - 1, max(0, y)) for y in (_down(top), _up(top + self.height)))
        return TileRange(self.zoom, x0 - shift, x1 - shift, y0, y1)

    def metres_per_pixel(self) -> float:
        """Return the scale at the latitude of the centre."""
        return EARTH_CIRCUMFERENCE * cos(radians(self.center.latitude)) / self.world


def _down(pixel: int) -> int:
    return pixel // TILE_SIZE // SNAP * SNAP


def _up(pixel: int) -> int:
    return (pixel // TILE_SIZE // SNAP + 1) * SNAP - 1


def fitted(points: list[LatLon], most_zoom: int) -> Viewport | None:
    """Return the viewport that shows all points and the ways between them, None without points."""
    if not points:
        return None
    way = points[:1]
    for there in points[1:]:
        way += great_circle(way[-1], there, 8)[1:]
    latitudes, longitudes = zip(*way, strict=True)
    box = BoundingBox(min(latitudes), min(longitudes), max(latitudes), max(longitudes))
    return fit(box, most_zoom)
