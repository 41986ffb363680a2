"""The places of the index: by name, by the beginning of a name, by point.

Here is what the rest of memmap asks; ``Gazetteer`` is the same for who expects a geopy geocoder.
"""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from memmap.geocoding.cells import around
from memmap.geocoding.hints import country_code, region_codes
from memmap.geocoding.index import connect
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.geocoding.search import Search
from memmap.geodesy import distance
from memmap.lock import GEONAMES
from memmap.model import LatLon, Precision


class PlaceIndex:
    """Cities and villages of GeoNames (CC BY 4.0). Safe for several threads; never goes online."""

    def __init__(self, path: Path) -> None:
        """Open an index file, which ``ensure_index`` makes."""
        self._path = path
        self._local = threading.local()
        self._search = Search()

    @property
    def _database(self) -> sqlite3.Connection:
        if not hasattr(self._local, "database"):
            self._local.database = connect(self._path)
        database: sqlite3.Connection = self._local.database
        return database

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the places that a query may mean, the best first."""
        return self._search.find(self._database, query, limit)

    def suggest(self, text: str, language: str = "en", limit: int = 8) -> list[Candidate]:
        """Return the places with this name, then the largest with one that begins so, as one types.

        Of those with the whole name, in any language, ``matched_name`` is its key.
        """
        begin = key(text)
        if len(begin) < 2:
            return []
        whole = self._named(begin, begin + "\0", (0, 1), limit)
        places = dict.fromkeys(whole)
        for kind in (0, 1):
            if len(places) < limit:
                longer = self._named(begin, begin + "\U0010ffff", (kind,), 2 * limit)
                places |= dict.fromkeys(longer)
        wanted = list(places)[:limit]
        marks = ",".join("?" * len(wanted))
        rows = self._database.execute(
            f"""SELECT geonameid, CASE WHEN ? = 'ru' AND russian != '' THEN russian ELSE name END,
                country, region, lat, lon, population, id FROM place WHERE id IN ({marks})""",
            (language, *wanted),
        ).fetchall()
        found = {row[7]: _at(row[:7]) for row in rows}
        return [
            found[place]._replace(matched_name=begin) if place in whole else found[place]
            for place in wanted
        ]

    def _named(self, start: str, end: str, kinds: tuple[int, ...], limit: int) -> list[int]:
        """Return the places with a key from one to another, the largest first.

        Of the kinds of names, 0 is a primary one and 1 any other.
        """
        rows = self._database.execute(
            f"""SELECT place FROM name WHERE key >= ? AND key < ?
                AND min(kind, 1) IN ({",".join("?" * len(kinds))})
                GROUP BY place ORDER BY min(min(kind, 1)), place LIMIT ?""",
            (start, end, *kinds, limit),
        )
        return [place for (place,) in rows]

    def localized(self, candidate: Candidate, language: str) -> str:
        """Return a candidate's name in Russian, if that is the language and there is one."""
        if language != "ru" or candidate.geocoder != GEONAMES:
            return candidate.name
        row = self._database.execute(
            "SELECT russian FROM name JOIN place p ON p.id = place WHERE key = ? AND geonameid = ?",
            (key(candidate.name), int(candidate.id)),
        ).fetchone()
        return (row and row[0]) or candidate.name

    def understood(self, text: str, country: str = "", region: str = "") -> Query:
        """Return a query with a country and a region by name or code turned into ISO codes.

        What names no country or region becomes a qualifier of the text.
        """
        code = country_code(self._database, country) if country else ""
        regions = region_codes(self._database, region, code) if region else ()
        extra = [part for part, known in ((region, regions), (country, code)) if part and not known]
        return Query(", ".join([text, *extra]), code or None, regions[0] if regions else None)

    def nearest(self, here: LatLon, limit: int = 8) -> list[Candidate]:
        """Return the nearest places to a point, the nearest first, within about 50 km."""
        cells = around(here)
        rows = self._database.execute(
            f"""SELECT p.geonameid, p.name, p.country, p.region, p.lat, p.lon, p.population
                FROM cell JOIN place p ON p.id = cell.place
                WHERE cell IN ({",".join("?" * len(cells))})""",
            tuple(cells),
        ).fetchall()
        found = sorted(map(_at, rows), key=lambda place: distance(here, place.location))
        return found[:limit]


def _at(row: tuple[Any, ...]) -> Candidate:
    geonameid, name, country, region, lat, lon, population = row
    return Candidate(
        LatLon(lat, lon),
        name,
        country,
        region,
        population,
        1.0,
        Precision.SETTLEMENT,
        GEONAMES,
        str(geonameid),
        name,
        Match.PRIMARY,
    )
