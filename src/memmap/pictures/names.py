"""Names on the base map: countries, and larger places, as many as fit without touching."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from memmap.boundaries import Label, labels
from memmap.config import config
from memmap.geocoding import resolver
from memmap.geodesy import TILE_SIZE
from memmap.model import LatLon
from memmap.pictures.frame import Frame
from memmap.pictures.local_names import local_name
from memmap.pictures.pen import Font, Shape, text_path, width_of
from memmap.pictures.spacing import LEAST_PEOPLE, first_zooms
from memmap.pictures.symbols import Look
from memmap.regions import country_name

COUNTRY_SIDE = 12
"""Pixels that a country measures across where its name appears; a small one is named at last."""
COUNTRY_ZOOMS = (2, 6)
"""The first and the last zoom at which a country's name appears."""
PLACE_SHIFTS = (0, 17, -17, 28, -28, 38, -38)
COUNTRY_SHIFTS = (0, 14, -14)
"""By how many pixels a name may stand below its point, where that itself is taken."""
Name = tuple[str, float, float, int]
"""A name, where it stands (latitude and longitude in degrees), and its first zoom."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of countries and of places, by importance."""

    countries: tuple[Name, ...]
    places: tuple[Name, ...]

    def as_values(self) -> dict[str, tuple[Name, ...]]:
        """Return what ``basemap.js`` reads."""
        return {"countries": self.countries, "places": self.places}


@lru_cache(maxsize=16)
def names_of(language: str) -> Names:
    """Return the names in a language; those of places from the gazetteer."""
    countries = tuple(
        (
            country_name(label.country, language),
            round(label.at.latitude, 2),
            round(label.at.longitude, 2),
            _country_zoom(label),
        )
        for label in labels()
    )
    largest = resolver(config()).gazetteer.largest(min(LEAST_PEOPLE.values()))
    named = [(local_name(place, language), place.at, place.population) for place in largest]
    places = tuple(
        (name, round(at.latitude, 3), round(at.longitude, 3), zoom)
        for name, at, zoom in first_zooms(named)
    )
    return Names(countries, places)


def _country_zoom(label: Label) -> int:
    first, last = COUNTRY_ZOOMS
    fitting = (z for z in range(first, last) if label.side * TILE_SIZE * 2**z >= COUNTRY_SIDE)
    return next(fitting, last)


def written(
    frame: Frame, names: Names, look: Look, symbols: Iterable[tuple[float, float, float]]
) -> list[Shape]:
    """Return the names that a frame has room for, each with its halo, as ``basemap.js`` does.

    They make way for ``symbols``: x, y and radius in pixels.
    """
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in symbols]
    shapes: list[Shape] = []
    if frame.zoom < 7:
        pen = _Pen(Font(11 if frame.zoom < 4 else 13, bold=True), look.palette["country"], look)
        shifts = (0,) if frame.zoom < 5 else COUNTRY_SHIFTS
        shapes += _write(pen, _in_sight(frame, names.countries), taken, shifts)
    pen = _Pen(Font(11), look.palette["place"], look)
    return shapes + _write(pen, _in_sight(frame, names.places), taken, PLACE_SHIFTS)


@dataclass(frozen=True, slots=True)
class _Pen:
    font: Font
    color: str
    look: Look


def _write(
    pen: _Pen, names: Iterable[tuple[str, float, float]], taken: list[Box], shifts: tuple[int, ...]
) -> list[Shape]:
    shapes = []
    for name, x, y in names:
        half = width_of(name, pen.font) / 2 + 4
        box = _room((x, y), half, taken, shifts)
        if box is None:
            continue
        taken.append(box)
        path = text_path(name, (x, box[1] + 9 + pen.font.size * 0.36), pen.font, 0.5)
        halo = pen.look.palette["halo"]
        shapes += [Shape(path, stroke=halo, width=3), Shape(path, fill=pen.color)]
    return shapes


def _room(
    at: tuple[float, float], half: float, taken: list[Box], shifts: tuple[int, ...]
) -> Box | None:
    x, y = at
    for down in shifts:
        box = (x - half, y + down - 9, x + half, y + down + 9)
        if not any(_touch(box, other) for other in taken):
            return box
    return None


def _in_sight(frame: Frame, names: tuple[Name, ...]) -> Iterator[tuple[str, float, float]]:
    south, north = frame.latitudes
    for name, latitude, longitude, zoom in names:
        if zoom <= frame.zoom and south <= latitude <= north:
            for turn in frame.turns(longitude, longitude):
                yield name, *frame.at(LatLon(latitude, longitude + turn))


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
