"""Every address beside Streamlit's own, and what wraps all of them."""

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from memmap.api import (
    assets,
    basemap,
    collections,
    embed,
    facets,
    features,
    files,
    live,
    live_pages,
    own,
    pictures,
    pwa,
    search,
    stories,
)
from memmap.api.answers import NotFoundError, answering
from memmap.api.preview import LinkPreviews
from memmap.api.security import SecurityHeaders
from memmap.i18n import gettext as _

OURS = (
    "/assets",
    "/basemap",
    "/data",
    "/download",
    "/embed",
    "/live",
    "/map",
    "/picture",
    "/share",
    "/story",
    "/watch",
)
"""Below these are no pages: Streamlit would answer a malformed address with its own, and 200."""

PAGE = "/map"
"""Streamlit's page bears this name too."""


def nowhere(_request: Request) -> Response:
    """Answer an address below ours that is none."""
    raise NotFoundError(_("no such address"))


def routes() -> list[BaseRoute]:
    """Return all addresses."""
    beside = (pictures, embed, files, pwa, facets, live, live_pages)
    modules = (features, search, collections, basemap, assets, stories, own, *beside)
    known = [route for module in modules for route in module.routes()]
    below = [Route(f"{path}/{{rest:path}}", answering(nowhere)) for path in OURS]
    bare = [Route(path, answering(nowhere)) for path in OURS if path != PAGE]
    return [*known, *below, *bare]


def middleware() -> list[Middleware]:
    """Return what wraps every answer."""
    return [Middleware(SecurityHeaders), Middleware(LinkPreviews)]
