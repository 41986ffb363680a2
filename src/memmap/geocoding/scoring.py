"""How sure a hit is: the share of right ones among its like."""

from math import exp

from memmap.geocoding.hints import regions_agree
from memmap.geocoding.hit import Hit
from memmap.geocoding.resolution import Match, Query

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
_EDIT_DOUBT, _WORST = 0.08, 0.2
_SPREAD, _RIVAL = 1.1, 0.02
"""An equal rival leaves a doubt of a half; one with a tenth of the weight, of a fifth."""
_NAMESAKE, _SMALL = 0.08, 300
"""Of places with no inhabitants known one in so many is another than was meant; with 300, half."""
_RECURRING = {"CN": (0.35, 150_000), "KR": (0.35, 10_000), "TR": (0.13, 15_000)}
"""Where counties and quarters bear the names of small places in Latin letters, and the data lacks
many: the chance that one is meant, and the population with which it is a third of that."""
_OF_ALTERNATE, _ANYWHERE, _IN_REGION = 4.0, 2.0, 0.2
_REGION_MISSED = 0.85


def score_of(hit: Hit, gap: float | None, query: Query) -> float:
    """Return the share of right ones among the like; ``docs/geocoding.md`` says how it was fitted.

    ``gap`` is the difference of weights to the nearest rival; None where there is none.
    """
    in_region = query.region is not None and regions_agree(hit.region, query.region)
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
    if hit.country in _RECURRING and hit.matched.isascii():
        most, scale = _RECURRING[hit.country]
        chance = max(chance, most * exp(-hit.population / scale))
    if not query.country:
        chance *= _ANYWHERE
    return chance * (_IN_REGION if in_region else 1)
