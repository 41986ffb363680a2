"""The whole base map, small enough for a file: cells of one zoom, their points as differences."""

from typing import Any

from memmap.basemap import LAYERS, Cell, differences, layer, shapes_of_cell

CELL_ZOOM = 3
EXTENT = 16_384
"""A cell's own coordinates: at zoom 8 the same detail as the tiles that the server sends."""


def packed_ground(detail: str) -> dict[str, Any]:
    """Return the base map for ``inlined-ground.js``.

    Args:
        detail: "middle" or "near".
    """
    world = 2**CELL_ZOOM
    cells = {
        f"{x}/{y}": _cell(Cell(CELL_ZOOM, x, y, EXTENT), detail)
        for x in range(world)
        for y in range(world)
    }
    return {"zoom": CELL_ZOOM, "extent": EXTENT, "cells": cells}


def _cell(cell: Cell, detail: str) -> dict[str, list[list[list[int]]]]:
    layers = {name: shapes_of_cell(layer(name, detail), cell, margin=0.001) for name in LAYERS}
    return {
        name: [[differences(path) for path in shape] for shape in shapes]
        for name, shapes in layers.items()
    }
