"""Hits despite typing errors, and by likeness of sound: never taken without a person."""

import sqlite3
import threading
import zlib
from collections import OrderedDict
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from memmap.geocoding.lookup import by_key
from memmap.geocoding.normalize import key, skeleton
from memmap.geocoding.ranking import Hit
from memmap.geocoding.resolution import Match

LIMIT = 12
MAX_BUCKETS = 1500
LIKENESS = 0.75


class TypoFinder:
    """Finds keys within a few typing errors; keeps the buckets that it has unpacked."""

    def __init__(self) -> None:
        self._buckets: OrderedDict[tuple[str, str], list[str]] = OrderedDict()
        self._sounds: OrderedDict[str, list[tuple[str, int]]] = OrderedDict()
        self._lock = threading.Lock()

    def by_typo(self, database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
        """Return the places with a key within the edits that its length allows.

        The first letter is taken as right; where that finds nothing and a country is named, any.
        """
        typed = key(text)
        edits = allowed_edits(len(typed))
        if not edits:
            return []
        close = self._close(database, typed, edits, typed[0], country)
        if not close and country:
            close = self._close(database, typed, edits, "", country)
        return [hit._replace(match=Match.FUZZY, edits=distance)
                for matched, distance in close for hit in by_key(database, matched, country)]

    def by_likeness(self, database: sqlite3.Connection, text: str, country: str) -> list[Hit]:
        """Return the places of a country whose names sound like a text in any script."""
        if country not in self._sounds:
            rows = database.execute(
                "SELECT s.skeleton, s.place FROM sound s JOIN place p ON p.id = s.place "
                "WHERE p.country = ?", (country,)).fetchall()
            self._remember(self._sounds, country, rows, 40)
        pairs = self._sounds[country]
        sound = consonants(skeleton(key(anyascii(text))))
        close = process.extract(sound, _consonants(country, tuple(pairs)),
                                scorer=JaroWinkler.similarity, score_cutoff=LIKENESS, limit=40)
        found = []
        for _name, likeness, i in close:
            matched, place = pairs[i]
            edits = 6 * (1 - likeness)
            row = database.execute(
                "SELECT id, geonameid, name, country, region, lat, lon, population, names "
                "FROM place WHERE id = ?", (place,)).fetchone()
            found.append(Hit(*row, matched, Match.FUZZY, edits))
        return found

    def _close(self, database: sqlite3.Connection, typed: str, edits: int, letter: str,
               country: str) -> list[tuple[str, int]]:
        where = "letter = ?" if letter else "? = ''"
        where += " AND country = ?" if country else " AND ? = ''"
        places = database.execute(f"SELECT letter, country FROM bucket WHERE {where}",
                                  (letter, country)).fetchall()
        found: dict[str, int] = {}
        for bucket in places:
            for name, distance, _i in process.extract(
                    typed, self._keys(database, bucket), scorer=OSA.distance,
                    score_cutoff=edits, limit=LIMIT):
                found[name] = int(distance)
        return sorted(found.items(), key=lambda pair: pair[1])[: 2 * LIMIT]

    def _keys(self, database: sqlite3.Connection, bucket: tuple[str, str]) -> list[str]:
        kept = self._buckets.get(bucket)
        if kept is None:
            (packed,) = database.execute(
                "SELECT keys FROM bucket WHERE letter = ? AND country = ?", bucket).fetchone()
            kept = zlib.decompress(packed).decode().split("\n")
            self._remember(self._buckets, bucket, kept, MAX_BUCKETS)
        return kept

    def _remember(self, store: OrderedDict, name, value, most: int) -> None:
        with self._lock:
            store[name] = value
            if len(store) > most:
                store.popitem(last=False)
