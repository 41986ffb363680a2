"""Candidates for a query out of the index: found by key, held against the hints, ranked."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log10

from anyascii import anyascii
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from memmap.geocoding.hints import country_code, region_codes, regions_agree
from memmap.geocoding.normalize import key, spellings, split
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.model import LatLon, Precision

_COLUMNS = "p.id, p.geonameid, p.name, p.country, p.region, p.lat, p.lon, p.population, p.names"
_QUALITY = {Match.PRIMARY: 1.0, Match.ALTERNATE: 0.98, Match.HISTORIC: 0.98, Match.FUZZY: 0.78,
            Match.CONTAINER: 0.5}
_REGION_MISSED = 0.85
MAX_EXACT = 400


@dataclass(frozen=True, slots=True)
class _Hit:
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
    edits: int = 0

    @property
    def weight(self) -> float:
        """Importance on a scale where 1 is a factor of ten in population."""
        bonus = {Match.PRIMARY: 0.6, Match.FUZZY: -0.9 * self.edits}.get(self.match, 0.0)
        return log10(self.population + 50) + 0.35 * log10(self.names + 1) + bonus


def find(database: sqlite3.Connection, query: Query, limit: int = 8) -> list[Candidate]:
    """Return the candidates for a query, the best first.

    The whole text is tried first ("Frankfurt (Oder)" is a name), then the text without its
    qualifiers, which become hints, then with typos, then the qualifiers as what contains it.
    """
    whole = _exact(database, spellings(query.text), query)
    if whole:
        return _scored(whole, query, limit)
    name, qualifiers = split(query.text)
    hinted = _with_hints(query, name, qualifiers)
    hits = _exact(database, spellings(hinted.text), hinted)
    if not hits and qualifiers:
        hinted, hits = _other_orders(database, query, [name, *qualifiers])
    if not hits:
        hits = _fuzzy(database, hinted)
    if not hits and len(qualifiers) > 0:
        hits = [_contains(hit) for part in qualifiers
                for hit in _exact(database, spellings(part), hinted)]
    return _scored(hits, hinted, limit)


def _other_orders(database: sqlite3.Connection, query: Query, parts: list[str]
                  ) -> tuple[Query, list[_Hit]]:
    """Try each part as the name and the others as its hints: "Россия, Самара" is Samara."""
    for i, name in enumerate(parts):
        rest = parts[:i] + parts[i + 1 :]
        hinted = _with_hints(query, name, rest)
        understood = sum(bool(country_code(p) or region_codes(p)) for p in rest)
        if understood and (hits := _exact(database, spellings(name), hinted)):
            return hinted, hits
    return _with_hints(query, parts[0], parts[1:]), []


def _with_hints(query: Query, name: str, qualifiers: list[str]) -> Query:
    country, region = query.country, query.region
    for part in reversed(qualifiers):
        country = country or country_code(part)
    for part in qualifiers:
        codes = region_codes(part, country)
        if not region and len({code[:2] for code in codes}) == 1:
            region = codes[0]
            country = country or region[:2]
    return Query(name, country, region)


def _exact(database: sqlite3.Connection, keys: Iterable[str], query: Query) -> list[_Hit]:
    for spelling in keys:
        rows = database.execute(
            f"SELECT {_COLUMNS}, n.kind FROM name n JOIN place p ON p.id = n.place "
            "WHERE n.key = ? AND (? = '' OR p.country = ?) ORDER BY n.place LIMIT ?",
            (spelling, query.country, query.country, MAX_EXACT)).fetchall()
        hits = [_Hit(*row[:9], spelling, tuple(Match)[row[9]]) for row in rows]
        if hits:
            return _in_region(hits, query.region)
    return []


def _in_region(hits: list[_Hit], region: str) -> list[_Hit]:
    inside = [hit for hit in hits if regions_agree(hit.region, region)]
    return inside or hits


def allowed_edits(length: int) -> int:
    """Return how many typos a name of this length may have: one in four letters, three at most."""
    return 0 if length < 4 else min(3, max(1, length // 4))


def _fuzzy(database: sqlite3.Connection, query: Query) -> list[_Hit]:
    typed = key(anyascii(query.text) if not query.text.isascii() else query.text)
    edits = allowed_edits(len(typed))
    if not edits:
        return []
    rows = database.execute(
        "SELECT key, min(place) FROM name WHERE key >= ? AND key < ? "
        "AND length(key) BETWEEN ? AND ? AND (? = '' OR place IN "
        "(SELECT id FROM place WHERE country = ?)) GROUP BY key",
        (typed[0], chr(ord(typed[0]) + 1), len(typed) - edits, len(typed) + edits,
         query.country, query.country)).fetchall()
    names = [row[0] for row in rows]
    close = process.extract(typed, names, scorer=DamerauLevenshtein.distance,
                            score_cutoff=edits, limit=12)
    hits = []
    for matched, distance, _index in close:
        for hit in _exact(database, [matched], query):
            hits.append(_as_fuzzy(hit, int(distance)))
    return hits


def _as_fuzzy(hit: _Hit, edits: int) -> _Hit:
    return _Hit(hit.id, hit.geonameid, hit.name, hit.country, hit.region, hit.lat, hit.lon,
                hit.population, hit.names, hit.matched, Match.FUZZY, edits)


def _contains(hit: _Hit) -> _Hit:
    return _Hit(hit.id, hit.geonameid, hit.name, hit.country, hit.region, hit.lat, hit.lon,
                hit.population, hit.names, hit.matched, Match.CONTAINER)


def _scored(hits: list[_Hit], query: Query, limit: int) -> list[Candidate]:
    best: dict[int, _Hit] = {}
    for hit in hits:
        if hit.id not in best or hit.weight > best[hit.id].weight:
            best[hit.id] = hit
    ranked = sorted(best.values(), key=lambda hit: (-hit.weight, hit.id))[:limit]
    return [_candidate(hit, _score(i, ranked, query)) for i, hit in enumerate(ranked)]


def _score(i: int, ranked: list[_Hit], query: Query) -> float:
    """Return the quality of the match, less the doubt that the nearest rival leaves.

    A rival with a fifth of the population leaves a doubt of 0.14; an equal one of a half.
    """
    hit = ranked[i]
    rivals = [other.weight for j, other in enumerate(ranked) if j != i]
    gap = hit.weight - max(rivals) if rivals else 9.0
    doubt = 0.5 * exp(-1.8 * gap) if gap >= 0 else 1 - 0.5 * exp(1.8 * gap)
    score = _QUALITY[hit.match] * (1 - doubt)
    if query.region and not regions_agree(hit.region, query.region):
        score *= _REGION_MISSED
    return round(score, 3)


def _candidate(hit: _Hit, score: float) -> Candidate:
    return Candidate(
        location=LatLon(hit.lat, hit.lon), name=hit.name, country=hit.country, region=hit.region,
        population=hit.population, score=score, precision=Precision.SETTLEMENT,
        geocoder="GeoNames", id=str(hit.geonameid), matched_name=hit.matched, match=hit.match,
        edits=hit.edits,
    )


def localized(name: str, others: str, language: str) -> str:
    """Return the name in the script of a language, if the index has one.

    GeoNames' alternates bear no language here; the one whose transliteration is nearest to the
    name is taken.
    """
    if language not in {"ru", "be", "uk", "bg", "sr"} or not others:
        return name
    return max(others.split("|"), key=lambda other: fuzz.ratio(key(anyascii(other)), key(name)))
