"""The base map of a frame: what ``basemap.js`` paints, clipped to the frame instead of to tiles."""

import numpy as np
import shapely
from matplotlib.path import Path
from numpy.typing import NDArray
from shapely import Geometry, GeometryType

from memmap.basemap import LEAST_REGION_ZOOM, MAX_ZOOM, detail_of, layer
from memmap.pictures.frame import Frame
from memmap.pictures.pen import Shape, rectangle
from memmap.pictures.symbols import Look

MARGIN = 8
"""Pixels beyond the edges, so that no stroke ends in sight."""
STEPS = 4
"""Points that fall on the same fraction of a pixel are drawn once."""


def ground(frame: Frame, look: Look) -> list[Shape]:
    """Return water, land, lakes, the borders of regions and of countries."""
    colors = look.palette
    shapes = [
        Shape(rectangle(0, 0, frame.width, frame.height), fill=colors["water"]),
        *(Shape(path, fill=colors["land"]) for path in _areas(frame, "land")),
        *(Shape(path, fill=colors["water"]) for path in _areas(frame, "lakes")),
    ]
    if frame.zoom >= LEAST_REGION_ZOOM:
        regions = _lines(frame, "regions")
        dash = (3.0, 3.0)
        shapes += [Shape(p, stroke=colors["region"], width=0.8, dash=dash) for p in regions]
    borders = _lines(frame, "borders")
    return shapes + [Shape(path, stroke=colors["border"], width=1.1) for path in borders]


def _areas(frame: Frame, name: str) -> list[Path]:
    """Return a layer's polygons as one path a copy of the world, holes turned the other way."""
    paths = []
    for turn, parts in _clipped(frame, name):
        areas = parts[shapely.get_type_id(parts) == GeometryType.POLYGON]
        rings = shapely.get_rings(shapely.orient_polygons(areas))
        paths += _path(frame, rings, turn)
    return paths


def _lines(frame: Frame, name: str) -> list[Path]:
    paths = []
    for turn, parts in _clipped(frame, name):
        lines = parts[shapely.get_type_id(parts) == GeometryType.LINESTRING]
        paths += _path(frame, lines, turn)
    return paths


def _clipped(frame: Frame, name: str) -> list[tuple[int, NDArray[np.object_]]]:
    """Return for each copy of the world in the frame its turn, and what is in sight of it."""
    source = layer(name, detail_of(min(frame.zoom, MAX_ZOOM)))
    margin = MARGIN * 360 / frame.world
    south, north = frame.latitudes
    found = []
    for turn in frame.turns(-180, 180):
        west, east = frame.west - turn - margin, frame.east - turn + margin
        box = (west, max(-89.9, south - margin), east, min(89.9, north + margin))
        near = source.geometries[source.tree.query(shapely.box(*box))]
        found.append((turn, shapely.get_parts(shapely.clip_by_rect(near, *box))))
    return found


def _path(frame: Frame, pieces: NDArray[np.object_] | list[Geometry], turn: int) -> list[Path]:
    """Return the pieces as one path with a part each, or nothing where nothing is left."""
    points, which = shapely.get_coordinates(pieces, return_index=True)
    if not len(points):
        return []
    pixels = frame.all_at(np.add(points, (turn, 0))[:, ::-1])
    steps = np.rint(pixels * STEPS)
    first = np.r_[True, which[1:] != which[:-1]]
    kept = first | np.r_[True, np.any(steps[1:] != steps[:-1], axis=1)]
    codes = np.where(first[kept], Path.MOVETO, Path.LINETO).astype(np.uint8)
    return [Path(pixels[kept], codes)]
