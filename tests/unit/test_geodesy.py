import itertools
from math import isclose

from hypothesis import assume, given
from hypothesis import strategies as st

from memmap.geodesy import (
    EARTH_RADIUS,
    box_of,
    distance,
    great_circle,
    project,
    unproject,
)
from memmap.model import LatLon

points = st.builds(LatLon, st.floats(-84, 84), st.floats(-180, 180))


@given(points)
def test_projecting_and_back_is_the_same_point(point: LatLon) -> None:
    back = unproject(*project(point))

    assert isclose(back.latitude, point.latitude, abs_tol=1e-9)
    assert isclose(back.longitude, point.longitude, abs_tol=1e-9)


@given(points, points)
def test_distance_is_symmetric_and_at_most_half_round_the_world(a: LatLon, b: LatLon) -> None:
    assert isclose(distance(a, b), distance(b, a), abs_tol=1e-6)
    assert distance(a, b) <= 3.1416 * EARTH_RADIUS


@given(points, points)
def test_a_great_circle_is_as_long_as_the_distance(a: LatLon, b: LatLon) -> None:
    assume(1000 < distance(a, b) < 3.1 * EARTH_RADIUS)

    way = great_circle(a, b)

    legs = sum(distance(p, q) for p, q in itertools.pairwise(way))
    assert isclose(legs, distance(a, b), rel_tol=1e-6)


@given(points, points)
def test_a_great_circle_never_leaps(a: LatLon, b: LatLon) -> None:
    way = great_circle(a, b)

    assert all(abs(p.longitude - q.longitude) <= 180 for p, q in itertools.pairwise(way))


def test_the_way_from_alaska_to_magadan_crosses_the_180th_meridian() -> None:
    way = great_circle(LatLon(61.22, -149.9), LatLon(59.57, 150.8))

    assert way[-1].longitude < -180
    assert isclose(way[-1].longitude, 150.8 - 360, abs_tol=1e-9)


@given(st.lists(points, min_size=1, max_size=20))
def test_a_box_holds_all_its_points_and_is_at_most_once_round(found: list[LatLon]) -> None:
    box = box_of(found)

    assert box is not None
    assert -180 <= box.west <= box.east < box.west + 360
    for lat, lon in found:
        assert box.south <= lat <= box.north
        assert any(box.west - 1e-9 <= lon + turn <= box.east + 1e-9 for turn in (0, 360))


def test_a_box_takes_the_short_way_across_the_180th_meridian() -> None:
    assert box_of([LatLon(64, 177), LatLon(65, -168)]) == (64, 177, 65, 192)
    assert box_of([]) is None
