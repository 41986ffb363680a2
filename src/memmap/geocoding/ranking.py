"""Which hit is meant: the hits of a query in order, each with its score."""

from memmap.geocoding.hit import Hit
from memmap.geocoding.resolution import Candidate, Query
from memmap.geocoding.scoring import score_of
from memmap.model import LatLon, Precision

_SAME_PLACE = 0.1
"""Degrees within which two entries of one name are the same place entered twice."""
ALONE = 9.0
"""The gap of a candidate that has no rival."""
UNPROVEN = 0.85
"""The most that a candidate can score for the company that it keeps: it waits for a person."""


def ranked(hits: list[Hit], query: Query, limit: int) -> list[Candidate]:
    """Return the candidates that hits amount to, the best first, each with its score.

    The other places of a list can put another candidate first, or make one doubtful; they cannot
    make one sure.
    """
    alone = _scored([(hit.weight, hit) for hit in hits], query, limit)
    company = query.company
    if company is None or len(alone) == 1:
        return [_candidate(*scored) for scored in alone]
    before = {hit.id: score for hit, score, _gap in alone}
    weights = [(hit.weight - hit.remoteness(company), hit) for hit in hits]
    return [
        _candidate(hit, min(score, max(UNPROVEN, before.get(hit.id, 0.0))), gap)
        for hit, score, gap in _scored(weights, query, limit)
    ]


def _scored(
    weights: list[tuple[float, Hit]], query: Query, limit: int
) -> list[tuple[Hit, float, float]]:
    """Return hits, a place once, with their scores and the gaps to their rivals."""
    if len(weights) == 1:
        hit = weights[0][1]
        return [(hit, score_of(hit, None, query), ALONE)]
    best: dict[int, tuple[float, Hit]] = {}
    for weight, hit in weights:
        if hit.id not in best or weight > best[hit.id][0]:
            best[hit.id] = (weight, hit)
    order = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].id))
    top, first = order[0]
    kept = [order[0], *(pair for pair in order[1:] if not _same(first, pair[1]))][:limit]
    if len(kept) == 1:
        return [(first, score_of(first, None, query), ALONE)]
    gaps = [top - kept[1][0], *(weight - top for weight, _hit in kept[1:])]
    return [
        (hit, score_of(hit, gap, query), gap)
        for (_weight, hit), gap in zip(kept, gaps, strict=True)
    ]


def _same(one: Hit, other: Hit) -> bool:
    return (
        one.country == other.country
        and abs(one.lat - other.lat) < _SAME_PLACE
        and abs(one.lon - other.lon) < _SAME_PLACE
    )


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
