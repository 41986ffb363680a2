"""Half-degree cells, in which what is near a point is found."""

from math import floor

from memmap.model import LatLon

PER_DEGREE = 2
ROW = 360 * PER_DEGREE


def cell_of(latitude: float, longitude: float) -> int:
    """Return the number of the cell of a point in degrees."""
    return floor((latitude + 90) * PER_DEGREE) * ROW + floor((longitude + 180) * PER_DEGREE) % ROW


def around(here: LatLon) -> set[int]:
    """Return the numbers of a point's cell and of its eight neighbours."""
    steps = (-1, 0, 1)
    return {
        cell_of(here.latitude + dy / PER_DEGREE, here.longitude + dx / PER_DEGREE)
        for dx in steps
        for dy in steps
    }
