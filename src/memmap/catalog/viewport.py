"""A viewport as SQL: the rows within its tiles, and the cells that they are grouped in."""

from math import sqrt

from memmap.filters import Predicate
from memmap.geodesy import TileRange

MAX_FEATURES = 400
"""Clusters and places of one answer, and likewise lines: what a screen can show."""


def grid(tiles: TileRange) -> int:
    """Return the cells across the world: 64 pixels each on a phone, wider on wide screens."""
    area = (tiles.x1 - tiles.x0 + 1) * (tiles.y1 - tiles.y0 + 1)
    cells_a_tile = max(1, min(4, int(sqrt(MAX_FEATURES / area))))
    return int(cells_a_tile * 2**tiles.zoom)


def within(tiles: TileRange, x: str, y: str) -> Predicate:
    """Return the condition that a point, given by its columns, lies within the tiles."""
    world = 2**tiles.zoom
    vertical = Predicate(f"{y} BETWEEN ? AND ?", (tiles.y0 / world, (tiles.y1 + 1) / world))
    if tiles.x1 - tiles.x0 + 1 >= world:
        return vertical
    west, east = (tiles.x0 / world) % 1, ((tiles.x1 + 1) / world) % 1
    if west < east or east == 0:
        return vertical & Predicate(f"{x} BETWEEN ? AND ?", (west, east or 1))
    return vertical & Predicate(f"({x} >= ? OR {x} <= ?)", (west, east))


def either_end_within(tiles: TileRange) -> Predicate:
    """Return the condition that a partnership has an end within the tiles."""
    a, b = within(tiles, "a_x", "a_y"), within(tiles, "b_x", "b_y")
    return Predicate(f"(({a.sql}) OR ({b.sql}))", a.parameters + b.parameters)
