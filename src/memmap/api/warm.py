"""What the first visitor would wait for, done once while the server starts."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from memmap.api.basemap import warm_basemap
from memmap.api.pictures import warm_pictures
from memmap.current import current
from memmap.dataset import DataError
from memmap.i18n import languages


def _warm() -> None:
    try:
        current()
    except DataError:
        return  # the first page says what is wrong
    warm_basemap(languages())
    warm_pictures()
    _settle()


def _settle() -> None:
    """Leave what was loaded out of each later search for garbage, which would stop the server.

    It is some 400 000 objects that stay: a search through them takes a tenth of a second and more.
    """
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def warming(_app: object) -> AsyncIterator[None]:
    """Warm up beside the first requests; a lifespan for ``st.App``."""
    Thread(target=_warm, name="warm", daemon=True).start()
    yield
