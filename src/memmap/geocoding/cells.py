"""Half-degree cells, in which what is near a point is found."""

from math import floor

PER_DEGREE = 2
ROW = 360 * PER_DEGREE


def cell_of(latitude: float, longitude: float) -> int:
    """Return the number of the cell of a point in degrees."""
    return floor((latitude + 90) * PER_DEGREE) * ROW + floor((longitude + 180) * PER_DEGREE) % ROW
