"""Checks between tables: references, codes, and coordinates against the country they claim."""

from collections.abc import Iterable, Mapping
from typing import Any

import pycountry

from memmap.boundaries import lies_in
from memmap.dataset.table import Problems, Row
from memmap.i18n import gettext as _
from memmap.lock import LockedPlace
from memmap.model import City, Event, Memorial, PlaceId

Tables = Mapping[str, Mapping[str, tuple[Row, Any]]]

_SOURCE_COLUMNS = ("coordinates_source", "year_source", "status_source")
_CITY_COLUMNS = ("city", "city_a", "city_b")


def check_references(
    tables: Tables, locks: Mapping[PlaceId, LockedPlace], problems: Problems
) -> None:
    """Note every reference to nothing, unknown code, and city that is not located."""
    for rows in tables.values():
        for row, _record in rows.values():
            _check_sources(row, tables["sources"], problems)
            _check_cities(row, tables["cities"], problems)
    _check_shared_ids(tables, problems)
    needed = _cities_to_locate(tables)
    for row, city in tables["cities"].values():
        _check_codes(row, city, problems)
        if city.query or city.location or city.id in needed:
            _check_location(row, city, locks, problems)
    countries = {key: city.country for key, (_row, city) in tables["cities"].items()}
    for row, memorial in tables["memorials"].values():
        _check_memorial(row, memorial, countries, problems)
    for row, event in tables["events"].values():
        _check_event(row, event, problems)
    _check_statuses(tables, problems)


def _check_shared_ids(tables: Tables, problems: Problems) -> None:
    """Note an id that stands in two tables of places: a link must lead to one of them."""
    seen: dict[str, str] = {}
    for name in ("cities", "memorials", "reading_rooms", "events"):
        for key, (row, _record) in tables[name].items():
            if key in seen:
                message = _("{name!r} stands in {table} too").format(name=key, table=seen[key])
                problems.add(row, "id", message, _("expected each once"))
            seen.setdefault(key, row.file)


def _cities_to_locate(tables: Tables) -> set[str]:
    """Return the cities whose own place is needed.

    A village whose memorials all have coordinates may stay without a query where the gazetteer
    does not know it.
    """
    needed = {
        row.text(column)
        for name in ("partnerships", "reading_rooms", "events")
        for row, _record in tables[name].values()
        for column in _CITY_COLUMNS
    }
    needed |= {
        memorial.city for _row, memorial in tables["memorials"].values() if not memorial.location
    }
    return needed - {""}


def _check_sources(row: Row, sources: Mapping[str, Any], problems: Problems) -> None:
    named = [("sources", name) for name in row.listed("sources")]
    named += [(column, row.text(column)) for column in _SOURCE_COLUMNS if row.text(column)]
    for column, name in named:
        if name not in sources:
            problems.add(
                row,
                column,
                _("there is no source {name!r}").format(name=name),
                _("expected an id of sources.csv"),
            )


def _check_cities(row: Row, cities: Mapping[str, Any], problems: Problems) -> None:
    for column in _CITY_COLUMNS:
        name = row.text(column)
        if name and name not in cities:
            problems.add(
                row,
                column,
                _("there is no city {name!r}").format(name=name),
                _("expected an id of cities.csv"),
            )


def _is_country(code: str) -> bool:
    found = pycountry.countries.get(alpha_2=code)  # in any case
    return code == "XK" or (found is not None and found.alpha_2 == code)


def _is_region(code: str) -> bool:
    found = pycountry.subdivisions.get(code=code)  # in any case
    return found is not None and found.code == code


def _check_country(row: Row, column: str, code: str, problems: Problems) -> None:
    if not _is_country(code):
        problems.add(
            row,
            column,
            _("there is no country {code!r}").format(code=code),
            _("expected a code of ISO 3166-1, such as BE"),
        )


def _check_codes(row: Row, city: City, problems: Problems) -> None:
    _check_country(row, "country", city.country, problems)
    if not city.region:
        return
    if not _is_region(city.region) or not city.region.startswith(f"{city.country}-"):
        message = _("{code!r} is no region of {country}")
        _no_region(row, "region", message.format(code=city.region, country=city.country), problems)


def _check_event(row: Row, event: Event, problems: Problems) -> None:
    for code in event.countries:
        _check_country(row, "countries", code, problems)
    for region in event.regions:
        if not _is_region(region):
            message = _("there is no region {code!r}").format(code=region)
            _no_region(row, "regions", message, problems)


def _no_region(row: Row, column: str, message: str, problems: Problems) -> None:
    expected = _("expected a code of ISO 3166-2, such as RU-SAM")
    problems.add(row, column, message, expected)


def _check_location(
    row: Row, city: City, locks: Mapping[PlaceId, LockedPlace], problems: Problems
) -> None:
    if city.location:
        if not city.coordinates_source:
            problems.add(
                row, "coordinates_source", _("empty"), _("expected the source of the coordinates")
            )
        if not lies_in(city.location, city.country):
            _outside(row, "latitude", city.country, problems)
        return
    lock = locks.get(city.id)
    expected = _("expected an entry made by: memmap geocode")
    if not city.query:  # memmap geocode passes over it
        expected = _("expected the name to look for, or coordinates with their source")
    if lock is None:
        problems.add(row, "query", _("not located"), expected)
    elif (lock.query, lock.country, lock.region) != (city.query, city.country, city.region):
        problems.add(
            row,
            "query",
            _("the locked coordinates are for {query!r}").format(
                query=f"{lock.query}, {lock.region or lock.country}"
            ),
            expected,
        )
    elif not lies_in(lock.location, city.country):
        _outside(row, "query", city.country, problems)


def _outside(row: Row, column: str, country: str, problems: Problems) -> None:
    problems.add(
        row,
        column,
        _("the point lies outside {country}").format(country=country),
        _("expected coordinates within the country, latitude first"),
    )


def _check_memorial(
    row: Row, memorial: Memorial, countries: Mapping[str, str], problems: Problems
) -> None:
    if memorial.location and not memorial.coordinates_source:
        problems.add(
            row, "coordinates_source", _("empty"), _("expected the source of the coordinates")
        )
    country = countries.get(memorial.city, "")
    if memorial.location and country and not lies_in(memorial.location, country):
        _outside(row, "latitude", country, problems)


def _check_statuses(tables: Tables, problems: Problems) -> None:
    for row, record in tables["partnerships"].values():
        stated: Iterable[tuple[str, bool]] = (
            ("status_source", record.status in {"suspended", "ended"}),
            ("year_source", record.year is not None),
        )
        for column, needed in stated:
            if needed and not row.text(column):
                problems.add(row, column, _("empty"), _("expected the source of this fact"))
