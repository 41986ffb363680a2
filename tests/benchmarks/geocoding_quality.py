"""How good the gazetteer's answers are, by kind of query.

Run it as ``python -m tests.benchmarks.geocoding_quality [--misses KIND]``. An answer is right if it
lies within 20 km of the expected place. "wrong but confident" is a wrong answer that the resolver
would have taken without asking a person.
"""

import csv
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from memmap.config import config
from memmap.geocoding import PlaceIndex, Query, ResolutionStatus
from memmap.geocoding.index import ensure_index
from memmap.geocoding.resolution import resolution
from memmap.geodesy import distance
from memmap.model import LatLon

QUERIES = Path(__file__).with_name("geocoding_queries.csv")
NEAR = 20_000
"""Metres between two gazetteers' points of one town."""
CONFIDENT = 0.9


@dataclass(frozen=True)
class Outcome:
    """What became of one query; ``rank`` is that of the right candidate, from 0."""

    kind: str
    query: Query
    expected: str
    rank: int | None
    status: ResolutionStatus
    score: float
    answer: str

    @property
    def wrong_but_confident(self) -> bool:
        return self.rank != 0 and self.status is ResolutionStatus.RESOLVED


def outcomes(index: PlaceIndex) -> list[Outcome]:
    """Return what becomes of every query of the suite."""
    with QUERIES.open(encoding="utf-8", newline="") as file:
        return [_outcome(index, row) for row in csv.DictReader(file)]


def _outcome(index: PlaceIndex, row: dict[str, str]) -> Outcome:
    query = Query(row["query"], row["country"] or None, row["region"] or None)
    expected = LatLon(float(row["latitude"]), float(row["longitude"]))
    found = resolution(query, index.candidates(query))
    near = [i for i, c in enumerate(found.candidates) if distance(c.location, expected) < NEAR]
    best = found.best
    return Outcome(
        row["kind"],
        query,
        row["expected"],
        near[0] if near else None,
        found.status,
        best.score if best else 0.0,
        f"{best.name} ({best.match})" if best else "-",
    )


def by_kind(all_outcomes: list[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes by kind of query."""
    kinds = defaultdict(list)
    for outcome in all_outcomes:
        kinds[outcome.kind].append(outcome)
    return dict(sorted(kinds.items()))


def share(found: list[Outcome], within: int) -> float:
    """Return the share of queries whose right place is among so many candidates."""
    return sum(o.rank is not None and o.rank < within for o in found) / len(found)


def report_quality() -> None:
    """Print the table."""
    found = outcomes(PlaceIndex(ensure_index(config().cache)))
    print(
        f"{'kind':16}{'queries':>8}{'hit@1':>8}{'hit@5':>8}{'resolved':>10}"
        f"{'wrong but confident':>21}"
    )
    for kind, group in {**by_kind(found), "all": found}.items():
        wrong = sum(o.wrong_but_confident for o in group) / len(group)
        resolved = sum(o.status is ResolutionStatus.RESOLVED for o in group) / len(group)
        print(
            f"{kind:16}{len(group):8}{share(group, 1):8.1%}{share(group, 5):8.1%}"
            f"{resolved:10.1%}{wrong:21.2%}"
        )
    sure = [o for o in found if o.score >= CONFIDENT]
    print(f"\nof {len(sure)} scored {CONFIDENT} or more, {share(sure, 1):.2%} are right")


def report_misses(kind: str) -> None:
    """Print the queries of a kind whose right place does not come first."""
    for o in by_kind(outcomes(PlaceIndex(ensure_index(config().cache))))[kind]:
        if o.rank != 0:
            print(
                f"  {o.query.text} [{o.query.country}] expected {o.expected}: {o.answer} "
                f"{o.score} rank {o.rank} {o.status}"
            )


if __name__ == "__main__":
    report_quality()
    for named in sys.argv[2:]:
        report_misses(named)
