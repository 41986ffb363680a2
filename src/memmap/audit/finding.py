"""The words of an audit: a subject, checks, findings, a report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from memmap.audit.sample import Reading, SampleRow
from memmap.dataset import Dataset
from memmap.geocoding import Query, Resolution
from memmap.model import LatLon, SourceId


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt about one row: what was found, and what to do. No proof of an error."""

    table: str
    row: str
    check: str
    found: str
    advice: str


@dataclass(frozen=True)
class Subject:
    """What is audited.

    Attributes:
        dataset: Tables that have no problem of form.
        cited: Sources that stories name.
        locate: Answers a query as the gazetteer does.
        regions_near: Returns the ISO 3166-2 codes of the gazetteer's places near a point.
        sample: The rows of ``audit_sample.csv``.
        beyond: The rows of ``audit_beyond.csv``.
    """

    dataset: Dataset
    cited: frozenset[SourceId]
    locate: Callable[[Query], Resolution]
    regions_near: Callable[[LatLon], set[str]]
    sample: tuple[SampleRow, ...] = ()
    beyond: tuple[SampleRow, ...] = ()


class Doubt(NamedTuple):
    """A finding before its check gives it its name."""

    table: str
    row: str
    found: str
    advice: str


class Checked(NamedTuple):
    """How many rows a check looked at, and its doubts."""

    rows: int
    doubts: Iterable[Doubt]


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id, its title as a message to translate, and what it does."""

    name: str
    title: str
    run: Callable[[Subject], Checked]


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found in the rows that it looked at."""

    check: Check
    rows: int
    findings: tuple[Finding, ...]

    @property
    def share(self) -> float:
        """The share of the rows without a finding, 0 to 1; 1 where there are no rows."""
        doubtful = len({(finding.table, finding.row) for finding in self.findings})
        return 1 - doubtful / self.rows if self.rows else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """The results of all checks and of the second reading, for tables of a version.

    ``readings`` are of the random tenth, ``beyond`` of rows that were read again besides.
    """

    results: tuple[Result, ...]
    version: str
    readings: tuple[Reading, ...] = ()
    beyond: tuple[Reading, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """Every finding, check by check."""
        return [finding for result in self.results for finding in result.findings]
