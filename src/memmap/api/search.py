"""Search for a place as one types: our own places first, then the gazetteer's.

A city that we have is ours by whichever of its names it is found: "Сталинград" is our Volgograd.
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, answering, language_of
from memmap.catalog.answers import Found
from memmap.config import config
from memmap.current import current
from memmap.filters import CITY_KIND, MAX_TEXT
from memmap.geocoding import Candidate, Query, resolver
from memmap.geocoding.normalize import key
from memmap.i18n import gettext as _
from memmap.regions import country_name, region_name

LIMIT = 8
LEFT_FOR_OTHERS = 3
"""Results of the gazetteer that many of our own do not push out."""
PLACE_ZOOM, CITY_ZOOM = 15, 11


def search(request: Request) -> Response:
    """Answer ``/map/search?q=…``."""
    text = request.query_params.get("q", "").strip()
    if len(text) > MAX_TEXT:
        raise BadRequestError(_("q: longer than {n} characters").format(n=MAX_TEXT))
    return JSONResponse(
        {"results": _results(text, language_of(request))},
        headers={"Cache-Control": "public, max-age=60"},
    )


def _results(text: str, language: str) -> list[dict[str, Any]]:
    typed = key(text)
    by_text = current().catalog.search(text, LIMIT)
    candidates = _candidates(text, language, or_like=not by_text)
    cities = _our_cities(candidates)
    others = [at for at in candidates if at.id not in cities and not _is_at_one_of(by_text, at)]
    meant = {cities.get(at.id, at) for at in candidates if key(at.matched_name) == typed}
    meant |= {place for place in by_text if typed in _keys(place)}

    def rank(place: Found) -> tuple[bool, ...]:
        begins = any(name.startswith(typed) for name in _keys(place))
        return place not in meant, place.kind != CITY_KIND, not begins

    # the gazetteer's order is that of importance, which our tables do not know
    named = [cities[at.id] for at in candidates if at.id in cities]
    ours = sorted(dict.fromkeys([*named, *by_text]), key=rank)
    found: list[Found | Candidate] = [*ours[: LIMIT - min(len(others), LEFT_FOR_OTHERS)], *others]
    # who types a whole name means that place, ahead of all that have it within their own
    found = sorted(found[:LIMIT], key=lambda place: place not in meant)
    return [_result(place, language) for place in found]


def _keys(place: Found) -> set[str]:
    return {key(name) for name in (place.name, place.name_ru, place.name_local)}


def _candidates(text: str, language: str, *, or_like: bool) -> list[Candidate]:
    """Return the gazetteer's places of a text, or else those that a misspelt one may mean.

    No online geocoder is asked: none of them wants to hear of every letter that somebody types.
    """
    if len(text) < 2:
        return []
    gazetteer = resolver(config().offline).gazetteer
    begun = gazetteer.suggest(text, language, LIMIT)
    if begun or not or_like:
        return begun
    return [
        at._replace(name=gazetteer.localized(at, language))
        for at in gazetteer.candidates(Query(text), LIMIT)
    ]


def _our_cities(candidates: list[Candidate]) -> dict[str, Found]:
    """Return those of the candidates that are cities of our map, by their GeoNames id."""
    ids = current().dataset.city_of_geonames
    cities = {at.id: ids[at.id] for at in candidates if at.id in ids}
    found = current().catalog.found(cities.values())
    return {geonames: found[city] for geonames, city in cities.items() if city in found}


def _is_at_one_of(places: list[Found], candidate: Candidate) -> bool:
    """Whether one of the places is a city there, though not located by its GeoNames id."""
    here = tuple(round(degrees, 1) for degrees in candidate.location)
    cities = (place for place in places if place.kind == CITY_KIND)
    return here in {(round(city.lat, 1), round(city.lon, 1)) for city in cities}


def _result(place: Found | Candidate, language: str) -> dict[str, Any]:
    where = {"detail": _where(place.country, place.region, language)}
    if isinstance(place, Candidate):
        at = {"lat": place.location.latitude, "lon": place.location.longitude}
        return {"label": place.name, **where, **at, "zoom": CITY_ZOOM}
    return {
        "id": place.id,
        "label": place.name_ru if language == "ru" else place.name,
        **where,
        "lat": place.lat,
        "lon": place.lon,
        "zoom": CITY_ZOOM if place.kind == CITY_KIND else PLACE_ZOOM,
        "kind": place.kind,
    }


def _where(country: str | None, region: str | None, language: str) -> str:
    parts = (region_name(region or "", language), country_name(country or "", language))
    return ", ".join(part for part in parts if part)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/map/search", answering(search), name="search")]
