"""Which hit is meant, and how sure that is."""

from math import exp, log10
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from memmap.geocoding.hints import regions_agree
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.model import LatLon, Precision

_QUALITY = {
    Match.PRIMARY: 1.0,
    Match.ALTERNATE: 1.0,
    Match.HISTORIC: 0.98,
    Match.TRANSLITERATED: 0.93,
    Match.FUZZY: 0.75,
    Match.CONTAINER: 0.5,
}
_UNALIKE = 0.96
"""Quality of an alternate name that is not the primary one in another script."""
_PRIMARY, _PRIMARY_ALIKE = 1.5, 0.6
_ALIKE = 75
"""Percent of likeness from which an alternate name is the primary one in another script."""
_EDIT = 0.9
"""How much one typing error weighs against a place, in factors of ten of its population."""
_REGION_MISSED = 0.85
_EDIT_DOUBT, _WORST = 0.08, 0.2
_NEAR = 0.1
"""Degrees within which two entries of one name are the same place entered twice."""
_SPREAD, _RIVAL = 1.1, 0.02
_NAMESAKE, _SMALL = 0.08, 300
_OF_ALTERNATE, _ANYWHERE, _IN_REGION = 4.0, 2.0, 0.2


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


def ranked(hits: list[Hit], query: Query, limit: int) -> list[Candidate]:
    """Return the candidates that hits amount to, the best first, each with its score."""
    if len(hits) == 1:
        return [_candidate(hits[0], _score(hits[0], None, query), 9.0)]
    best: dict[int, tuple[float, Hit]] = {}
    for hit in hits:
        weight = hit.weight
        if hit.id not in best or weight > best[hit.id][0]:
            best[hit.id] = (weight, hit)
    order = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))
    first = order[0]
    rest = [pair for pair in order[1:] if not _same(first[1], pair[1])]
    kept = [first, *rest][:limit]
    runner_up = kept[1][0] if len(kept) > 1 else None
    gaps = [
        first[0] - runner_up if runner_up is not None else 9.0,
        *(weight - first[0] for weight, _hit in kept[1:]),
    ]
    return [
        _candidate(hit, _score(hit, gap, query), gap)
        for (_weight, hit), gap in zip(kept, gaps, strict=True)
    ]


def _same(one: Hit, other: Hit) -> bool:
    return (
        one.country == other.country
        and abs(one.lat - other.lat) < _NEAR
        and abs(one.lon - other.lon) < _NEAR
    )


def _score(hit: Hit, gap: float | None, query: Query) -> float:
    """Return the share of right ones among the like; ``docs/geocoding.md`` says how it was fitted.

    ``gap`` is the difference of weights to the nearest rival; None where there is none.
    """
    in_region = bool(query.region) and regions_agree(hit.region, query.region or "")
    score = _quality(hit) - _lacking(hit, query, in_region=in_region)
    if gap is not None:
        doubt = 0.5 * exp(-_SPREAD * gap) if gap >= 0 else 1 - 0.5 * exp(_SPREAD * gap)
        score *= 1 - min(1.0, doubt + _RIVAL)
    if query.region and hit.region and not in_region:
        score *= _REGION_MISSED
    return round(max(0.0, score), 3)


def _quality(hit: Hit) -> float:
    if hit.match is Match.FUZZY:
        return max(_WORST, _QUALITY[Match.FUZZY] - _EDIT_DOUBT * hit.edits)
    if hit.match is Match.ALTERNATE and not hit.is_alike:
        return _UNALIKE
    return _QUALITY[hit.match]


def _lacking(hit: Hit, query: Query, *, in_region: bool) -> float:
    """Return the chance that a namesake is meant that the data lacks: high for small places."""
    chance = _NAMESAKE * _SMALL / (hit.population + _SMALL)
    if hit.match is Match.TRANSLITERATED or (hit.match is Match.ALTERNATE and not hit.is_alike):
        chance *= _OF_ALTERNATE
    if not query.country:
        chance *= _ANYWHERE
    return chance * (_IN_REGION if in_region else 1)


def _candidate(hit: Hit, score: float, gap: float) -> Candidate:
    return Candidate(
        LatLon(hit.lat, hit.lon),
        hit.name,
        hit.country,
        hit.region,
        hit.population,
        score,
        Precision.SETTLEMENT,
        "GeoNames",
        str(hit.geonameid),
        hit.matched,
        hit.match,
        round(hit.edits),
        round(gap, 3),
    )
