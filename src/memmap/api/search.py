"""Search for a place as one types: our own places first, then the gazetteer's."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, answering, language_of
from memmap.config import config
from memmap.current import current
from memmap.filters import CITY_KIND, MAX_TEXT, fold
from memmap.geocoding import resolver
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
    language = language_of(request)
    ours = [_our_place(row, language) for row in current().catalog.search(text, LIMIT)]
    others = _gazetteer(text, language, ours)
    first = ours[: LIMIT - min(len(others), LEFT_FOR_OTHERS)]
    # who types a whole name means that place, ahead of all that have it within their own
    results = sorted((first + others)[:LIMIT], key=lambda at: fold(at["label"]) != fold(text))
    return JSONResponse(
        {"results": results},
        headers={"Cache-Control": "public, max-age=60"},
    )


def _our_place(row: tuple[Any, ...], language: str) -> dict[str, Any]:
    place, name, name_ru, country, region, lat, lon, kind = row
    return {
        "id": place,
        "label": name_ru if language == "ru" else name,
        "detail": _where(country, region, language),
        "lat": lat,
        "lon": lon,
        "zoom": CITY_ZOOM if kind == CITY_KIND else PLACE_ZOOM,
        "kind": kind,
    }


def _gazetteer(text: str, language: str, ours: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if len(text) < 2:
        return []
    cities = (place for place in ours if place["kind"] == CITY_KIND)
    known = {(round(place["lat"], 1), round(place["lon"], 1)) for place in cities}
    found = resolver(config()).suggest(text, language, LIMIT)
    return [
        {
            "label": place.name,
            "detail": _where(place.country, place.region, language),
            "lat": place.location.latitude,
            "lon": place.location.longitude,
            "zoom": CITY_ZOOM,
        }
        for place in found
        if (round(place.location.latitude, 1), round(place.location.longitude, 1)) not in known
    ]


def _where(country: str | None, region: str | None, language: str) -> str:
    parts = (region_name(region or "", language), country_name(country or "", language))
    return ", ".join(part for part in parts if part)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [Route("/map/search", answering(search), name="search")]
