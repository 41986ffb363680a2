"""A subject of an audit over small tables, with a gazetteer of a handful of places."""

from collections.abc import Callable
from pathlib import Path

import pytest

from memmap.audit import CHECKS, Finding, Subject
from memmap.audit import audit as run_audit
from memmap.audit.sample import SampleRow
from memmap.dataset import load
from memmap.geocoding import Candidate, Query, Resolution
from memmap.geocoding.resolution import resolution
from memmap.model import LatLon, Precision, SourceId

Audit = Callable[..., list[Finding]]


def candidate(name: str, region: str, lat: float, lon: float, number: str) -> Candidate:
    return Candidate(
        LatLon(lat, lon), name, region[:2], region, 9, 1.0, Precision.SETTLEMENT, "G", number, name
    )


GAZETTEER = {
    "Volgograd": [candidate("Volgograd", "RU-VGG", 48.72, 44.5, "1")],
    "Coventry": [candidate("Coventry", "GB-ENG", 52.41, -1.51, "2")],
    "Anchorage": [candidate("Anchorage", "US-AK", 61.2, -149.9, "3")],
    "Magadan": [candidate("Magadan", "RU-MAG", 59.57, 150.8, "4")],
}


def locate(query: Query) -> Resolution:
    return resolution(query, GAZETTEER.get(query.text, []))


@pytest.fixture
def found() -> Audit:
    """Return the findings of one check, over a folder."""

    def audit(
        folder: Path,
        check: str,
        sample: tuple[SampleRow, ...] = (),
        cited: tuple[str, ...] = (),
        near: frozenset[str] = frozenset(),
        beyond: tuple[SampleRow, ...] = (),
    ) -> list[Finding]:
        assert check in {known.name for known in CHECKS}
        subject = Subject(
            load(folder),
            frozenset(map(SourceId, cited)),
            locate,
            lambda _at: set(near),
            sample,
            beyond,
        )
        return [finding for finding in run_audit(subject).findings if finding.check == check]

    return audit
