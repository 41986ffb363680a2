import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from memmap.geodesy import EARTH_RADIUS, distance, great_circle
from memmap.model import LatLon
from memmap.pictures.great_circles import great_circles

points = st.builds(LatLon, st.floats(-84, 84), st.floats(-180, 180))


@given(st.lists(st.tuples(points, points), min_size=1, max_size=5))
def test_many_great_circles_are_the_single_ones(pairs: list[tuple[LatLon, LatLon]]) -> None:
    assume(all(1000 < distance(a, b) < 3.1 * EARTH_RADIUS for a, b in pairs))

    ways = great_circles(np.array([a for a, _b in pairs]), np.array([b for _a, b in pairs]))

    for way, (a, b) in zip(ways, pairs, strict=True):
        for point, expected in zip(way, great_circle(a, b), strict=True):
            near = LatLon(float(point[0]), float(point[1]))
            assert distance(near, expected) < 0.01
        assert np.abs(np.diff(way[:, 1])).max() <= 180 + 1e-9
