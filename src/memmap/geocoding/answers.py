"""What an online geocoder's answer amounts to: the part that is kept, and its candidates."""

from math import exp
from typing import TYPE_CHECKING, Any, TypeGuard

from memmap.geocoding.hints import regions_agree
from memmap.geocoding.normalize import key
from memmap.geocoding.resolution import Candidate, Match, Query
from memmap.geocoding.spelling import spellings, split
from memmap.geodesy import distance
from memmap.model import LatLon, Precision

if TYPE_CHECKING:
    from geopy import Location

Answer = list[dict[str, Any]]
SAME_PLACE = 20_000
"""Metres within which two answers of one name are a place and its territory, not namesakes."""
_NAMED, _UNNAMED, _PER_IMPORTANCE, _REGION_MISSED = 0.9, 0.6, 0.08, 0.85
_SPREAD = 8.0
"""Of namesakes, one more important by 0.2 (a town beside a village) leaves a doubt of a tenth."""
_PRECISION = {"country": Precision.COUNTRY, "state": Precision.REGION, "region": Precision.REGION}
_SETTLEMENTS = {"city", "town", "village", "hamlet", "municipality", "suburb", "administrative"}


_FORM: dict[str, type | tuple[type, ...]] = {
    "lat": (int, float),
    "lon": (int, float),
    "name": str,
    "names": list,
    "id": str,
    "country": str,
    "region": str,
    "importance": (int, float),
    "type": str,
}


def is_answer(found: object) -> TypeGuard[Answer]:
    """Return whether something that was read has the form of a kept answer."""
    return isinstance(found, list) and all(
        isinstance(place, dict)
        and all(isinstance(place.get(name), form) for name, form in _FORM.items())
        for place in found
    )


def kept(location: "Location") -> dict[str, Any]:
    """Return what is kept of one answer of Nominatim or Photon.

    Raises:
        KeyError, TypeError, ValueError, AttributeError: It has another form.
    """
    raw = location.raw
    about = raw.get("properties", raw)
    address = raw.get("address", about)
    names = raw.get("namedetails") or {"name": about.get("name")}
    return {
        "lat": location.latitude,
        "lon": location.longitude,
        "name": location.address,
        "names": sorted({name for name in names.values() if name}),
        "id": f"{about.get('osm_type', '')}/{about.get('osm_id', '')}",
        "country": str(address.get("country_code", address.get("countrycode", ""))).upper(),
        "region": str(address.get("ISO3166-2-lvl4", "")),
        "importance": float(about.get("importance") or 0.3),
        "type": str(about.get("addresstype", about.get("osm_value", about.get("type", "")))),
    }


def candidates(found: Answer, query: Query, geocoder: str) -> list[Candidate]:
    """Return the candidates of an answer, in its order; none outside the named country.

    The score is that of the name, less the doubt that a namesake as important leaves.
    """
    within = _in_region([p for p in found if query.country in {None, p["country"]}], query)
    asked = set(spellings(split(query.text)[0]))
    named = [bool(asked & {key(name) for name in place["names"]}) for place in within]
    namesakes = [place for place, is_named in zip(within, named, strict=True) if is_named]
    return [
        _candidate(place, _score(place, query, namesakes if is_named else None), geocoder)
        for place, is_named in zip(within, named, strict=True)
    ]


def _in_region(places: Answer, query: Query) -> Answer:
    """Return the places within the region hint; all, if it excludes every one: codes differ."""
    if not query.region:
        return places
    return [place for place in places if regions_agree(place["region"], query.region)] or places


def _score(place: dict[str, Any], query: Query, namesakes: Answer | None) -> float:
    if namesakes is None:
        return _UNNAMED
    score: float = _NAMED + _PER_IMPORTANCE * min(1.0, place["importance"])
    if query.region and not regions_agree(place["region"], query.region):
        score *= _REGION_MISSED
    return score * (1 - _doubt(place, namesakes))


def _doubt(place: dict[str, Any], namesakes: Answer) -> float:
    """Return 0 where no namesake lies elsewhere; a half where one is as important."""
    here = LatLon(place["lat"], place["lon"])
    elsewhere: list[float] = [
        other["importance"]
        for other in namesakes
        if distance(here, LatLon(other["lat"], other["lon"])) > SAME_PLACE
    ]
    if not elsewhere:
        return 0.0
    gap: float = place["importance"] - max(elsewhere)
    return 0.5 * exp(-_SPREAD * gap) if gap >= 0 else 1 - 0.5 * exp(_SPREAD * gap)


def _candidate(place: dict[str, Any], score: float, geocoder: str) -> Candidate:
    precision = _PRECISION.get(place["type"], Precision.SITE)
    if place["type"] in _SETTLEMENTS:
        precision = Precision.SETTLEMENT
    return Candidate(
        LatLon(place["lat"], place["lon"]),
        place["name"].split(",")[0],
        place["country"],
        place["region"],
        0,
        round(score, 3),
        precision,
        geocoder,
        place["id"],
        place["name"],
        Match.PRIMARY,
    )
