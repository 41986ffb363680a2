"""Hits despite typing errors, and by likeness of sound: never taken without a person."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from operator import itemgetter
from typing import Any, TypeVar

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from memmap.geocoding.hit import Hit
from memmap.geocoding.key_groups import KeyGroups, Reach
from memmap.geocoding.lookup import by_any_key, by_ids
from memmap.geocoding.normalize import consonants, key, skeleton
from memmap.geocoding.resolution import Match

LIMIT = 40
LIKENESS, LIKENESS_OF_LATIN = 0.8, 0.93
EDITS_PER_UNLIKENESS = 10

V = TypeVar("V")


class Kept:
    """The last things that were made, by key; safe for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Hashable, make: Callable[[], V]) -> V:
        """Return the thing of this key, made where it is not kept."""
        thing: V | None = self._things.get(name)
        if thing is None:
            thing = make()
            with self._lock:
                self._things[name] = thing
                if len(self._things) > self._most:
                    self._things.popitem(last=False)
        return thing


class TypoFinder:
    """Finds names despite typing errors; keeps the keys that it has unpacked."""

    def __init__(self) -> None:
        self._keys = KeyGroups()
        self._sounds = Kept(20)

    def by_typo(self, database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
        """Return the places with a key within the edits that its length allows.

        The first letter is taken as right; where that finds nothing, any.
        """
        typed = key(text)
        edits = allowed_edits(len(typed))
        if not edits:
            return []
        reach = Reach.of(typed, edits, country)
        close = self._close(database, reach)
        if not close:
            close = self._close(database, reach._replace(same_first=False))
        distances = dict(close[:LIMIT])
        return [
            hit._replace(match=Match.FUZZY, edits=distances[hit.matched])
            for hit in by_any_key(database, list(distances), country)
        ]

    def by_likeness(self, database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
        """Return the places of a country whose names sound like a text in any script."""
        sound = consonants(skeleton(key(anyascii(text))))
        if len(sound) < 2:
            return []
        cutoff = LIKENESS_OF_LATIN if text.isascii() else LIKENESS
        sounds, places = self._sounds.get(country, lambda: _sounds(database, country))
        close = process.extract(
            sound, sounds, scorer=JaroWinkler.similarity, score_cutoff=cutoff, limit=60
        )
        unlike = {
            places[i]: EDITS_PER_UNLIKENESS * (1 - likeness)
            for _sound, likeness, i in reversed(close)
        }
        return [
            hit._replace(match=Match.FUZZY, edits=1 + unlike[hit.id])
            for hit in by_ids(database, list(unlike))
        ]

    def _close(self, database: sqlite3.Connection, reach: Reach) -> list[tuple[str, int]]:
        """Return the keys within reach and their distances, the nearest first."""
        found = process.extract(
            reach.typed,
            set(self._keys.within(database, reach)),
            scorer=OSA.distance,
            score_cutoff=reach.edits,
            limit=None,
        )
        return sorted(((name, int(distance)) for name, distance, _i in found), key=itemgetter(1, 0))


def allowed_edits(length: int) -> int:
    """Return how many typing errors a name of this length may have: one in four, three at most."""
    return 0 if length < 4 else min(3, length // 4)


def _sounds(database: sqlite3.Connection, country: str) -> tuple[list[str], list[int]]:
    rows = database.execute(
        "SELECT s.skeleton, s.place FROM sound s JOIN place p ON p.id = s.place "
        "WHERE p.country = ?",
        (country,),
    ).fetchall()
    return [consonants(sound) for sound, _place in rows], [place for _sound, place in rows]
