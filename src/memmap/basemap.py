"""The base map as tiles of vectors, and the places that it names: Natural Earth, public domain.

Geometry is in Web Mercator; a tile's own coordinates run from 0 to ``EXTENT``, from its north-west
corner. Whole levels of detail are loaded at the first tile that needs them.
"""

import csv
import gzip
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, GeometryType, STRtree

from memmap.config import bundled_data
from memmap.geodesy import MAX_LATITUDE, TileRange, tile_box
from memmap.model import LatLon

EXTENT = 512
MAX_ZOOM = 8
BUFFER = 0.03
"""Share of a tile that is drawn beyond its edges, so that strokes join."""
LAYERS = ("land", "lakes", "regions", "borders")
LEAST_REGION_ZOOM = 5
LIGHT_STEP = 4
"""How much coarser than others the coordinates of a light tile are."""
LIGHT_AREA = 0.0002
"""Share of a light tile that an island or a lake must cover to be drawn: about 4 pixels square."""
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


def named_places(language: str) -> list[tuple[str, LatLon, int]]:
    """Return the places that the base map may name, the most important first.

    Returns:
        Of each the name in the language, English where it has none, where it lies, and how many
        people live there.
    """
    path = bundled_data() / "basemap" / "places.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (
                row.get(language) or row["en"],
                LatLon(float(row["latitude"]), float(row["longitude"])),
                int(row["people"]),
            )
            for row in csv.DictReader(file)
        ]


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


class Cell(NamedTuple):
    """A square of the world, a tile of some zoom, and the size of its own coordinates."""

    zoom: int
    x: int
    y: int
    extent: int = EXTENT


@lru_cache(maxsize=4096)
def tile(zoom: int, x: int, y: int, *, light: bool = False) -> dict[str, list[list[list[int]]]]:
    """Return a tile's shapes by layer: each a polygon's rings, or one line in a list.

    A ring or line is flat, x, y, x, y … in tile coordinates.

    Args:
        zoom: 0 to ``MAX_ZOOM``.
        x: Column, 0 to 2**zoom - 1.
        y: Row, likewise, from the north.
        light: For poor networks: fewer points, no regions.
    """
    cell = Cell(zoom, x, y, EXTENT // LIGHT_STEP if light else EXTENT)
    wanted = [n for n in LAYERS if n != "regions" or (zoom >= LEAST_REGION_ZOOM and not light)]
    detail = detail_of(max(0, zoom - 2) if light else zoom)
    least = LIGHT_AREA if light else 0
    shapes = {name: shapes_of_cell(layer(name, detail), cell, BUFFER, least) for name in wanted}
    return {name: _spread(found) for name, found in shapes.items()} if light else shapes


def differences(path: list[int]) -> list[int]:
    """Return a flat path's first point, and each further one as its step from the one before.

    That is a quarter less to send, compressed.
    """
    return path[:2] + [after - before for before, after in zip(path, path[2:], strict=False)]


def _spread(shapes: list[list[list[int]]]) -> list[list[list[int]]]:
    """Return shapes of a light tile in the coordinates of any tile."""
    return [[[LIGHT_STEP * value for value in path] for path in shape] for shape in shapes]


def shapes_of_cell(
    source: Layer, cell: Cell, margin: float, least: float = 0
) -> list[list[list[int]]]:
    """Return what a layer has in a cell and ``margin``, a share of its size, beyond its edges.

    Polygons that cover less than ``least``, a share of the cell, are left out.
    """
    bounds = tile_box(TileRange(cell.zoom, cell.x, cell.x, cell.y, cell.y))
    beyond = (bounds.east - bounds.west) * margin
    box = (
        bounds.west - beyond,
        max(-89.9, bounds.south - beyond),
        bounds.east + beyond,
        min(89.9, bounds.north + beyond),
    )
    near = source.tree.query(shapely.box(*box))
    parts = shapely.get_parts(shapely.clip_by_rect(source.geometries[near], *box))
    polygons = parts[shapely.get_type_id(parts) == GeometryType.POLYGON]
    if least:
        whole = (bounds.east - bounds.west) * (bounds.north - bounds.south)
        polygons = polygons[shapely.area(polygons) >= least * whole]
    lines = parts[shapely.get_type_id(parts) == GeometryType.LINESTRING]
    rings, owners = shapely.get_rings(polygons, return_index=True)
    return [
        *_grouped(rings, owners, 4, cell),
        *_grouped(lines, np.arange(len(lines)), 2, cell),
    ]


def _grouped(
    paths: NDArray[np.object_], owners: NDArray[np.int64], least: int, cell: Cell
) -> list[list[list[int]]]:
    """Return the paths in tile coordinates, those of one owner together.

    Points that fall on the one before are dropped, and paths with fewer points than ``least``.
    """
    points, which = shapely.get_coordinates(paths, return_index=True)
    if not len(points):
        return []
    grid = _quantized(points, cell)
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


def _quantized(points: NDArray[np.float64], cell: Cell) -> NDArray[np.int64]:
    latitude = np.radians(np.clip(points[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    world = 2**cell.zoom
    columns = ((points[:, 0] + 180) / 360 * world - cell.x) * cell.extent
    rows = ((0.5 - np.arcsinh(np.tan(latitude)) / (2 * np.pi)) * world - cell.y) * cell.extent
    grid: NDArray[np.int64] = np.rint(np.column_stack([columns, rows])).astype(np.int64)
    return grid
