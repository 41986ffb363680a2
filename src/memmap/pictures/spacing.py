"""From which zoom the name of a place is worth its room: where it is the largest of its neighbours.

By population alone a map of the world names a hundred cities of China and none of the Volga.
"""

from collections import defaultdict
from collections.abc import Iterable

from memmap.geodesy import TILE_SIZE, project
from memmap.model import LatLon

WIDE, HIGH = 100, 52
"""Pixels around a name, across and down, in which there is no larger place."""
LEAST_PEOPLE = {4: 500_000, 5: 250_000, 6: 120_000, 7: 70_000, 8: 50_000}
"""Of a place that is named, from each zoom on."""


def first_zooms(places: Iterable[tuple[str, LatLon, int]]) -> list[tuple[str, LatLon, int]]:
    """Return the places that are named, each with its first zoom in the place of its population.

    Args:
        places: Name, point and population, the most important first.

    Returns:
        The order is that in which the names want room: by zoom, then the most important first.
    """
    found = [(place, project(place[1])) for place in places]
    first: dict[int, int] = {}
    for zoom, people in LEAST_PEOPLE.items():
        neighbours = _Neighbours(TILE_SIZE * 2**zoom)
        for rank, ((_name, _point, population), at) in enumerate(found):
            is_largest = neighbours.have_room(at)
            neighbours.add(at)
            if is_largest and population >= people:
                first.setdefault(rank, zoom)
    return [(found[rank][0][0], found[rank][0][1], zoom) for rank, zoom in first.items()]


class _Neighbours:
    """Points of a world so many pixels wide, in cells as large as the room of a name."""

    def __init__(self, world: int) -> None:
        self._across, self._down = world / WIDE, world / HIGH
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)

    def have_room(self, at: tuple[float, float]) -> bool:
        """Return whether no point is near, in fractions of the world."""
        x, y = at[0] * self._across, at[1] * self._down
        return not any(
            abs(other_x - x) < 1 and abs(other_y - y) < 1
            for i in (int(x) - 1, int(x), int(x) + 1)
            for j in (int(y) - 1, int(y), int(y) + 1)
            for other_x, other_y in self._cells.get((i, j), ())
        )

    def add(self, at: tuple[float, float]) -> None:
        """Add a point."""
        x, y = at[0] * self._across, at[1] * self._down
        self._cells[int(x), int(y)].append((x, y))
