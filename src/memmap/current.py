"""The dataset and catalog that this process serves: loaded once, shared by pages and HTTP."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

from memmap.catalog import Catalog
from memmap.config import config
from memmap.dataset import Dataset, load

_loading = Lock()


@dataclass(frozen=True)
class Current:
    """What is served, and the folder that it is from, where the stories are too."""

    dataset: Dataset
    catalog: Catalog
    folder: Path = field(default_factory=lambda: config().data)


@lru_cache(maxsize=1)
def _load(folder: Path) -> Current:
    dataset = load(folder)
    return Current(dataset, Catalog.of(dataset), folder)


def current() -> Current:
    """Return what this process serves.

    Raises:
        DataError: The tables cannot be used.
    """
    with _loading:
        return _load(config().data)
