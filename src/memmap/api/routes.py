"""Every address beside Streamlit's own, and what wraps all of them."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

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
from memmap.api.preview import LinkPreviews
from memmap.api.security import SecurityHeaders


def routes() -> list[BaseRoute]:
    """Return all addresses."""
    beside = (pictures, embed, files, pwa, facets, live, live_pages)
    modules = (features, search, collections, basemap, assets, stories, own, *beside)
    return [route for module in modules for route in module.routes()]


def middleware() -> list[Middleware]:
    """Return what wraps every answer."""
    return [Middleware(SecurityHeaders), Middleware(LinkPreviews)]
