"""The ways to read a text: which part of it is the name, and what the others say about it."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from memmap.geocoding.hints import agrees, lies_in, meanings
from memmap.geocoding.hit import Hit
from memmap.geocoding.spelling import split, title_countries

MAX_PARTS = 6
MAX_WORDS = 8


class Reading(NamedTuple):
    """A name, for each of its qualifiers the codes that it may mean, and those that mean none."""

    name: str
    hints: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """The country that the qualifiers name, if they name but one."""
        countries = {code[:2] for codes in self.hints for code in codes}
        return countries.pop() if len(countries) == 1 else ""

    def agreeing(self, hits: list[Hit]) -> list[Hit]:
        """Return the hits that agree with every qualifier that names a country or region."""
        return [
            hit
            for hit in hits
            if all(
                any(agrees(code, hit.country, hit.region) for code in codes) for codes in self.hints
            )
        ]

    def contains(self, hit: Hit) -> bool:
        """Return whether a hit surely lies in what every qualifier names."""
        where = hit.region or hit.country
        return all(any(lies_in(where, code) for code in codes) for codes in self.hints)


def readings(database: sqlite3.Connection, text: str) -> list[Reading]:
    """Return the readings of a text; those first in which every other part is a known region."""
    name, qualifiers = split(text)
    parts = [name, *qualifiers][:MAX_PARTS]
    known = [meanings(database, part) if len(parts) > 1 else () for part in parts]
    found: list[Reading] = []
    for i, part in enumerate(parts):
        others = [(j, codes) for j, codes in enumerate(known) if j != i]
        hints = tuple(codes for _j, codes in others if codes)
        unknown = tuple(parts[j] for j, codes in others if not codes)
        if i == 0 or hints:
            found.append(titled(part, hints)._replace(unknown=unknown))
    return sorted(found, key=lambda reading: len(reading.unknown))


def run_together(database: sqlite3.Connection, text: str) -> Iterator[Reading]:
    """Return the readings of a text without commas: "Niles Illinois", "Россия Самара"."""
    words = text.split()
    if not 1 < len(words) <= MAX_WORDS:
        return
    for i in range(len(words) - 1, 0, -1):
        name, qualifier = " ".join(words[:i]), " ".join(words[i:])
        for one, other in ((name, qualifier), (qualifier, name)):
            if codes := meanings(database, other):
                yield titled(one, (codes,))


def titled(name: str, hints: tuple[tuple[str, ...], ...] = ()) -> Reading:
    """Return the reading of a name; a title such as "gmina" names its countries."""
    countries = title_countries(name)
    return Reading(name, (*hints, countries) if countries else hints)
