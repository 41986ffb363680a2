"""What the first visitor would wait for, done once while the server starts."""

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


@asynccontextmanager
async def warming(_app: object) -> AsyncIterator[None]:
    """Warm up beside the first requests; a lifespan for ``st.App``."""
    Thread(target=_warm, name="warm", daemon=True).start()
    yield
