"""Gazetteer: GeoNames without the internet, as a geopy geocoder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geopy import Location, Point
from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder

from memmap.config import config
from memmap.geocoding.index import data_version, ensure_index
from memmap.geocoding.places import PlaceIndex
from memmap.geocoding.resolution import Candidate, Query
from memmap.model import LatLon

MAX_QUERY = 500


class Gazetteer(Geocoder, PlaceIndex):  # type: ignore[misc]
    """Cities and villages of GeoNames (CC BY 4.0) by name in any script, or by point.

    Works as any geopy geocoder does, under ``RateLimiter`` and with pandas; never goes online.
    """

    def __init__(self, index: Path | None = None, **options: Any) -> None:
        """Open the index, compiled first where it is absent.

        Args:
            index: An index file; by default the one in the cache folder.
            options: As for ``geopy.geocoders.base.Geocoder``.
        """
        Geocoder.__init__(self, **options)
        PlaceIndex.__init__(self, index or ensure_index(config().cache))

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
        locations = [self._location(c, language) for c in self.nearest(here, limit or 8)]
        if not locations:
            return None
        return locations[0] if exactly_one else locations

    def _asked(self, query: str | Mapping[str, str]) -> Query:
        if isinstance(query, str):
            return Query(_checked(query))
        if not isinstance(query, Mapping):
            raise GeocoderQueryError(f"expected a name or a dictionary, not {type(query).__name__}")
        text = _checked(str(query.get("city") or query.get("name") or ""))
        region = query.get("region") or query.get("state") or ""
        return self.understood(text, str(query.get("country") or ""), str(region))

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


def _checked(text: str) -> str:
    text = text.strip()
    if not text or len(text) > MAX_QUERY:
        raise GeocoderQueryError(f"expected a name of 1 to {MAX_QUERY} characters")
    return text
