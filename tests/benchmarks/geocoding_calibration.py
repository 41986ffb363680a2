"""Whether a score means what it says: the share of right answers by band of scores.

Run it as ``python -m tests.benchmarks.geocoding_calibration``. Beside the suite's queries it asks
the twin towns of the world of ``../shared/scale/world_partnerships.csv`` (English Wikipedia and
Wikidata: names and points that owe nothing to GeoNames), where that file is. Some of its points lie
elsewhere than the towns do, so that even a perfect gazetteer would not reach 100 %; points outside
the named country are left out. ``MEMMAP_SCALE`` names another folder.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from memmap.boundaries import lies_in
from memmap.config import config
from memmap.geocoding import PlaceIndex
from memmap.geocoding.index import ensure_index
from memmap.geodesy import distance
from memmap.model import LatLon
from tests.benchmarks.geocoding_quality import NEAR, outcomes

BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
ROOT = Path(__file__).parents[2]
Scored = tuple[float, bool]


def twin_towns(folder: Path) -> dict[tuple[str, str], LatLon]:
    """Return the points of the towns of a table of pairs by name and country."""
    with (folder / "world_partnerships.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row[f"city_{end}"], row[f"country_{end}"]): LatLon(
                float(row[f"lat_{end}"]), float(row[f"lon_{end}"])
            )
            for row in csv.DictReader(file)
            for end in "ab"
        }


def asked(index: PlaceIndex, towns: dict[tuple[str, str], LatLon]) -> Iterator[Scored]:
    """Return for each town the score of the best candidate, and whether it is right."""
    for (name, country), point in towns.items():
        query = index.understood(name, country)
        if query.country and lies_in(point, query.country):
            best = next(iter(index.candidates(query, 2)), None)
            right = best is not None and distance(best.location, point) < NEAR
            yield best.score if best else 0.0, right


def print_bands(title: str, scored: Iterable[Scored]) -> None:
    """Print the share of right answers by band of scores, and from 0.9 on."""
    bands: dict[float, list[Scored]] = defaultdict(list)
    for score, right in scored:
        bands[max(band for band in BANDS if band <= score)].append((score, right))
    print(f"\n{title:34}{'queries':>8}{'mean score':>12}{'right':>8}")
    for band in BANDS:
        _print_row(f"  {band:.2f} and more", bands[band])
    _print_row("  all of 0.90 and more", [s for b in BANDS if b >= 0.9 for s in bands[b]])


def _print_row(label: str, rows: list[Scored]) -> None:
    if rows:
        said, right = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        print(f"{label:34}{len(rows):8}{said:12.3f}{right:8.1%}")


def report_calibration() -> None:
    """Print the bands of the suite, and of the twin towns where they are."""
    index = PlaceIndex(ensure_index(config().cache))
    print_bands("the suite", [(o.score, o.rank == 0) for o in outcomes(index)])
    folder = Path(os.environ.get("MEMMAP_SCALE", ROOT.parent / "shared" / "scale"))
    if (folder / "world_partnerships.csv").exists():
        print_bands("twin towns of the world", asked(index, twin_towns(folder)))
    else:
        print(f"twin towns: skipped, as {folder} has no world_partnerships.csv")


if __name__ == "__main__":
    report_calibration()
