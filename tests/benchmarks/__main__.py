"""``make bench``: the gazetteer, the catalog at scale, the map in a browser: tables of medians.

Nothing here asserts a time: the figures are for reading, and as ratios within one run.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable

from memmap.filters import Filter
from memmap.geodesy import TileRange
from tests.benchmarks import (
    browser,
    geocoding_calibration,
    geocoding_quality,
    geocoding_speed,
    live,
    pictures,
)
from tests.benchmarks.made_up import made_up

SIZES = ((1_000, 1_000), (10_000, 10_000), (100_000, 30_000), (1_000_000, 100_000))
REPETITIONS = 15
WORLD, EUROPE, CITY = (
    TileRange(2, 0, 3, 0, 3),
    TileRange(5, 14, 21, 8, 13),
    TileRange(11, 1180, 1187, 640, 645),
)


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


def geocoding() -> None:
    geocoding_quality.report_quality()
    geocoding_calibration.report_calibration()
    geocoding_speed.report_speed()


def catalog_answers() -> None:
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


def main() -> None:
    """Run everything, or what is named: ``python -m tests.benchmarks catalog browser``."""
    benchmarks = {
        "geocoding": geocoding,
        "catalog": catalog_answers,
        "pictures": pictures.report_pictures,
        "browser": browser.main,
        "live": live.main,
    }
    for name in sys.argv[1:] or benchmarks:
        print(f"\n== {name}")
        benchmarks[name]()


if __name__ == "__main__":
    main()
