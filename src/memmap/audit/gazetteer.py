"""Cities where the gazetteer has them, and namesakes that only a region tells apart."""

from memmap.audit.finding import Checked, Doubt, Subject
from memmap.geocoding import Query, ResolutionStatus
from memmap.geodesy import distance
from memmap.i18n import gettext as _
from memmap.model import City

FAR_KM = 15.0
"""Two points of one city lie nearer to each other."""


def check(subject: Subject) -> Checked:
    """Find cities whose name the gazetteer surely locates elsewhere."""
    located = [c for c in subject.dataset.cities.values() if c.location and c.query]
    return Checked(len(located), (d for c in located if (d := _elsewhere(subject, c))))


def _elsewhere(subject: Subject, city: City) -> Doubt | None:
    answer = subject.locate(Query(city.query, city.country, city.region))
    if answer.status is not ResolutionStatus.RESOLVED or not answer.best or not city.location:
        return None
    km = distance(answer.best.location, city.location) / 1000
    if km <= FAR_KM:
        return None
    found = _("{km} km from {name} ({id}) of the gazetteer").format(
        km=f"{km:.0f}", name=answer.best.name, id=answer.best.id
    )
    return Doubt("cities", city.id, found, _("Decide which one is meant, and say so in the lock."))


def check_namesakes(subject: Subject) -> Checked:
    """Find cities whose name alone means another place, or one of several."""
    locked = [
        c for c in subject.dataset.cities.values() if c.region and c.id in subject.dataset.locks
    ]
    return Checked(len(locked), (d for c in locked if (d := _namesake(subject, c))))


def _namesake(subject: Subject, city: City) -> Doubt | None:
    answer = subject.locate(Query(city.query, city.country))
    other = next(
        (c for c in answer.candidates if c.id != subject.dataset.locks[city.id].identifier), None
    )
    if not other or (answer.status is ResolutionStatus.RESOLVED and other is not answer.best):
        return None
    found = _("without its region {name} may be {other} in {region}").format(
        name=city.query, other=other.name, region=other.region or other.country
    )
    return Doubt("cities", city.id, found, _("See that the source means the one in this region."))
