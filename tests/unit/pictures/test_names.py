"""Names on the base map make way for symbols, and for each other."""

from memmap.model import LatLon
from memmap.pictures.frame import Frame
from memmap.pictures.names import Names, written
from memmap.pictures.symbols import Look

SAMARA = ("Samara", 53.2, 50.15)
FRAME = Frame(LatLon(53.2, 50.15), 8, 400, 300)
CENTRE = (200.0, 150.0)


def middles(names: Names, frame: Frame, *symbols: tuple[float, float, float]) -> list[float]:
    """Return how far below the middle of the frame each name stands, in pixels, to the next ten."""
    fills = [shape for shape in written(frame, names, Look("light"), symbols) if shape.fill]
    boxes = [shape.path.get_extents() for shape in fills]
    return [round((box.y0 + box.y1) / 2 - CENTRE[1], -1) for box in boxes]


def test_a_name_stands_at_its_place() -> None:
    assert middles(Names((), (SAMARA,)), FRAME) == [0]


def test_a_name_stands_below_the_symbol_of_its_place() -> None:
    assert middles(Names((), (SAMARA,)), FRAME, (*CENTRE, 7)) == [20]
    assert middles(Names((), (SAMARA,)), FRAME, (*CENTRE, 20)) == [40]


def test_a_name_without_room_is_left_out() -> None:
    assert middles(Names((), (SAMARA,)), FRAME, (*CENTRE, 60)) == []


def test_from_afar_a_country_that_has_no_room_at_its_point_is_left_out() -> None:
    afar = Frame(FRAME.center, 3, FRAME.width, FRAME.height)

    assert middles(Names(((*SAMARA, 0),), ()), afar, (*CENTRE, 7)) == []
