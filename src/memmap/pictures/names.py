"""Names on the base map: countries, and larger places, as many as fit without touching."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, log2

from memmap.basemap import named_places
from memmap.boundaries import label_points
from memmap.model import LatLon
from memmap.pictures import symbols
from memmap.pictures.features import Mark
from memmap.pictures.frame import Frame
from memmap.pictures.pen import Font, Shape, text_path, width_of
from memmap.pictures.symbols import Look
from memmap.regions import country_name

PLACE_SHIFTS = (0, 17, -17, 28, -28, 38, -38)
COUNTRY_SHIFTS = (0, 14, -14)
"""By how many pixels a name may stand below its point, where that itself is taken."""
LEAST = 4
"""How many pixels wide a country must be to be named, as long as others crowd it out."""
NEAREST_COUNTRIES = 6
"""The nearest zoom that has names of countries, all of them."""
Name = tuple[str, float, float]
"""A name, and where it stands: latitude and longitude in degrees."""
CountryName = tuple[str, float, float, int]
"""The same, and the zoom from which on it is shown."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of countries by size, and of places by importance."""

    countries: tuple[CountryName, ...]
    places: tuple[Name, ...]

    def as_values(self) -> dict[str, tuple[CountryName, ...] | tuple[Name, ...]]:
        """Return what ``basemap.js`` reads."""
        return {"countries": self.countries, "places": self.places}


@lru_cache(maxsize=16)
def names_of(language: str) -> Names:
    """Return the names in a language."""
    countries = tuple(
        (
            country_name(code, language),
            round(at.latitude, 2),
            round(at.longitude, 2),
            least_zoom(size),
        )
        for code, (at, size) in label_points().items()
    )
    places = tuple((name, at.latitude, at.longitude) for name, at in named_places(language))
    return Names(countries, places)


def least_zoom(size: float) -> int:
    """Return the zoom from which on a country is named: Italy's name comes before the Vatican's.

    Args:
        size: Side of a square of its area, in degrees.
    """
    return max(0, min(NEAREST_COUNTRIES, ceil(log2(LEAST * 360 / 256 / size))))


def written(
    frame: Frame,
    names: Names,
    look: Look,
    spots: Iterable[tuple[float, float, float]],
    marks: Sequence[Mark] = (),
) -> list[Shape]:
    """Return the names that a frame has room for, each with its halo, as ``basemap.js`` does.

    They make way for ``spots``: x, y and radius in pixels; and for ``marks``, which say their own
    names, so that these are not said twice.
    """
    taken: list[Box] = [(x - r, y - r, x + r, y + r) for x, y, r in spots]
    taken += _marked(frame, marks)
    shapes: list[Shape] = []
    if frame.zoom <= NEAREST_COUNTRIES:
        pen = _Pen(Font(11 if frame.zoom < 4 else 13, bold=True), look.palette["country"], look)
        shifts = (0,) if frame.zoom < 5 else COUNTRY_SHIFTS
        countries = tuple(c[:3] for c in names.countries if c[3] <= frame.zoom)
        shapes += _write(pen, _in_sight(frame, countries), taken, shifts)
    shown = 0 if frame.zoom < 4 else 12 * 2 ** max(0, frame.zoom - 2)
    said = {mark.name for mark in marks}
    places = tuple(place for place in names.places[:shown] if place[0] not in said)
    pen = _Pen(Font(11), look.palette["place"], look)
    return shapes + _write(pen, _in_sight(frame, places), taken, PLACE_SHIFTS)


def _marked(frame: Frame, marks: Sequence[Mark]) -> Iterator[Box]:
    """Yield what the marks and their names cover."""
    points = tuple((mark.name, *mark.location) for mark in marks)
    for name, x, y in _in_sight(frame, points):
        half = max(width_of(name, symbols.NAME) / 2, symbols.MARK)
        yield x - half, y - symbols.MARK, x + half, y + symbols.MARK + 28


@dataclass(frozen=True, slots=True)
class _Pen:
    font: Font
    color: str
    look: Look


def _write(
    pen: _Pen, names: Iterable[Name], taken: list[Box], shifts: tuple[int, ...]
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
    for name, latitude, longitude in names:
        if south <= latitude <= north:
            for turn in frame.turns(longitude, longitude):
                yield name, *frame.at(LatLon(latitude, longitude + turn))


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
