"""Earlier decisions, out of a lock file, for the rows that they were taken for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from memmap.geocoding import Candidate, Match
from memmap.lists.answers import GIVEN
from memmap.lists.plan import Question
from memmap.lists.review import Decision, Review
from memmap.lock import LockedPlace
from memmap.model import PlaceId

Texts = tuple[str, str, str]
_ROW = re.compile(r"row-(\d+)-\d+(?: (.+))?")


@dataclass(frozen=True)
class Decided:
    """Finds the decision for a row.

    What was decided for the same line holds for it; else what all rows that ask the same were
    decided to be. Where they differ, nothing is decided.

    Coordinates that a row brings may have been corrected since, so they go before what a geocoder
    found. Beside them only what a person decided on that very line, beside the same ones, holds.
    """

    by_line: Mapping[tuple[int, str, Texts], LockedPlace]
    by_texts: Mapping[Texts, LockedPlace | None]

    @classmethod
    def of(cls, entries: Mapping[PlaceId, LockedPlace]) -> "Decided":
        """Return the decisions of a lock file."""
        by_line: dict[tuple[int, str, Texts], LockedPlace] = {}
        by_texts: dict[Texts, LockedPlace | None] = {}
        for entry in entries.values():
            texts = (entry.query, entry.country, entry.region)
            line, brought = _row(entry.id)
            if not brought and entry.geocoder == GIVEN:
                continue
            by_line[(line, brought, texts)] = entry
            if brought:
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
        entry = self.by_line.get((question.line, question.brought, question.texts))
        if question.brought:
            return entry if entry and entry.decided_by != "geocoder" else None
        return entry or self.by_texts.get(question.texts)


def _agree(one: LockedPlace | None, other: LockedPlace) -> bool:
    return one is not None and candidate_of(one) == candidate_of(other)


def _row(place: str) -> tuple[int, str]:
    """Return the line of a row and the coordinates that it brought."""
    found = _ROW.fullmatch(place)
    return (int(found[1]), found[2] or "") if found else (0, "")


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
