"""Hits despite typing errors, and by likeness of sound: never taken without a person."""

import sqlite3
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from memmap.geocoding.lookup import by_ids, by_key
from memmap.geocoding.normalize import consonants, key, skeleton
from memmap.geocoding.ranking import Hit
from memmap.geocoding.resolution import Match

LIMIT = 12
MAX_KEPT = 1500
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
    """Finds names despite typing errors; keeps the lists of names that it has unpacked."""

    def __init__(self) -> None:
        self._buckets = Kept(MAX_KEPT)
        self._sounds = Kept(20)
        self._places = Kept(MAX_KEPT)

    def by_typo(self, database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
        """Return the places with a key within the edits that its length allows.

        The first letter is taken as right; where that finds nothing and a country is named, any.
        """
        typed = key(text)
        edits = allowed_edits(len(typed))
        if not edits:
            return []
        close = self._close(database, typed, edits, (typed[0], country))
        if not close and country:
            close = self._close(database, typed, edits, ("", country))
        return [
            hit._replace(match=Match.FUZZY, edits=distance)
            for matched, distance in close
            for hit in by_key(database, matched, country)
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

    def _close(
        self, database: sqlite3.Connection, typed: str, edits: int, where: tuple[str, str]
    ) -> list[tuple[str, int]]:
        buckets = self._places.get(where, lambda: _buckets(database, *where))
        found = {
            name: int(distance)
            for bucket in buckets
            for name, distance, _i in process.extract(
                typed,
                self._keys(database, bucket),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=LIMIT,
            )
        }
        return sorted(found.items(), key=lambda pair: pair[1])[: 3 * LIMIT]

    def _keys(self, database: sqlite3.Connection, bucket: tuple[str, str]) -> list[str]:
        return self._buckets.get(bucket, lambda: _unpacked(database, bucket))


def allowed_edits(length: int) -> int:
    """Return how many typing errors a name of this length may have: one in four, three at most."""
    return 0 if length < 4 else min(3, length // 4)


def _buckets(database: sqlite3.Connection, letter: str, country: str) -> list[tuple[str, str]]:
    return database.execute(
        "SELECT letter, country FROM bucket WHERE (? = '' OR letter = ?) "
        "AND (? = '' OR country = ?)",
        (letter, letter, country, country),
    ).fetchall()


def _unpacked(database: sqlite3.Connection, bucket: tuple[str, str]) -> list[str]:
    (packed,) = database.execute(
        "SELECT keys FROM bucket WHERE letter = ? AND country = ?", bucket
    ).fetchone()
    return zlib.decompress(packed).decode().split("\n")


def _sounds(database: sqlite3.Connection, country: str) -> tuple[list[str], list[int]]:
    rows = database.execute(
        "SELECT s.skeleton, s.place FROM sound s JOIN place p ON p.id = s.place "
        "WHERE p.country = ?",
        (country,),
    ).fetchall()
    return [consonants(sound) for sound, _place in rows], [place for _sound, place in rows]
