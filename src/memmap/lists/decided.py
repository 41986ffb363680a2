"""Earlier decisions, out of a lock file, for the rows that they were taken for."""

from collections.abc import Mapping
from dataclasses import dataclass

from memmap.geocoding import Candidate, Match
from memmap.lists.answers import GIVEN
from memmap.lists.plan import Question
from memmap.lists.review import Decision, Review
from memmap.lock import LockedPlace
from memmap.model import LatLon, PlaceId

Texts = tuple[str, str, str]
_ROUNDING = 1e-6
"""Degrees that a point may differ by after it was written to a lock file."""


@dataclass(frozen=True)
class Decided:
    """Finds the decision for a row.

    What was decided for the same line holds for it; else what all rows that ask the same were
    decided to be. Where they differ, nothing is decided.

    Coordinates that a row brings may have been corrected since, so they go before what a geocoder
    found. Beside them only what a person decided on that very line holds.
    """

    by_line: Mapping[tuple[int, Texts], LockedPlace]
    by_texts: Mapping[Texts, LockedPlace | None]

    @classmethod
    def of(cls, entries: Mapping[PlaceId, LockedPlace]) -> "Decided":
        """Return the decisions of a lock file."""
        by_line: dict[tuple[int, Texts], LockedPlace] = {}
        by_texts: dict[Texts, LockedPlace | None] = {}
        for entry in entries.values():
            texts = (entry.query, entry.country, entry.region)
            by_line[(_line(entry.id), texts)] = entry
            if entry.geocoder == GIVEN:
                continue
            same = texts not in by_texts or _agree(by_texts[texts], entry)
            by_texts[texts] = entry if same else None
        return cls(by_line, by_texts)

    def apply(self, review: Review) -> Review:
        """Return a review with the decisions that its questions have here."""
        found = (
            (n, entry)
            for n, question in enumerate(review.plan.questions)
            if (entry := self._for(question)) is not None
        )
        return review.beginning_with(
            {n: Decision(candidate_of(entry), entry.decided_by) for n, entry in found}
        )

    def _for(self, question: Question) -> LockedPlace | None:
        entry = self.by_line.get((question.line, question.texts))
        if question.given or question.flaw:
            return entry if entry and _holds_beside(question.given, entry) else None
        if entry and entry.geocoder != GIVEN:
            return entry
        return self.by_texts.get(question.texts)


def _holds_beside(given: LatLon | None, entry: LockedPlace) -> bool:
    """Return whether a decision holds for a row that brings coordinates, perhaps unreadable ones.

    The list's own point, which a person took though it was doubtful, holds only where the list
    still brings it, as it stands or exchanged.
    """
    if entry.decided_by == "geocoder":
        return False
    if entry.geocoder != GIVEN:
        return True
    return given is not None and (
        _is_at(given, entry.location)
        or _is_at(LatLon(given.longitude, given.latitude), entry.location)
    )


def _is_at(one: LatLon, other: LatLon) -> bool:
    return all(abs(a - b) < _ROUNDING for a, b in zip(one, other, strict=True))


def _agree(one: LockedPlace | None, other: LockedPlace) -> bool:
    return one is not None and candidate_of(one) == candidate_of(other)


def _line(place: str) -> int:
    parts = place.split("-")
    return int(parts[1]) if len(parts) == 3 and parts[0] == "row" and parts[1].isdecimal() else 0


def candidate_of(entry: LockedPlace) -> Candidate | None:
    """Return the place that an entry decided on, None where the row was left out."""
    if entry.is_left_out:
        return None
    return Candidate(
        location=entry.location,
        name=entry.matched_name or entry.query,
        country="",
        region="",
        population=0,
        score=entry.score,
        precision=entry.precision,
        geocoder=entry.geocoder,
        id=entry.identifier,
        matched_name=entry.matched_name,
        match=Match(entry.match) if entry.match in set(Match) else Match.PRIMARY,
    )
