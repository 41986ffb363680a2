import pytest
from hypothesis import given
from hypothesis import strategies as st

from memmap.geodesy import TILE_SIZE, box_of, project
from memmap.model import BoundingBox, LatLon
from memmap.view import ROOM, fit, parse_view

points = st.builds(LatLon, st.floats(-84, 84), st.floats(-180, 180))


@given(st.lists(points, min_size=1, max_size=9), st.integers(1, 12))
def test_what_is_fitted_has_room_around_its_centre(found: list[LatLon], most: int) -> None:
    box = box_of(found)
    assert box is not None

    where = fit(box, most)

    assert 1 <= where.zoom <= most
    if where.zoom > 1:
        x, y = project(where.center)
        for corner in (LatLon(box.north, box.west), LatLon(box.south, box.east)):
            left, top = project(corner)
            pixels = TILE_SIZE * 2**where.zoom
            assert abs(left - x) * pixels <= ROOM[0] / 2 + 1e-6
            assert abs(top - y) * pixels <= ROOM[1] / 2 + 1e-6


def test_a_point_is_looked_at_no_closer_than_asked() -> None:
    assert fit(BoundingBox(52, -1, 52, -1), 8).zoom == 8


@pytest.mark.parametrize(("written", "longitude"), [("190", -170), ("-181", 179), ("180", 180)])
def test_a_longitude_beyond_the_date_line_is_that_of_the_same_point(
    written: str, longitude: float
) -> None:
    view, ignored = parse_view({"lat": "1", "lon": written, "zoom": "3"})

    assert ignored == []
    assert view.viewport
    assert view.viewport.center == LatLon(1, longitude)
