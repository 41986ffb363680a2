"""Where imported cities lie: at their point, else where the gazetteer surely has them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import pycountry

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
    code_of = lru_cache(maxsize=None)(lambda text: _country(text, gazetteer))
    cities = list(cities)
    pointed = [(city, city.location) for city in cities if city.location]
    there = countries_at(
        [point.latitude for _city, point in pointed], [point.longitude for _city, point in pointed]
    )
    stated = {city.id: [code for t in city.countries if (code := code_of(t))] for city in cities}
    placed = [
        _pointed(city, point, [*stated[city.id], *([] if stated[city.id] else [code])], troubles)
        for (city, point), code in zip(pointed, there, strict=True)
    ]
    placed += [
        _asked(city, stated[city.id], gazetteer, troubles) for city in cities if not city.location
    ]
    return {found.city.id: found for found in placed if found}


def _country(text: str, gazetteer: Gazetteer) -> str:
    """Return the ISO 3166-1 code of a country by code or name, "" for none of today."""
    if len(text) == 2 and text.isascii() and text.isupper():
        return text if pycountry.countries.get(alpha_2=text) or text == "XK" else ""
    return gazetteer.understood("-", text).country or ""


def _pointed(
    city: ImportedCity, point: LatLon, countries: list[str], troubles: Troubles
) -> PlacedCity | None:
    """Return the city in the first of the countries that its point lies in."""
    if not any(countries):
        _note(city, _text(point), _("the point lies in no country"), troubles)
        return None
    country = next((code for code in countries if lies_in(point, code)), "")
    if not country:
        value = f"{city.label} {_text(point)} {' '.join(countries)}"
        _note(city, value, _("the point lies outside its country"), troubles)
        return None
    return PlacedCity(city, country)


def _asked(
    city: ImportedCity, countries: list[str], gazetteer: Gazetteer, troubles: Troubles
) -> PlacedCity | None:
    if not city.label:
        _note(city, city.id.upper(), _("neither point nor label"), troubles)
        return None
    hint = countries[0] if len(countries) == 1 else None
    answer = gazetteer.resolve(Query(city.label, hint))
    if answer.status is ResolutionStatus.RESOLVED and answer.best:
        return PlacedCity(city, hint or answer.best.country, answer.best)
    rivals = ", ".join(f"{c.name} ({c.region or c.country})" for c in answer.candidates[:3])
    value = f"{city.label}: {rivals}" if rivals else city.label
    message = _("ambiguous") if answer.candidates else _("not in the gazetteer")
    _note(city, value, message, troubles)
    return None


def _text(point: LatLon) -> str:
    return f"{point.latitude}, {point.longitude}"


def _note(city: ImportedCity, value: str, message: str, troubles: Troubles) -> None:
    file, row = city.at
    troubles.add(Trouble(file, row, city.id.upper(), value, message))
