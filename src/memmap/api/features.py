"""Features of a viewport: places and flows of a rectangle of tiles, and the search for a place."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap import terms, turns
from memmap.api.answers import BadRequestError, answering, cacheable, compact, language_of
from memmap.catalog.answers import (
    Cluster,
    Flow,
    FlowsAnswer,
    PartnershipFeature,
    PlaceFeature,
    PlacesAnswer,
)
from memmap.current import current
from memmap.filters import QUERY_KEYS, Filter, parse_filter
from memmap.geodesy import TileRange
from memmap.i18n import gettext as _
from memmap.view import MAX_ID

MAX_ZOOM = 20
MAX_TILES = 400
MAX_QUERY = 2000
ANSWERS_KEPT = 256
"""Of places and of flows each: the first views of every visitor are the same few."""
_RANGE = re.compile(r"(-?\d{1,8})-(-?\d{1,8})")


class _Asked(NamedTuple):
    """What a viewport asks, of which version of the data: the key of an answer."""

    version: str
    wanted: Filter
    tiles: TileRange
    selection: str
    language: str


def tiles_of(request: Request) -> TileRange:
    """Read the rectangle of tiles of an address.

    Raises:
        BadRequestError: It is malformed, off the map, or larger than any screen.
    """
    z, xs, ys = (request.path_params[name] for name in ("z", "xs", "ys"))
    x, y = _RANGE.fullmatch(xs), _RANGE.fullmatch(ys)
    if not (z.isascii() and z.isdigit() and len(z) <= 2) or not x or not y:
        raise BadRequestError(_("expected /zoom/x0-x1/y0-y1 in whole numbers"))
    zoom, (x0, x1), (y0, y1) = int(z), map(int, x.groups()), map(int, y.groups())
    world = 2**zoom if zoom <= MAX_ZOOM else 0
    if not world:
        raise BadRequestError(_("zoom: expected 0 to {n}").format(n=MAX_ZOOM))
    if not (-world <= x0 <= x1 < 3 * world and 0 <= y0 <= y1 < world):
        raise BadRequestError(_("tiles: off the map of zoom {zoom}").format(zoom=zoom))
    if (x1 - x0 + 1) * (y1 - y0 + 1) > MAX_TILES:
        raise BadRequestError(_("tiles: expected {n} at the most").format(n=MAX_TILES))
    return TileRange(zoom, x0, x1, y0, y1)


def filter_of(request: Request) -> Filter:
    """Read the filter of an address.

    Raises:
        BadRequestError: A part of it makes no sense.
    """
    if len(request.url.query) > MAX_QUERY:
        raise BadRequestError(_("query: longer than {n} characters").format(n=MAX_QUERY))
    query = {key: request.query_params[key] for key in QUERY_KEYS if key in request.query_params}
    wanted, ignored = parse_filter(query)
    if ignored:
        raise BadRequestError("; ".join(ignored))
    return wanted


def selection_of(request: Request) -> str:
    """Read the id of what is selected, "" for nothing."""
    return str(request.query_params.get("selected", ""))[:MAX_ID]


def places(request: Request) -> Response:
    """Answer ``/map/places/{z}/{x0}-{x1}/{y0}-{y1}``; ``selected`` names a place to show apart."""
    return _answer(request, _places_text)


def _answer(request: Request, text_of: Callable[[_Asked], str]) -> Response:
    tiles, wanted, version = tiles_of(request), filter_of(request), current().catalog.version
    asked = _Asked(version, wanted, tiles, selection_of(request), language_of(request))
    response = cacheable(request, lambda: text_of(asked), version)
    turns.answered(wanted)
    return response


@lru_cache(maxsize=ANSWERS_KEPT)
def _places_text(asked: _Asked) -> str:
    _version, wanted, tiles, selection, language = asked
    catalog = current().catalog
    shown = terms.shown(catalog.layers(wanted, tiles), current().dataset.credits)
    answer = catalog.places(wanted, tiles, selection, language)
    return compact(places_body(answer, tiles.zoom) | {"credits": shown})


def places_body(answer: PlacesAnswer, zoom: int) -> dict[str, Any]:
    """Return what a map is answered about places."""
    return {
        "zoom": zoom,
        "clusters": [_cluster(cluster) for cluster in answer.clusters],
        "places": [_place(place) for place in answer.places],
    }


def flows(request: Request) -> Response:
    """Answer ``/map/flows/{z}/{x0}-{x1}/{y0}-{y1}``; ``selected`` names a city or partnership."""
    return _answer(request, _flows_text)


@lru_cache(maxsize=ANSWERS_KEPT)
def _flows_text(asked: _Asked) -> str:
    _version, wanted, tiles, selection, language = asked
    answer = current().catalog.flows(wanted, tiles, selection, language)
    return compact(flows_body(answer, tiles.zoom))


def flows_body(answer: FlowsAnswer, zoom: int) -> dict[str, Any]:
    """Return what a map is answered about partnerships."""
    return {
        "zoom": zoom,
        "flows": [_flow(flow) for flow in answer.flows],
        "partnerships": [_partnership(line) for line in answer.partnerships],
    }


def _cluster(cluster: Cluster) -> dict[str, Any]:
    lat, lon = cluster.center
    return {"lat": lat, "lon": lon, "n": cluster.count, "kinds": cluster.kinds, "box": cluster.box}


def _place(place: PlaceFeature) -> dict[str, Any]:
    lat, lon = place.location
    feature = {
        "id": place.id,
        "lat": lat,
        "lon": lon,
        "kind": place.kind,
        "layer": place.layer,
        "name": place.name,
    }
    return feature | {"approximate": True} if place.approximate else feature


def _flow(flow: Flow) -> dict[str, Any]:
    return {"a": flow.a, "b": flow.b, "n": flow.count, "status": flow.status}


def _partnership(line: PartnershipFeature) -> dict[str, Any]:
    return {
        "id": line.id,
        "a": line.a,
        "b": line.b,
        "status": line.status,
        "name": line.name,
        "year": line.year,
    }


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/map/places/{z}/{xs}/{ys}", answering(places), name="places"),
        Route("/map/flows/{z}/{xs}/{ys}", answering(flows), name="flows"),
    ]
