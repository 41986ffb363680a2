"""A visitor's own layer, by viewport, under a key that only their page knows."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from memmap.api.answers import NotFoundError, answering, language_of
from memmap.api.features import flows_body, places_body, selection_of, tiles_of
from memmap.catalog import Catalog
from memmap.filters import Filter
from memmap.i18n import gettext as _
from memmap.lists.desk import desks

HEADERS = {"Cache-Control": "private, max-age=60"}
"""Nothing between the visitor and this server may keep it; the version is in the address."""


def places(request: Request) -> Response:
    """Answer ``/map/own/{key}/{version}/places/{z}/{x0}-{x1}/{y0}-{y1}``."""
    tiles = tiles_of(request)
    answer = _catalog(request).places(Filter(), tiles, selection_of(request), language_of(request))
    return JSONResponse(places_body(answer, tiles.zoom), headers=HEADERS)


def flows(request: Request) -> Response:
    """Answer ``/map/own/{key}/{version}/flows/…``; ``selected`` names a place or line of it."""
    tiles = tiles_of(request)
    answer = _catalog(request).flows(Filter(), tiles, selection_of(request), language_of(request))
    return JSONResponse(flows_body(answer, tiles.zoom), headers=HEADERS)


def _catalog(request: Request) -> Catalog:
    desk = desks().by_map_key(request.path_params["key"])
    if desk is None:
        raise NotFoundError(_("this list is not kept any more"))
    return desk.shown().catalog


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/map/own/{key}/{version}/places/{z}/{xs}/{ys}", answering(places), name="own"),
        Route("/map/own/{key}/{version}/flows/{z}/{xs}/{ys}", answering(flows), name="own-flows"),
    ]
