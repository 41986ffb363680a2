"""Points in their region.

A city has the region of its gazetteer entry. A memorial shares its city's region unless a boundary
of the base map runs between the two and no place of that region is near it.
"""

from collections.abc import Iterator

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.boundaries import crosses_region
from memmap.geocoding import Query
from memmap.geocoding.hints import regions_agree
from memmap.i18n import gettext as _
from memmap.model import City, Memorial


def check(subject: Subject) -> Checked:
    """Find points that lie in another region than their row says."""
    dataset = subject.dataset
    cities = [city for city in dataset.cities.values() if city.region and city.id in dataset.locks]
    memorials = [m for m in dataset.memorials.values() if dataset.cities[m.city].region]
    return Checked(
        len(cities) + len(memorials), [*_cities(subject, cities), *_memorials(subject, memorials)]
    )


def _cities(subject: Subject, cities: list[City]) -> Iterator[Doubt]:
    for city in cities:
        entry = subject.dataset.locks[city.id]
        answer = subject.locate(Query(city.query, city.country, city.region))
        there = {c.region for c in answer.candidates if c.id == entry.identifier and c.region}
        if there and not any(regions_agree(code, city.region) for code in there):
            found = _("stated {given}, the gazetteer says {there}").format(
                given=city.region, there=", ".join(sorted(there))
            )
            yield Doubt("cities", city.id, found, _("Look up the region in ISO 3166-2."))


def _memorials(subject: Subject, memorials: list[Memorial]) -> Iterator[Doubt]:
    for memorial in memorials:
        city = subject.dataset.cities[memorial.city]
        if not memorial.location or not city.location:
            continue
        if not crosses_region(memorial.location, city.location):
            continue
        near = subject.regions_near(memorial.location)
        if near and not any(regions_agree(code, city.region) for code in near):
            found = _("stands in {there}, its city in {given}").format(
                given=city.region, there=", ".join(sorted(near))
            )
            advice = _("Compare the coordinates with their source, or name the right city.")
            yield Doubt("memorials", memorial.id, found, advice)
