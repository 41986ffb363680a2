"""A place that was found by one of its names, and how important it is."""

from math import log10
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Company, Match
from memmap.geodesy import distance
from memmap.model import LatLon

_PRIMARY, _PRIMARY_ALIKE = 1.5, 0.6
_ALIKE = 75
"""Percent of likeness from which an alternate name is the primary one in another script."""
_EDIT = 0.9
"""How much one typing error weighs against a place, in factors of ten of its population."""
_ABROAD, _FAR, _NEAR = 2.0, 1.5, 100_000
"""What being in another country, or ten times as far as so many metres, weighs against a place."""


class Hit(NamedTuple):
    """A place of the index that was found by one of its names."""

    id: int
    geonameid: int
    name: str
    country: str
    region: str
    lat: float
    lon: float
    population: int
    names: int
    matched: str
    match: Match
    edits: float = 0

    @property
    def weight(self) -> float:
        """Importance on a scale where 1 is a factor of ten in population."""
        known = log10(self.population + 50) + 0.35 * log10(self.names + 1)
        return known + self._bonus() - _EDIT * self.edits

    def _bonus(self) -> float:
        """Return what the kind of name adds: a namesake of today is likelier than one of old."""
        if self.match is Match.PRIMARY:
            return _PRIMARY
        return _PRIMARY_ALIKE if self.match is Match.ALTERNATE and self.is_alike else 0.0

    @property
    def is_alike(self) -> bool:
        """Whether the name that matched is the primary one, or that in another script."""
        if self.match is Match.PRIMARY:
            return True
        matched = self.matched if self.matched.isascii() else key(anyascii(self.matched))
        return bool(fuzz.ratio(matched, key(self.name)) >= _ALIKE)

    def remoteness(self, company: Company) -> float:
        """Return what speaks against a place beside the others of its list, as a weight."""
        abroad = _ABROAD if company.country and company.country != self.country else 0.0
        if company.near is None:
            return abroad
        metres = distance(company.near, LatLon(self.lat, self.lon))
        return abroad + _FAR * log10(1 + metres / _NEAR)
