"""The Russian name of a place, as GeoNames' alternates bear no language here.

The larger places have the name that Natural Earth gives them. Of the others' alternates in Russian
letters the one that sounds most like the primary name is taken; of two that sound the same the one
with a hyphen, which is the usual one.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz

from memmap.geocoding.normalize import key
from memmap.geodesy import distance
from memmap.model import LatLon

NEAR_M = 40_000
"""Metres between the points that two tables give to one city."""
_LETTERS = re.compile(r"[а-яё\s().,-]+", re.IGNORECASE)


class RussianNames:
    """Names of places in Russian, the known ones out of a table of Natural Earth's."""

    def __init__(self, table: Path) -> None:
        """Read ``basemap/places.csv``; without it every name is a guess."""
        self._known: dict[str, list[tuple[LatLon, str]]] = defaultdict(list)
        if not table.exists():
            return
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                point = LatLon(float(row["latitude"]), float(row["longitude"]))
                self._known[key(row["en"])].append((point, row["ru"]))

    def of(self, name: str, point: LatLon, alternates: Iterable[str]) -> str:
        """Return the Russian name of a place, "" where there is none."""
        folded = key(name)
        for there, russian in self._known.get(folded, ()):
            if russian and distance(point, there) < NEAR_M:
                return russian
        return _guessed(anyascii(name), alternates)


def _guessed(name: str, alternates: Iterable[str]) -> str:
    wanted = key(name)

    def likeness(other: str) -> tuple[float, bool]:
        return fuzz.ratio(key(anyascii(other)), wanted), "-" in other

    return max(filter(_LETTERS.fullmatch, alternates), key=likeness, default="")
