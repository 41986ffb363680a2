"""What the places of a list that are sure say about those that are not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import atan2, cos, degrees, hypot, radians, sin
from statistics import median

from memmap.geocoding.resolution import Candidate, Company, Resolution, ResolutionStatus
from memmap.geodesy import distance
from memmap.model import LatLon

FEWEST = 3
"""Sure places from which on a list says something."""
MOST = 0.8
"""Share of them that must lie in one country."""
TOGETHER = 500_000
"""Metres from their middle within which half of them lie, if they are near each other."""


def company_of(resolutions: Iterable[Resolution]) -> Company | None:
    """Return what the sure places of a list have in common; None if nothing."""
    return company_of_places(
        [
            answer.best
            for answer in resolutions
            if answer.best and answer.status is ResolutionStatus.RESOLVED
        ]
    )


def company_of_places(sure: Sequence[Candidate]) -> Company | None:
    """Return what places have in common; None if nothing. Their country may not be known."""
    if len(sure) < FEWEST:
        return None
    country, count = Counter(place.country for place in sure).most_common(1)[0]
    common = country if country and count >= MOST * len(sure) else None
    points = [place.location for place in sure]
    middle = _middle(points)
    near = middle if median(distance(middle, point) for point in points) <= TOGETHER else None
    return Company(common, near) if common or near else None


def _middle(points: list[LatLon]) -> LatLon:
    """Return the direction of the sum of the points on the sphere, in degrees."""
    angles = [(radians(lat), radians(lon)) for lat, lon in points]
    x = sum(cos(lat) * cos(lon) for lat, lon in angles)
    y = sum(cos(lat) * sin(lon) for lat, lon in angles)
    z = sum(sin(lat) for lat, _lon in angles)
    return LatLon(degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x)))
