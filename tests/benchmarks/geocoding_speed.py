"""How fast the gazetteer answers, how soon the first time, and how much room it takes.

Run it as ``python -m tests.benchmarks.geocoding_speed``. The names are those of places drawn from
the index, the same each run; the typing errors are made up. Nothing here asserts a time.
"""

import os
import random
import sqlite3
import statistics
import string
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from memmap.config import config
from memmap.geocoding import PlaceIndex, Query
from memmap.geocoding.index import connect, ensure_index

PLACES = 4000
STARTS = 7
MEGABYTE = 1_000_000
_GROWTH = """
import sys
from pathlib import Path
from memmap.geocoding import PlaceIndex
from tests.benchmarks.geocoding_speed import drawn, mistyped, resident
before = resident()
index = PlaceIndex(Path(sys.argv[1]))
places = drawn(Path(sys.argv[1]))
for query in [*places, *mistyped(places)]:
    index.candidates(query)
print(resident() - before)
"""


def drawn(path: Path) -> list[Query]:
    """Return places of the index by name and country, drawn at random, the same each time."""
    database = connect(path)
    rows = database.execute("SELECT name, country FROM place WHERE population > 2000 ORDER BY id")
    return [Query(*row) for row in random.Random(1945).sample(rows.fetchall(), PLACES)]


def mistyped(places: list[Query]) -> list[Query]:
    """Return queries with one typing error each, of the names with five letters or more."""
    chance = random.Random(1945)
    return [Query(_slip(q.text, chance), q.country) for q in places if len(q.text) >= 5]


def _slip(name: str, chance: random.Random) -> str:
    i = chance.randrange(len(name) - 1)
    letter = chance.choice(string.ascii_lowercase)
    slips = (
        name[:i] + name[i + 1 :],
        name[:i] + letter + name[i:],
        name[:i] + letter + name[i + 1 :],
        name[:i] + name[i + 1] + name[i] + name[i + 2 :],
    )
    return chance.choice(slips)


def resident() -> int:
    """Return the bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def rate(index: PlaceIndex, queries: Iterable[Query]) -> float:
    """Return the queries answered in a second of one core: others may run here, too."""
    asked = list(queries)
    rounds = []
    for _ in range(3):
        begin = time.process_time()
        for query in asked:
            index.candidates(query)
        rounds.append(time.process_time() - begin)
    return len(asked) / min(rounds)


def cold_start() -> float:
    """Return the median seconds of ``memmap geocode NAME`` as a process of its own."""
    seconds = []
    for _ in range(STARTS):
        begin = time.perf_counter()
        command = [sys.executable, "-m", "memmap", "geocode", "Волгоград"]
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def growth(path: Path) -> int:
    """Return the bytes that opening the index and asking it thousands of names adds."""
    command = [sys.executable, "-c", _GROWTH, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout)


def report_speed() -> None:
    """Print the figures beside their targets."""
    path = ensure_index(config().cache)
    index = PlaceIndex(path)
    places = drawn(path)
    slips = mistyped(places)
    abroad = [Query(query.text) for query in slips[::8]]
    figures = (
        ("exact names a second, country named", "20,000", f"{rate(index, places):,.0f}"),
        ("one typing error, country named", "1,000", f"{rate(index, slips):,.0f}"),
        ("one typing error, no country named", "", f"{rate(index, abroad):,.0f}"),
        ("cold start of memmap geocode NAME, s", "< 0.6", f"{cold_start():.2f}"),
        ("index on disk, MB", "< 60", f"{path.stat().st_size / MEGABYTE:.1f}"),
        ("index in memory, MB", "< 100", f"{growth(path) / MEGABYTE:.1f}"),
    )
    print(f"{'geocoding: figure':40}{'target':>10}{'measured':>10}")
    for name, target, measured in figures:
        print(f"{name:40}{target:>10}{measured:>10}")
    print(f"SQLite {sqlite3.sqlite_version}, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    report_speed()
