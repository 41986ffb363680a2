"""An online geocoder as one link of the chain: limited, retried, cached."""

from typing import Any, Protocol

from geopy import Location
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder

from memmap.geocoding.cache import Answer, AnswerCache
from memmap.geocoding.providers import Provider
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.model import LatLon, Precision


class Link(Protocol):
    """What the chain asks, one after another."""

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the places that a query may mean, the best first."""


class OnlineGeocoder:
    """A provider's geocoder, asked at its pace and never twice the same."""

    def __init__(self, provider: Provider, geocoder: Geocoder, cache: AnswerCache) -> None:
        self._provider = provider
        self._cache = cache
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=provider.seconds,
            max_retries=2,
            error_wait_seconds=5.0,
            swallow_exceptions=False,
        )

    def candidates(self, query: Query, limit: int = 8) -> list[Candidate]:
        """Return the provider's candidates; none where it could not be asked.

        A failure is not kept: the query is asked again the next time.
        """
        found = self._cache.get(self._provider.id, query)
        if found is None:
            try:
                found = self._request(query, limit)
            except (GeopyError, ValueError):
                return []
            self._cache.put(self._provider.id, query, found)
        return [_candidate(place, self._provider, i) for i, place in enumerate(found)]

    def _request(self, query: Query, limit: int) -> Answer:
        options: dict[str, Any] = {"exactly_one": False, "limit": limit}
        if self._provider.id == "nominatim":
            options |= {
                "addressdetails": True,
                "country_codes": (query.country or "").lower() or None,
            }
        locations: list[Location] = self._ask(query.text, **options) or []
        return [_kept(location) for location in locations]


def _kept(location: Location) -> dict[str, Any]:
    raw = location.raw
    address = raw.get("address", raw.get("properties", {}))
    return {
        "lat": location.latitude,
        "lon": location.longitude,
        "name": location.address,
        "id": f"{raw.get('osm_type', '')}/{raw.get('osm_id', '')}",
        "country": str(address.get("country_code", address.get("countrycode", ""))).upper(),
        "region": str(address.get("ISO3166-2-lvl4", "")),
        "importance": float(raw.get("importance") or 0.3),
        "type": str(raw.get("addresstype", raw.get("type", ""))),
    }


_PRECISION = {"country": Precision.COUNTRY, "state": Precision.REGION, "region": Precision.REGION}
_SETTLEMENTS = {"city", "town", "village", "hamlet", "municipality", "suburb", "administrative"}


def _candidate(place: dict[str, Any], provider: Provider, rank: int) -> Candidate:
    precision = _PRECISION.get(place["type"], Precision.SITE)
    if place["type"] in _SETTLEMENTS:
        precision = Precision.SETTLEMENT
    score = max(0.0, 0.7 - 0.2 * rank) + 0.2 * min(place["importance"], 1.0)
    return Candidate(
        LatLon(place["lat"], place["lon"]),
        place["name"].split(",")[0],
        place["country"],
        place["region"],
        0,
        round(score, 3),
        precision,
        provider.id,
        place["id"],
        place["name"],
        Match.PRIMARY,
    )
