"""Gazetteer: GeoNames without the internet, as a geopy geocoder."""

import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geopy import Location, Point
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder

from memmap.config import config
from memmap.geocoding.cells import cell_of
from memmap.geocoding.hints import country_code, region_codes
from memmap.geocoding.index import connect, data_version, ensure_index
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.geocoding.search import Search
from memmap.geodesy import distance
from memmap.model import LatLon, Precision

MAX_QUERY = 500
GEONAMES = "GeoNames"


class Gazetteer(Geocoder):  # type: ignore[misc]
    """Cities and villages of GeoNames (CC BY 4.0) by name in any script, or by point.

    Works as any geopy geocoder does, under ``RateLimiter`` and with pandas; never goes online.
    """

    def __init__(self, index: Path | None = None, **options: Any) -> None:
        """Open the index, compiled first where it is absent.

        Args:
            index: An index file; by default the one in the cache folder.
            options: As for ``geopy.geocoders.base.Geocoder``.
        """
        super().__init__(**options)
        self._path = index or ensure_index(config().cache)
        self._local = threading.local()
        self._search = Search()

    @property
    def _database(self) -> sqlite3.Connection:
        if not hasattr(self._local, "database"):
            self._local.database = connect(self._path)
        database: sqlite3.Connection = self._local.database
        return database

    def geocode(  # noqa: PLR0913 - geopy's own signature
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002 - nothing to wait for
        limit: int | None = None,
        country_codes: str | list[str] | None = None,
        language: str | bool = False,
        addressdetails: bool = False,  # noqa: ARG002 - always in ``raw``
    ) -> Location | list[Location] | None:
        """Return the place of a name.

        Args:
            query: A name, or a dictionary with ``city`` (or ``name``), and ``region`` or ``state``
                and ``country`` by name or ISO code.
            exactly_one: Return the best one, or all candidates.
            timeout: Of no effect.
            limit: How many candidates at the most.
            country_codes: ISO 3166-1 codes to stay within.
            language: A language for the name in ``address``.
            addressdetails: Of no effect.

        Raises:
            GeocoderQueryError: The query is empty, too long, or of no known form.
        """
        asked = self._asked(query)
        codes = [country_codes] if isinstance(country_codes, str) else country_codes or [""]
        found = [
            candidate
            for code in codes
            for candidate in self.candidates(
                Query(asked.text, code.upper() or asked.country, asked.region), limit or 8
            )
        ]
        found.sort(key=lambda candidate: -candidate.score)
        locations = [self._location(c, language) for c in found[: limit or 8]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # noqa: ARG002
        limit: int | None = None,
        language: str | bool = False,
    ) -> Location | list[Location] | None:
        """Return the nearest places to a point, within about 50 km.

        Raises:
            ValueError: The query is no point.
        """
        point = Point(query) if not isinstance(query, Point) else query
        here = LatLon(point.latitude, point.longitude)
        found = sorted(self._around(here), key=lambda c: distance(here, c.location))
        locations = [self._location(c, language) for c in found[: limit or 8]]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the places that a query may mean, the best first."""
        return self._search.find(self._database, query, limit)

    def suggest(self, text: str, language: str = "en", limit: int = 8) -> list[Candidate]:
        """Return the largest places with a name that begins so, as one types."""
        begin = key(text)
        if len(begin) < 2:
            return []
        places = self._beginning(begin, 0, limit)
        if len(places) < limit:
            places += [p for p in self._beginning(begin, 1, 2 * limit) if p not in places]
        marks = ",".join("?" * len(places[:limit]))
        rows = self._database.execute(
            f"""SELECT geonameid, CASE WHEN ? = 'ru' AND russian != '' THEN russian ELSE name END,
                country, region, lat, lon, population, id FROM place WHERE id IN ({marks})""",
            (language, *places[:limit]),
        ).fetchall()
        return [_at(row[:7]) for row in sorted(rows, key=lambda row: places.index(row[7]))]

    def _beginning(self, begin: str, kind: int, limit: int) -> list[int]:
        """Return the largest places with a primary name (0) or another one that begins so."""
        rows = self._database.execute(
            """SELECT DISTINCT place FROM name WHERE key >= ? AND key < ? AND min(kind, 1) = ?
               ORDER BY place LIMIT ?""",
            (begin, begin + "\U0010ffff", kind, limit),
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

    def largest(self, n: int, language: str) -> list[tuple[str, LatLon]]:
        """Return the names of the largest places in a language, and where they lie."""
        rows = self._database.execute(
            "SELECT name, russian, lat, lon FROM place WHERE id <= ? ORDER BY id", (n,)
        ).fetchall()
        return [
            (russian if language == "ru" and russian else name, LatLon(lat, lon))
            for name, russian, lat, lon in rows
        ]

    def _asked(self, query: str | Mapping[str, str]) -> Query:
        if isinstance(query, str):
            return Query(_checked(query))
        if not isinstance(query, Mapping):
            raise GeocoderQueryError(f"expected a name or a dictionary, not {type(query).__name__}")
        text = _checked(str(query.get("city") or query.get("name") or ""))
        region = query.get("region") or query.get("state") or ""
        return self.understood(text, str(query.get("country") or ""), str(region))

    def _around(self, here: LatLon) -> list[Candidate]:
        cells = {
            cell_of(here.latitude + dy / 2, here.longitude + dx / 2)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
        }
        rows = self._database.execute(
            f"""SELECT p.geonameid, p.name, p.country, p.region, p.lat, p.lon, p.population
                FROM cell JOIN place p ON p.id = cell.place
                WHERE cell IN ({",".join("?" * len(cells))})""",
            tuple(cells),
        ).fetchall()
        return [_at(row) for row in rows]

    def _location(self, candidate: Candidate, language: str | bool) -> Location:
        name = self.localized(candidate, str(language)) if language else candidate.name
        raw = {
            "geonameid": int(candidate.id),
            "name": candidate.name,
            "matched_name": candidate.matched_name,
            "match": str(candidate.match),
            "edits": candidate.edits,
            "score": candidate.score,
            "gap": candidate.gap,
            "precision": str(candidate.precision),
            "country": candidate.country,
            "region": candidate.region,
            "population": candidate.population,
            "source": data_version(),
        }
        where = ", ".join(part for part in (name, candidate.region, candidate.country) if part)
        return Location(where, tuple(candidate.location), raw)


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


def _checked(text: str) -> str:
    text = text.strip()
    if not text or len(text) > MAX_QUERY:
        raise GeocoderQueryError(f"expected a name of 1 to {MAX_QUERY} characters")
    return text
