"""A frame against the browser's arithmetic, by example and by law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.geodesy import TileRange
from memmap.model import LatLon
from memmap.pictures.frame import Frame, fitted
from memmap.view import ROOM

points = st.builds(LatLon, st.floats(-70, 70), st.floats(-180, 180))


def test_the_centre_of_the_view_is_the_centre_of_the_frame() -> None:
    frame = Frame(LatLon(52.41, -1.51), 7, 800, 356)

    assert frame.at(frame.center) == pytest.approx((400, 178), abs=0.5)


@pytest.mark.parametrize(
    ("frame", "asked"),
    [  # as Chromium asked for them with a map of that size
        (Frame(LatLon(47, 25), 3, 1280, 687), TileRange(3, 2, 7, 0, 5)),
        (Frame(LatLon(53.2, 50.1), 6, 390, 667), TileRange(6, 40, 41, 18, 23)),
        (Frame(LatLon(62, 179), 4, 800, 387), TileRange(4, 14, 17, 2, 5)),
    ],
)
def test_a_frame_asks_for_the_tiles_that_a_browser_asks_for(frame: Frame, asked: TileRange) -> None:
    assert frame.tiles() == asked


def test_a_frame_across_the_180th_meridian_shows_both_sides() -> None:
    frame = Frame(LatLon(62, 179), 4, 800, 400)

    assert [frame.turns(x, x) for x in (170, -170, 0)] == [[0], [360], []]
    assert frame.at(LatLon(62, -170 + 360))[0] > frame.at(LatLon(62, 170))[0]


def test_the_scale_at_the_equator_is_that_of_web_mercator() -> None:
    assert Frame(LatLon(0, 0), 0, 256, 256).metres_per_pixel() == pytest.approx(156_543, abs=1)


@given(st.lists(points, min_size=1, max_size=4), st.integers(3, 12))
def test_what_is_fitted_lies_in_the_frame(places: list[LatLon], most: int) -> None:
    where = fitted(places, most)
    assert where is not None
    frame = Frame(where.center, where.zoom, ROOM[0] + 60, ROOM[1] + 60)

    assert where.zoom <= most
    for place in places:
        copies = frame.turns(place.longitude, place.longitude)
        assert copies or where.zoom == 1
        _x, y = frame.at(place)
        assert 0 <= y <= frame.height or where.zoom == 1


def test_no_points_fit_nowhere() -> None:
    assert fitted([], 6) is None
