"""``make bench``: the catalog at scale and the gazetteer's quality, as tables of medians.

Nothing here asserts a time: the figures are for reading, and as ratios within one run.
"""

import gzip
import json
import statistics
import time
from collections.abc import Callable

import numpy as np
import pyarrow as pa

from memmap.catalog import Catalog
from memmap.catalog.tables import PARTNERSHIPS, PLACES
from memmap.filters import Filter
from memmap.geodesy import TileRange
from memmap.model import MemorialKind
from tests.benchmarks import geocoding_calibration, geocoding_quality, geocoding_speed

SIZES = ((1_000, 1_000), (10_000, 10_000), (100_000, 30_000), (1_000_000, 100_000))
REPETITIONS = 15
WORLD, EUROPE, CITY = (
    TileRange(2, 0, 3, 0, 3),
    TileRange(5, 14, 21, 8, 13),
    TileRange(11, 1180, 1187, 640, 645),
)


def made_up(places: int, partnerships: int) -> Catalog:
    """Return a catalog of random places around a few hundred centres, the same each run."""
    random = np.random.default_rng(1944)
    centres = random.uniform((-40, -170), (65, 170), (400, 2))
    spots = centres[random.integers(0, 400, places)] + random.normal(0, 2.0, (places, 2))
    kinds = np.array([*map(str, MemorialKind), "city"])[random.integers(0, 9, places)]
    countries = np.array(["RU", "GB", "BE", "FR", "DE", "US"])[random.integers(0, 6, places)]
    names = [f"place {i}" for i in range(places)]
    columns = {
        "id": names,
        "layer": np.where(kinds == "city", "cities", "memorials"),
        "kind": kinds,
        "name": names,
        "name_ru": names,
        "name_local": names,
        "country": countries,
        "region": np.char.add(countries, "-A"),
        "city": names,
        "lat": np.clip(spots[:, 0], -80, 80),
        "lon": (spots[:, 1] + 180) % 360 - 180,
        "year": random.integers(1944, 2020, places).astype(np.int32),
        "subjects": [["soldiers"]] * places,
        "precision": ["site"] * places,
        "text": names,
    }
    ends = random.integers(0, places, (partnerships, 2))
    pairs = {
        "id": [f"pair {i}" for i in range(partnerships)],
        "a": [names[i] for i in ends[:, 0]],
        "b": [names[i] for i in ends[:, 1]],
        "year": random.integers(1944, 2020, partnerships).astype(np.int32),
        "status": np.array(["active", "unknown"])[random.integers(0, 2, partnerships)],
    }
    return Catalog(pa.table(columns, schema=PLACES), pa.table(pairs, schema=PARTNERSHIPS))


def median_ms(action: Callable[[], object]) -> float:
    """Return the median duration of an action in milliseconds, after one to warm up."""
    action()
    durations = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        action()
        durations.append(time.perf_counter() - start)
    return statistics.median(durations) * 1000


def size_kb(answer: object) -> float:
    """Return the compressed size of an answer in kilobytes."""
    return len(gzip.compress(json.dumps(answer, default=vars_of).encode())) / 1000


def vars_of(value: object) -> object:
    return {slot: getattr(value, slot) for slot in value.__slots__}  # type: ignore[attr-defined]


def main() -> None:
    geocoding_quality.main()
    geocoding_calibration.main()
    geocoding_speed.main()
    print(f"{'places':>10}{'pairs':>9}  {'question':22}{'median ms':>10}{'kB gzip':>9}")
    wanted = Filter(country=frozenset({"RU", "BE"}))
    for places, partnerships in SIZES:
        catalog = made_up(places, partnerships)
        questions: dict[str, Callable[[], object]] = {}
        for name, tiles in (("world", WORLD), ("Europe", EUROPE), ("a city", CITY)):
            questions[f"places of {name}"] = lambda t=tiles: catalog.places(Filter(), t)  # noqa: B023
            questions[f"flows of {name}"] = lambda t=tiles: catalog.flows(Filter(), t)  # noqa: B023
        questions["filtered world"] = lambda: catalog.places(wanted, WORLD)  # noqa: B023
        questions["totals"] = lambda: catalog.totals(wanted)  # noqa: B023
        questions["facets"] = lambda: catalog.facets(wanted)  # noqa: B023
        for name, question in questions.items():
            print(
                f"{places:10,}{partnerships:9,}  {name:22}{median_ms(question):10.1f}"
                f"{size_kb(question()):9.1f}"
            )


if __name__ == "__main__":
    main()
