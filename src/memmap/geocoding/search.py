"""Candidates for a query out of the index: found by name, held against the hints, ranked.

Tried in this order, until one finds anything: the whole text ("Frankfurt (Oder)" is a name); each
part as the name and the others as hints ("Россия, Самара"); words cut short and umlauts; other
names in the text ("Bozen/Bolzano"); a region without a comma ("Niles Illinois"); the seat of a
district; the same sound; a typing error; the name in another region; a likeness of sound within a
country; what the qualifiers name as its container.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from anyascii import anyascii

from memmap.geocoding.abbreviation import by_abbreviation
from memmap.geocoding.hints import regions_agree
from memmap.geocoding.hit import Hit
from memmap.geocoding.lookup import beginning, by_key, by_latin, by_sound, by_umlauts
from memmap.geocoding.normalize import key
from memmap.geocoding.ranking import ranked
from memmap.geocoding.readings import Reading, readings, run_together, titled
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.geocoding.spelling import (
    alternatives,
    district_of,
    is_area,
    spellings,
    split,
    stem,
    tells_other_name,
    without_umlauts,
)

if TYPE_CHECKING:
    from memmap.geocoding.fuzzy import TypoFinder

LONGER_THAN_STEM = 4
"""Letters by which a district's seat may be longer than what its adjective begins with."""


class Search:
    """Finds candidates in an index. Safe for several threads, each with its own connection."""

    @cached_property
    def _typos(self) -> "TypoFinder":
        from memmap.geocoding.fuzzy import TypoFinder  # noqa: PLC0415 - numpy; most names need none

        return TypoFinder()

    def find(self, database: sqlite3.Connection, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the candidates for a query, the best first.

        A number is the name of nothing that a list means, though a district of Helsinki is "12".
        """
        if not any(map(str.isalpha, query.text)):
            return []
        hits = by_key(database, key(query.text), query.country or "")
        if not _in_region(hits, query, or_all=False):
            hits = next(filter(None, self._attempts(database, query)), [])
        return ranked(_in_region(hits, query), query, limit) if hits else []

    def _attempts(self, database: sqlite3.Connection, query: Query) -> Iterator[list[Hit]]:
        country = query.country or ""
        yield _exact(database, query, titled(query.text))
        ways = readings(database, query.text)
        for way in ways:
            hits = _exact(database, query, way)
            renamed = tells_other_name(query.text)
            yield hits if renamed else _as_container_of(database, way.unknown, hits)
        for way in ways:
            yield way.agreeing(by_abbreviation(database, way.name, country))
            yield way.agreeing(by_umlauts(database, without_umlauts(way.name), country))
        first = ways[0]
        for name in alternatives(first.name):
            yield _exact(database, query, first._replace(name=name))
        for way in run_together(database, first.name):
            hits = _exact(database, query, way._replace(hints=(*first.hints, *way.hints)))
            yield [hit for hit in hits if way.contains(hit)]
        within = country or first.country
        yield _as_container(first.agreeing(_seats(database, query, first.name, within)))
        yield first.agreeing(by_latin(database, first.name, country))
        yield first.agreeing(by_sound(database, first.name, country))
        yield from self._despite_errors(database, first, within)
        yield _as_container(_exact(database, query, Reading(first.name), within))
        if within:
            yield first.agreeing(self._typos.by_likeness(database, first.name, within))
        for part in split(query.text)[1]:
            yield _as_container(_exact(database, query, first._replace(name=part), within))

    def _despite_errors(
        self, database: sqlite3.Connection, way: Reading, within: str
    ) -> Iterator[list[Hit]]:
        yield way.agreeing(self._typos.by_typo(database, way.name, within))
        if not way.name.isascii():
            yield way.agreeing(self._typos.by_typo(database, anyascii(way.name), within))


def _exact(database: sqlite3.Connection, query: Query, way: Reading, within: str = "") -> list[Hit]:
    """Return the hits by the first spelling that has any within the hints, if any has."""
    elsewhere: list[Hit] = []
    for spelling in spellings(way.name):
        hits = way.agreeing(by_key(database, spelling, within or query.country or ""))
        if hits and _in_region(hits, query, or_all=False):
            return hits
        elsewhere = elsewhere or hits
    return elsewhere


def _seats(database: sqlite3.Connection, query: Query, name: str, within: str) -> list[Hit]:
    """Return the places that a district may be named after."""
    district = district_of(name)
    if not district:
        return []
    named = _exact(database, query, Reading(district), within)
    start = stem(district)
    if not start:
        return named
    longest = len(start) + LONGER_THAN_STEM
    begun = beginning(database, start, within)
    return named + [hit for hit in begun if len(hit.matched) <= longest]


def _as_container_of(
    database: sqlite3.Connection, parts: Iterable[str], hits: list[Hit]
) -> list[Hit]:
    """Return hits, as containers where a part that is no other name of theirs may be a site."""
    for part in parts:
        if hits and not is_area(part):
            so_called = {hit.id for hit in by_key(database, key(part), "")}
            hits = [hit if hit.id in so_called else _contained(hit) for hit in hits]
    return hits


def _as_container(hits: Iterable[Hit]) -> list[Hit]:
    return [_contained(hit) for hit in hits]


def _contained(hit: Hit) -> Hit:
    return hit._replace(match=Match.CONTAINER)


def _in_region(hits: list[Hit], query: Query, *, or_all: bool = True) -> list[Hit]:
    """Return the hits within the region hint; all, if it excludes every one: codes differ."""
    if not query.region:
        return hits
    within = [hit for hit in hits if regions_agree(hit.region, query.region)]
    return within or (hits if or_all else [])
