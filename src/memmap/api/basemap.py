"""The base map's tiles and names over HTTP."""

import json
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from memmap.api.answers import BadRequestError, answering, is_light, language_of
from memmap.basemap import MAX_ZOOM, differences, tile
from memmap.i18n import gettext as _
from memmap.pictures.names import names_of

FOREVER = {"Cache-Control": "public, max-age=604800"}
NEAR_ZOOM = 7
"""From which zoom ``basemap.js`` asks for the names of smaller places."""
WARM = (
    (2, range(4), range(4)),
    (3, range(1, 8), range(5)),
    (4, range(7, 11), range(4, 7)),
    (5, range(16, 18), range(10, 12)),
    (6, range(32, 34), range(20, 22)),
)
"""Zoom, columns and rows: the world, then Europe, then a place where regions come, and the nearest
detail."""


def basemap_tile(request: Request) -> Response:
    """Answer ``/basemap/{z}/{x}/{y}.json``: paths as a first point, and steps from it."""
    parts = [request.path_params[name] for name in ("z", "x", "y")]
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        raise BadRequestError(_("expected /zoom/x/y.json in whole numbers"))
    zoom, x, y = map(int, parts)
    if zoom > MAX_ZOOM or x >= 2**zoom or y >= 2**zoom:
        raise BadRequestError(_("tiles: off the map of zoom {zoom}").format(zoom=zoom))
    text = _tile_text(zoom, x, y, light=is_light(request))
    return Response(text, media_type="application/json", headers=FOREVER)


@lru_cache(maxsize=2048)
def _tile_text(zoom: int, x: int, y: int, *, light: bool = False) -> str:
    steps = {
        name: [[differences(path) for path in shape] for shape in shapes]
        for name, shapes in tile(zoom, x, y, light=light).items()
    }
    return json.dumps(steps, separators=(",", ":"))


def names(request: Request) -> Response:
    """Answer ``/basemap/names.json?lang=…``: countries and larger places, by importance.

    Those that appear close by alone come with ``near=1``: the first view does not wait for them.
    """
    near = request.query_params.get("near", "") == "1"
    return Response(
        _names_text(language_of(request), near=near, light=is_light(request)),
        media_type="application/json",
        headers=FOREVER,
    )


@lru_cache(maxsize=16)
def _names_text(language: str, *, near: bool = False, light: bool = False) -> str:
    names = names_of(language)
    places = () if light else [name for name in names.places if (name[3] >= NEAR_ZOOM) == near]
    return json.dumps(
        {"countries": () if near else names.countries, "places": places},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def warm_basemap(languages: tuple[str, ...]) -> None:
    """Make the tiles of the first view and the names, and load each level of detail."""
    for zoom, columns, rows in WARM:
        for x in columns:
            for y in rows:
                _tile_text(zoom, x, y)
    for language in languages:
        _names_text(language)


def routes() -> list[Route]:
    """Return the addresses of this module."""
    return [
        Route("/basemap/names.json", answering(names), name="basemap-names"),
        Route("/basemap/{z}/{x}/{y}.json", answering(basemap_tile), name="basemap"),
    ]
