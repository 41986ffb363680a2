"""Names on the base map: countries, and larger places, as many as fit without touching."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from memmap.boundaries import label_points
from memmap.config import config
from memmap.geocoding import resolver
from memmap.model import LatLon
from memmap.pictures.frame import Frame
from memmap.pictures.pen import Font, Shape, text_path, width_of
from memmap.pictures.symbols import Look
from memmap.regions import country_name

MOST = 1500
Name = tuple[str, float, float]
"""A name, and where it stands: latitude and longitude in degrees."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of countries, and of places by importance."""

    countries: tuple[Name, ...]
    places: tuple[Name, ...]

    def as_values(self) -> dict[str, tuple[Name, ...]]:
        """Return what ``basemap.js`` reads."""
        return {"countries": self.countries, "places": self.places}


@lru_cache(maxsize=16)
def names_of(language: str) -> Names:
    """Return the names in a language; those of places from the gazetteer."""
    countries = tuple(
        (country_name(code, language), round(at.latitude, 2), round(at.longitude, 2))
        for code, at in label_points().items()
    )
    largest = resolver(config()).gazetteer.largest(MOST, language)
    places = tuple((name, round(at.latitude, 3), round(at.longitude, 3)) for name, at in largest)
    return Names(countries, places)


def written(frame: Frame, names: Names, look: Look) -> list[Shape]:
    """Return the names that a frame has room for, each with its halo, as ``basemap.js`` does."""
    taken: list[Box] = []
    shapes: list[Shape] = []
    if frame.zoom < 7:
        font = Font(11 if frame.zoom < 4 else 13, bold=True)
        shapes += _write(frame, names.countries, font, look.palette["country"], look, taken)
    shown = 0 if frame.zoom < 4 else 12 * 2 ** max(0, frame.zoom - 2)
    places = names.places[:shown]
    return shapes + _write(frame, places, Font(11), look.palette["place"], look, taken)


def _write(
    frame: Frame,
    names: tuple[Name, ...],
    font: Font,
    color: str,
    look: Look,
    taken: list[Box],
) -> list[Shape]:
    shapes = []
    for name, x, y in _in_sight(frame, names):
        half = width_of(name, font) / 2 + 4
        box = (x - half, y - 9, x + half, y + 9)
        if any(_touch(box, other) for other in taken):
            continue
        taken.append(box)
        path = text_path(name, (x, y + font.size * 0.36), font, 0.5)
        shapes += [Shape(path, stroke=look.palette["halo"], width=3), Shape(path, fill=color)]
    return shapes


def _in_sight(frame: Frame, names: tuple[Name, ...]) -> Iterator[tuple[str, float, float]]:
    south, north = frame.latitudes
    for name, latitude, longitude in names:
        if south <= latitude <= north:
            for turn in frame.turns(longitude, longitude):
                yield name, *frame.at(LatLon(latitude, longitude + turn))


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
