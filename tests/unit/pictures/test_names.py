"""Names on the base map: which ones, from which zoom, and how they make way for symbols."""

from memmap.model import LatLon
from memmap.pictures.frame import Frame
from memmap.pictures.names import Names, names_of, written
from memmap.pictures.spacing import LEAST_PEOPLE, first_zooms
from memmap.pictures.symbols import Look

SAMARA = ("Samara", 53.2, 50.15, 0)
FRAME = Frame(LatLon(53.2, 50.15), 8, 400, 300)
CENTRE = (200.0, 150.0)
FARTHEST, NEAREST = min(LEAST_PEOPLE), max(LEAST_PEOPLE)


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

    assert middles(Names((SAMARA,), ()), afar, (*CENTRE, 7)) == []


def test_a_larger_neighbour_is_named_before_a_smaller_one() -> None:
    samara = ("Samara", LatLon(53.21, 50.14), 1_163_000)
    tolyatti = ("Tolyatti", LatLon(53.53, 49.35), 703_000)

    zooms = {name: zoom for name, _, zoom in first_zooms([samara, tolyatti])}

    assert zooms["Samara"] == FARTHEST < zooms["Tolyatti"]


def test_a_small_place_without_neighbours_waits_for_its_zoom() -> None:
    alone = [("Alone", LatLon(10, 10), LEAST_PEOPLE[6]), ("Hamlet", LatLon(-10, 10), 10)]

    assert [(name, zoom) for name, _, zoom in first_zooms(alone)] == [("Alone", 6)]


def test_every_part_of_europe_is_named_close_by() -> None:
    names = {name: zoom for name, _, _, zoom in names_of("en").places}

    for city in ("Samara", "Brussels", "Murmansk", "Kaliningrad", "Birmingham", "Belgrade"):
        assert names[city] <= NEAREST


def test_large_countries_take_their_room_first() -> None:
    countries = names_of("en").countries
    names = [name for name, *_ in countries]
    zooms = {name: zoom for name, _, _, zoom in countries}

    assert names.index("Germany") < names.index("Luxembourg") < names.index("Monaco")
    assert zooms["France"] == 2 < zooms["Luxembourg"] < zooms["Monaco"] == 6


def test_russian_names_are_those_that_russians_use() -> None:
    names = {name for name, *_ in names_of("ru").places}

    assert names >= {"Москва", "Казань", "Париж", "Прага", "Стамбул", "Иерусалим", "Мехико"}
    assert not names & {"Москова", "Казан", "Парис", "Праг", "Истанбул", "Ерусалим"}
