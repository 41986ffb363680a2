"""What is asked of a geocoder, and what it answers: nothing guessed in silence."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from memmap.model import LatLon, Precision


class ResolutionStatus(StrEnum):
    """How an answer stands. These words are a public interface."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


class Match(StrEnum):
    """How a name was matched, best first."""

    PRIMARY = "primary"
    ALTERNATE = "alternate"
    HISTORIC = "historic"
    TRANSLITERATED = "transliterated"
    FUZZY = "fuzzy"
    CONTAINER = "container"


class Company(NamedTuple):
    """The other places of a list: the country of most, and their middle if they are near."""

    country: str | None = None
    near: LatLon | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A name to locate, with an ISO 3166-1 country and an ISO 3166-2 region where known.

    A country and a region are kept to; ``company`` only says which namesake is likelier.
    """

    text: str
    country: str | None = None
    region: str | None = None
    company: Company | None = None


class Candidate(NamedTuple):
    """A place that a query may mean. ``score``, 0 to 1: the share of right ones among its like."""

    location: LatLon
    name: str
    country: str
    region: str
    population: int
    score: float
    precision: Precision
    geocoder: str
    id: str
    matched_name: str
    match: Match = Match.PRIMARY
    edits: int = 0
    gap: float = 9.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """The candidates for a query, the best first, and whether the best one may be trusted."""

    query: Query
    status: ResolutionStatus
    candidates: tuple[Candidate, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None


TRUSTED = 0.9
"""From this score on a candidate is taken without a person."""


def resolution(query: Query, candidates: list[Candidate]) -> Resolution:
    """Return the answer that candidates, the best first, amount to.

    A fuzzy or container match is never resolved by itself.
    """
    if not candidates:
        return Resolution(query, ResolutionStatus.NOT_FOUND)
    best = candidates[0]
    sure = best.score >= TRUSTED and best.match not in {Match.FUZZY, Match.CONTAINER}
    status = ResolutionStatus.RESOLVED if sure else ResolutionStatus.AMBIGUOUS
    return Resolution(query, status, tuple(candidates))
