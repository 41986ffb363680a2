"""Which names stand on the base map, and from which zoom."""

from memmap.model import LatLon
from memmap.pictures.names import names_of
from memmap.pictures.spacing import LEAST_PEOPLE, first_zooms

FARTHEST, NEAREST = min(LEAST_PEOPLE), max(LEAST_PEOPLE)


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
