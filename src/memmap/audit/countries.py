"""Points in their country, by the base map's boundaries.

``memmap check`` refuses what lies 25 km outside. Here the eye is sharper: beyond a land boundary
2 km are too many; at a coast, whose line is simplified and which has piers and islets, 10.
"""

from collections.abc import Iterator

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.boundaries import beyond, countries_at
from memmap.dataset import Dataset
from memmap.geodesy import EARTH_RADIUS
from memmap.i18n import gettext as _
from memmap.model import CountryCode, LatLon

LAND_KM, COAST_KM = 2.0, 10.0
KM_PER_DEGREE = EARTH_RADIUS * 3.141592653589793 / 180 / 1000
"""Of latitude; of longitude it is less, so that a distance is rather over- than understated."""


def check(subject: Subject) -> Checked:
    """Find points that lie outside their country."""
    points = list(_points(subject.dataset))
    doubts = (doubt for table, row, at, code in points if (doubt := _outside(table, row, at, code)))
    return Checked(len(points), doubts)


def _points(dataset: Dataset) -> Iterator[tuple[str, str, LatLon, CountryCode]]:
    for city in dataset.cities.values():
        if city.location:
            yield "cities", city.id, city.location, city.country
    for memorial in dataset.memorials.values():
        if memorial.location:
            country = dataset.cities[memorial.city].country
            yield "memorials", memorial.id, memorial.location, country


def _outside(table: str, row: str, at: LatLon, country: str) -> Doubt | None:
    far = beyond(at, country) * KM_PER_DEGREE
    if far <= LAND_KM:
        return None
    [there] = countries_at([at.latitude], [at.longitude])
    if there in {"", country} and far <= COAST_KM:
        return None
    found = _("{km} km outside {country}, in {there}").format(
        km=f"{far:.0f}", country=country, there=there or _("the sea")
    )
    return Doubt(table, row, found, _("Compare the coordinates with their source."))
