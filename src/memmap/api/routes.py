"""Every address beside Streamlit's own, and what wraps all of them."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from memmap.api import (
    assets,
    basemap,
    collections,
    facets,
    features,
    live,
    live_pages,
    own,
    search,
    stories,
)
from memmap.api.security import SecurityHeaders


def routes() -> list[BaseRoute]:
    """Return all addresses."""
    modules = (
        *(features, facets, own, search, collections, basemap, assets),
        *(stories, live, live_pages),
    )
    return [route for module in modules for route in module.routes()]


def middleware() -> list[Middleware]:
    """Return what wraps every answer."""
    return [Middleware(SecurityHeaders)]
