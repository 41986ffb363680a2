"""Where imported cities lie: at their point, else where the gazetteer surely has them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from memmap.boundaries import countries_at, lies_in
from memmap.geocoding import Candidate, Query, Resolution, ResolutionStatus
from memmap.i18n import gettext as _
from memmap.imports.pairs import ImportedCity
from memmap.imports.troubles import Trouble, Troubles
from memmap.model import LatLon


@dataclass(frozen=True, slots=True)
class PlacedCity:
    """A city with its country; ``found`` is what the gazetteer answered where it was asked."""

    city: ImportedCity
    country: str
    found: Candidate | None = None


@dataclass(frozen=True)
class Gazetteer:
    """What placing asks of the geocoders: names understood, and queries resolved."""

    understood: Callable[[str, str], Query]
    resolve: Callable[[Query], Resolution]


def place_cities(
    cities: Iterable[ImportedCity], gazetteer: Gazetteer, troubles: Troubles
) -> dict[str, PlacedCity]:
    """Return the cities that have a place for certain; the others are noted."""
    country_of = lru_cache(maxsize=None)(lambda text: _country(text, gazetteer))
    cities = list(cities)
    pointed = [city for city in cities if city.location]
    there = countries_at(
        [city.location.latitude for city in pointed if city.location],
        [city.location.longitude for city in pointed if city.location],
    )
    placed = [
        _pointed(city, country_of(city.country), code, troubles)
        for city, code in zip(pointed, there, strict=True)
    ]
    placed += [
        _asked(city, country_of(city.country), gazetteer, troubles)
        for city in cities
        if not city.location
    ]
    return {found.city.id: found for found in placed if found}


def _country(text: str, gazetteer: Gazetteer) -> str:
    """Return the ISO 3166-1 code of a country by code or name, "" for none that is known."""
    if len(text) == 2 and text.isascii() and text.isupper():
        return text
    return gazetteer.understood("-", text).country or "" if text else ""


def _pointed(city: ImportedCity, stated: str, there: str, troubles: Troubles) -> PlacedCity | None:
    if stated and city.location and not lies_in(city.location, stated):
        _note(
            city,
            f"{city.label} {_text(city.location)}",
            _("the point lies outside its country"),
            troubles,
        )
        return None
    if not (stated or there):
        _note(city, _text(city.location), _("the point lies in no country"), troubles)
        return None
    return PlacedCity(city, stated or there)


def _asked(
    city: ImportedCity, country: str, gazetteer: Gazetteer, troubles: Troubles
) -> PlacedCity | None:
    if not city.label:
        _note(city, city.id.upper(), _("neither point nor label"), troubles)
        return None
    answer = gazetteer.resolve(Query(city.label, country or None))
    if answer.status is ResolutionStatus.RESOLVED and answer.best:
        return PlacedCity(city, country or answer.best.country, answer.best)
    rivals = ", ".join(f"{c.name} ({c.region or c.country})" for c in answer.candidates[:3])
    value = f"{city.label}: {rivals}" if rivals else city.label
    message = _("ambiguous") if answer.candidates else _("not in the gazetteer")
    _note(city, value, message, troubles)
    return None


def _text(point: LatLon | None) -> str:
    return f"{point.latitude}, {point.longitude}" if point else ""


def _note(city: ImportedCity, value: str, message: str, troubles: Troubles) -> None:
    file, row = city.at
    troubles.add(Trouble(file, row, city.id.upper(), value, message))
