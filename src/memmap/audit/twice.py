"""The same thing in two rows: a city, a pair of two such cities, a memorial under two names."""

from collections import defaultdict
from collections.abc import Iterator

import shapely
from rapidfuzz import fuzz

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.dataset import Dataset
from memmap.filters import fold
from memmap.geodesy import distance
from memmap.i18n import gettext as _
from memmap.model import LatLon, Memorial, Partnership, PlaceId

NEAR_M, NEAR_LIKENESS = 500, 78
SAME_SPOT_M, SAME_SPOT_LIKENESS = 30, 55
TOWN_M, TOWN_LIKENESS = 3000, 92
"""The nearer two memorials stand, the less alike (0 to 100) their names need to be."""
REACH = 0.06
"""Degrees within which memorials are compared, TOWN_M up to 60 degrees of latitude."""


def check_cities(subject: Subject) -> Checked:
    """Find cities that the gazetteer holds for one place."""
    same: dict[str, list[PlaceId]] = defaultdict(list)
    for city in subject.dataset.cities:
        same[_identity(subject.dataset, city)].append(city)
    doubts = (
        Doubt(
            "cities",
            city,
            _("the same gazetteer entry as {id}").format(id=cities[0]),
            _("Keep one row, unless it is a part of the other."),
        )
        for cities in same.values()
        for city in cities[1:]
    )
    return Checked(len(subject.dataset.cities), doubts)


def check_pairs(subject: Subject) -> Checked:
    """Find pairs whose two cities are the same ones as another pair's."""
    return Checked(len(subject.dataset.partnerships), _pairs(subject.dataset))


def _pairs(dataset: Dataset) -> Iterator[Doubt]:
    same: dict[frozenset[str], list[Partnership]] = defaultdict(list)
    for pair in dataset.partnerships.values():
        ends = frozenset(_identity(dataset, city) for city in (pair.city_a, pair.city_b))
        if len(ends) == 1:
            found = _("both cities are {city}").format(city=next(iter(ends)))
            yield Doubt("partnerships", pair.id, found, _("Say which two cities are meant."))
        same[ends].append(pair)
    for pairs in same.values():
        for pair in pairs[1:]:
            years = sorted({str(p.year) for p in pairs if p.year})
            found = _("the same cities as {id}").format(id=pairs[0].id)
            if len(years) > 1:
                found += ", " + _("with the years {years}").format(years=", ".join(years))
            yield Doubt("partnerships", pair.id, found, _("Keep one row, with both sources."))


def _identity(dataset: Dataset, city: PlaceId) -> str:
    entry = dataset.locks.get(city)
    return f"{entry.geocoder} {entry.identifier}" if entry and entry.identifier else city


def check_memorials(subject: Subject) -> Checked:
    """Find memorials that stand near each other under like names."""
    dataset = subject.dataset
    memorials = list(dataset.memorials.values())
    points = [m.location or dataset.cities[m.city].location for m in memorials]
    return Checked(len(memorials), _memorials(memorials, points))


def _memorials(memorials: list[Memorial], points: list[LatLon | None]) -> Iterator[Doubt]:
    tree = shapely.STRtree([shapely.Point(p.longitude, p.latitude) if p else None for p in points])
    for i, memorial in enumerate(memorials):
        for j in sorted(tree.query(tree.geometries[i], predicate="dwithin", distance=REACH)):
            here, there = points[i], points[j]
            if j <= i or not here or not there:
                continue
            metres = distance(here, there)
            alike = _alike(memorial, memorials[j])
            if _suspicious(metres, alike, exact=bool(memorial.location and memorials[j].location)):
                found = _("{metres} m from {id}, names {alike} % alike").format(
                    metres=f"{metres:.0f}", id=memorials[j].id, alike=f"{alike:.0f}"
                )
                yield Doubt("memorials", memorial.id, found, _("Keep one row if they are one."))


def _suspicious(metres: float, alike: float, *, exact: bool) -> bool:
    if not exact:
        return metres <= TOWN_M and alike >= TOWN_LIKENESS
    return (
        (metres <= SAME_SPOT_M and alike >= SAME_SPOT_LIKENESS)
        or (metres <= NEAR_M and alike >= NEAR_LIKENESS)
        or (metres <= TOWN_M and alike >= TOWN_LIKENESS)
    )


def _alike(one: Memorial, other: Memorial) -> float:
    """Return the likeness of the names, 0 to 100, in the language in which they are most alike."""
    names, others = ({"en": m.names.en, **dict(m.names.others)} for m in (one, other))
    return max(
        fuzz.token_sort_ratio(fold(name), fold(others[language]))
        for language, name in names.items()
        if language in others
    )
