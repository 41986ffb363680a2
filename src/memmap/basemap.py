"""The base map as tiles of vectors, from Natural Earth (public domain) and GeoNames' names.

Geometry is in Web Mercator; a tile's own coordinates run from 0 to ``EXTENT``, from its north-west
corner. Whole levels of detail are loaded at the first tile that needs them.
"""

import gzip
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, STRtree

from memmap.config import bundled_data
from memmap.geodesy import MAX_LATITUDE, TileRange, tile_box

EXTENT = 512
MAX_ZOOM = 8
BUFFER = 0.03
"""Share of a tile that is drawn beyond its edges, so that strokes join."""
_LAYERS = ("land", "lakes", "regions", "borders")
_LEAST_REGION_ZOOM = 5
_loading = Lock()


@dataclass(frozen=True)
class Layer:
    """Geometries of one layer at one level of detail, with an index by place."""

    geometries: NDArray[np.object_]
    tree: STRtree


def read_geometries(path: Path) -> Iterator[tuple[str, Geometry]]:
    """Yield the labels and geometries of a file that ``tools/build_basemap.py`` wrote."""
    data = gzip.decompress(path.read_bytes())
    at = 0
    while at < len(data):
        label_size, size = struct.unpack_from("<BI", data, at)
        at += 5
        label = data[at : at + label_size].decode()
        yield label, shapely.from_wkb(data[at + label_size : at + label_size + size])
        at += label_size + size


def detail_of(zoom: int) -> str:
    """Return the level of detail that a zoom needs."""
    return "far" if zoom <= 3 else "middle" if zoom <= 5 else "near"


def layer(name: str, detail: str) -> Layer:
    """Return a layer; who asks for it while it is loaded waits, and does not load it again."""
    with _loading:
        return _layer(name, detail)


@cache
def _layer(name: str, detail: str) -> Layer:
    path = bundled_data() / "basemap" / f"{name}-{detail}.wkb.gz"
    geometries = np.array([geometry for _label, geometry in read_geometries(path)])
    return Layer(geometries, STRtree(geometries))


@lru_cache(maxsize=4096)
def tile(zoom: int, x: int, y: int) -> dict[str, list[list[list[int]]]]:
    """Return a tile's shapes by layer: each a polygon's rings, or one line in a list.

    A ring or line is flat, x, y, x, y … in tile coordinates.

    Args:
        zoom: 0 to ``MAX_ZOOM``.
        x: Column, 0 to 2**zoom - 1.
        y: Row, likewise, from the north.
    """
    bounds = tile_box(TileRange(zoom, x, x, y, y))
    margin = (bounds.east - bounds.west) * BUFFER
    box = (
        bounds.west - margin,
        max(-89.9, bounds.south - margin),
        bounds.east + margin,
        min(89.9, bounds.north + margin),
    )
    wanted = [name for name in _LAYERS if name != "regions" or zoom >= _LEAST_REGION_ZOOM]
    return {name: _shapes(layer(name, detail_of(zoom)), box, zoom, x, y) for name in wanted}


def _shapes(
    source: Layer, box: tuple[float, float, float, float], zoom: int, x: int, y: int
) -> list[list[list[int]]]:
    near = source.tree.query(shapely.box(*box))
    parts = shapely.get_parts(shapely.clip_by_rect(source.geometries[near], *box))
    polygons = parts[shapely.get_type_id(parts) == GeometryType.POLYGON]
    lines = parts[shapely.get_type_id(parts) == GeometryType.LINESTRING]
    rings, owners = shapely.get_rings(polygons, return_index=True)
    return [
        *_grouped(rings, owners, 4, (zoom, x, y)),
        *_grouped(lines, np.arange(len(lines)), 2, (zoom, x, y)),
    ]


def _grouped(
    paths: NDArray[np.object_], owners: NDArray[np.int64], least: int, tile_at: tuple[int, int, int]
) -> list[list[list[int]]]:
    """Return the paths in tile coordinates, those of one owner together.

    Points that fall on the one before are dropped, and paths with fewer points than ``least``.
    """
    points, which = shapely.get_coordinates(paths, return_index=True)
    if not len(points):
        return []
    grid = _quantized(points, *tile_at)
    moved = np.ones(len(grid), dtype=bool)
    moved[1:] = np.any(grid[1:] != grid[:-1], axis=1) | (which[1:] != which[:-1])
    grid, which = grid[moved], which[moved]
    starts = np.flatnonzero(np.r_[True, which[1:] != which[:-1]])
    ends = np.r_[starts[1:], len(which)]
    flat: list[int] = grid.ravel().tolist()
    shapes: dict[int, list[list[int]]] = {}
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start >= least:
            shapes.setdefault(int(owners[which[start]]), []).append(flat[2 * start : 2 * end])
    return list(shapes.values())


def _quantized(points: NDArray[np.float64], zoom: int, x: int, y: int) -> NDArray[np.int64]:
    latitude = np.radians(np.clip(points[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    world = 2**zoom
    columns = ((points[:, 0] + 180) / 360 * world - x) * EXTENT
    rows = ((0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)) * world - y) * EXTENT
    grid: NDArray[np.int64] = np.rint(np.column_stack([columns, rows])).astype(np.int64)
    return grid
