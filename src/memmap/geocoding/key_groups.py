"""All keys of one length side by side, so that the few within reach of some edits are found fast.

A typing error adds at most one letter to the set of a word's letters and takes at most one away.
So two bits per letter decide for most keys that they are out of reach, a million in a millisecond;
only what is left is measured.
"""

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint8] | NDArray[np.uint32]
KeysByCountry = defaultdict[str, set[str]]
SHORTEST, LONGEST = 4, 60
"""Names with fewer letters are found exactly or not at all; so are sentences."""


def packed(keys: KeysByCountry) -> Iterator[tuple[bool, int, str, bytes]]:
    """Return the rows of the index's table ``key_group``."""
    ordered = sorted(
        (key.isascii(), len(key), country, key)
        for country, folded in keys.items()
        for key in folded
        if SHORTEST <= len(key) <= LONGEST
    )
    for (is_ascii, length), group in groupby(ordered, key=lambda row: row[:2]):
        rows = list(group)
        counts = (f"{c} {len(list(of))}" for c, of in groupby(rows, key=lambda row: row[2]))
        text = "".join(row[3] for row in rows)
        yield is_ascii, length, " ".join(counts), zlib.compress(text.encode(), 9)


class Reach(NamedTuple):
    """What to look for: keys of a country ("" is all) so few edits away from what was typed."""

    typed: str
    edits: int
    country: str
    letters: np.uint32
    same_first: bool = True

    @classmethod
    def of(cls, typed: str, edits: int, country: str) -> "Reach":
        """Return the reach of what was typed, its letters as bits."""
        return cls(typed, edits, country, _sets(_letters(typed, len(typed)))[0])


class KeyGroup:
    """The keys of one length, in ASCII or in other letters, by country."""

    def __init__(self, length: int, countries: str, text: str) -> None:
        self._length, self._text = length, text
        letters = _letters(text, length)
        self._first = letters[:, 0].copy()
        self._letters = _sets(letters)
        self._of: dict[str, slice] = {"": slice(0, len(self._letters))}
        begin = 0
        for country, count in zip(*[iter(countries.split())] * 2, strict=True):
            self._of[country] = slice(begin, begin + int(count))
            begin += int(count)

    def within(self, reach: Reach) -> list[str]:
        """Return the keys that may be within reach; a few are not."""
        where = self._of.get(reach.country)
        if where is None:
            return []
        longer = self._length - len(reach.typed)
        letters, wanted = self._letters[where], reach.letters
        near = np.bitwise_count(letters & ~wanted) <= reach.edits + min(0, longer)
        near &= np.bitwise_count(wanted & ~letters) <= reach.edits - max(0, longer)
        if reach.same_first:
            near &= self._first[where] == ord(reach.typed[0])
        return [self._key(i) for i in (np.flatnonzero(near) + where.start).tolist()]

    def _key(self, i: int) -> str:
        return self._text[i * self._length : (i + 1) * self._length]


def _letters(text: str, length: int) -> Letters:
    """Return the letters of each word of a length in a text, a word a row."""
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8).reshape(-1, length)
    return np.frombuffer(text.encode("utf-32-le"), np.uint32).reshape(-1, length)


def _sets(letters: Letters) -> NDArray[np.uint32]:
    """Return for each word which letters it has, as bits.

    The last five bits of a letter tell those of Latin and of Cyrillic apart.
    """
    bits = np.uint32(1) << (letters & np.uint8(31)).astype(np.uint32)
    return np.asarray(np.bitwise_or.reduce(bits, axis=1), np.uint32)


class KeyGroups:
    """The groups of an index, each unpacked when it is first asked."""

    def __init__(self) -> None:
        self._groups: dict[tuple[bool, int], KeyGroup | None] = {}

    def within(self, database: sqlite3.Connection, reach: Reach) -> list[str]:
        """Return the keys that may be within reach; a few are not."""
        size = len(reach.typed)
        lengths = range(max(SHORTEST, size - reach.edits), size + reach.edits + 1)
        groups = (
            self._group(database, length, is_ascii=reach.typed.isascii()) for length in lengths
        )
        return [key for group in groups if group for key in group.within(reach)]

    def _group(
        self, database: sqlite3.Connection, length: int, *, is_ascii: bool
    ) -> KeyGroup | None:
        if (is_ascii, length) not in self._groups:
            row = database.execute(
                "SELECT countries, keys FROM key_group WHERE is_ascii = ? AND length = ?",
                (is_ascii, length),
            ).fetchone()
            self._groups[is_ascii, length] = row and KeyGroup(
                length, row[0], zlib.decompress(row[1]).decode()
            )
        return self._groups[is_ascii, length]
