"""Candidates for a query out of the index: found by name, held against the hints, ranked.

Tried in this order, until one finds anything: the whole text ("Frankfurt (Oder)" is a name); the
name without its qualifiers, which are hints ("Niles (Illinois)"); each part as the name and the
others as hints ("Россия, Самара"); other names in the text ("Bozen/Bolzano"); the same sound; a
typing error; a likeness of sound within a country; what the qualifiers name as its container.
"""

import sqlite3
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from memmap.geocoding.hints import agrees, meanings, regions_agree
from memmap.geocoding.lookup import by_keys, by_latin, by_sound
from memmap.geocoding.normalize import alternatives, spellings, split
from memmap.geocoding.ranking import Hit, ranked
from memmap.geocoding.resolution import Candidate, Match, Query

if TYPE_CHECKING:
    from memmap.geocoding.fuzzy import TypoFinder

MAX_PARTS = 6


class _Reading(NamedTuple):
    """One way to read a text: a name, and what each of its qualifiers may mean."""

    name: str
    hints: tuple[tuple[str, ...], ...] = ()


class Search:
    """Finds candidates in an index. Safe for several threads, each with its own connection."""

    @cached_property
    def _typos(self) -> "TypoFinder":
        from memmap.geocoding.fuzzy import TypoFinder  # noqa: PLC0415 - numpy; most names need none

        return TypoFinder()

    def find(self, database: sqlite3.Connection, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the candidates for a query, the best first."""
        country = query.country or ""
        if hits := by_keys(database, spellings(query.text), country):
            return ranked(_in_region(hits, query), query, limit)
        hits = next(filter(None, self._attempts(database, query.text, country)), [])
        return ranked(_in_region(hits, query), query, limit) if hits else []

    def _attempts(
        self, database: sqlite3.Connection, text: str, country: str
    ) -> Iterator[list[Hit]]:
        readings = list(_readings(database, text))
        for reading in readings:
            yield _agreeing(by_keys(database, spellings(reading.name), country), reading)
        for name in alternatives(text):
            yield by_keys(database, spellings(name), country)
        first = readings[0]
        yield _agreeing(by_latin(database, first.name, country), first)
        yield _agreeing(by_sound(database, first.name, country), first)
        within = country or _country(first)
        yield _agreeing(self._typos.by_typo(database, first.name, within), first)
        if not first.name.isascii():
            yield _agreeing(self._typos.by_typo(database, anyascii(first.name), within), first)
        if within:
            yield _agreeing(self._typos.by_likeness(database, first.name, within), first)
        for part in split(text)[1]:
            yield [
                hit._replace(match=Match.CONTAINER)
                for hit in _agreeing(by_keys(database, spellings(part), within), first)
            ]


def _readings(database: sqlite3.Connection, text: str) -> Iterator[_Reading]:
    name, qualifiers = split(text)
    parts = [name, *qualifiers][:MAX_PARTS]
    known = [meanings(database, part) if len(parts) > 1 else () for part in parts]
    for i, part in enumerate(parts):
        rest = [codes for j, codes in enumerate(known) if j != i and codes]
        if i == 0 or rest:
            yield _Reading(part, tuple(rest))


def _country(reading: _Reading) -> str:
    countries = {code[:2] for codes in reading.hints for code in codes}
    return countries.pop() if len(countries) == 1 else ""


def _agreeing(hits: list[Hit], reading: _Reading) -> list[Hit]:
    """Return the hits that agree with every qualifier that names a country or region."""
    return [
        hit
        for hit in hits
        if all(
            any(agrees(code, hit.country, hit.region) for code in codes) for codes in reading.hints
        )
    ]


def _in_region(hits: list[Hit], query: Query) -> list[Hit]:
    """Return the hits within the region hint; all, if it excludes every one: codes differ."""
    if not query.region:
        return hits
    return [hit for hit in hits if regions_agree(hit.region, query.region)] or hits
