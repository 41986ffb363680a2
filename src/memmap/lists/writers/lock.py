"""The decisions of a review as a lock file: what ``memmap geocode --lock`` reads."""

from datetime import UTC, datetime
from functools import cache

from memmap.geocoding import Candidate
from memmap.geocoding.index import data_version
from memmap.lists.answers import GIVEN, PERSON, Status
from memmap.lists.plan import Question
from memmap.lists.review import Review
from memmap.lock import LEFT_OUT, LockedPlace, lock_text
from memmap.model import PlaceId, Precision

_gazetteer_version = cache(data_version)
"""Looked up once: it is asked for with each row."""


def write_decisions(review: Review) -> bytes:
    """Return the place of every row that has one, and every row that a person left out."""
    entries = decisions_of(review)
    return lock_text(entries).encode()


def decisions_of(review: Review, *, in_review: bool = False) -> dict[PlaceId, LockedPlace]:
    """Return what was decided, by row; only in a review, this one or an earlier, if asked so."""
    today = datetime.now(UTC).date().isoformat()
    entries: dict[PlaceId, LockedPlace] = {}
    numbers = review.decisions if in_review else range(len(review.plan.questions))
    for number in numbers:
        question, placed = review.plan.questions[number], review.placed(number)
        decision = review.decisions.get(number)
        if placed is None and review.status(number) is not Status.LEFT_OUT:
            continue
        place = row_id(question, number)
        by = decision.by if decision else "geocoder"
        entries[place] = _entry(place, question, placed, today, by)
    return entries


def row_id(question: Question, number: int) -> PlaceId:
    """Return what a lock file calls a question: its line, its number, the point it brings."""
    row = f"row-{question.line:06d}-{number:06d}"
    return PlaceId(f"{row} {question.brought}".strip())


def _entry(
    place: PlaceId, question: Question, placed: Candidate | None, date: str, decided_by: str
) -> LockedPlace:
    nowhere = float("nan")
    latitude, longitude = placed.location if placed else (nowhere, nowhere)
    geocoder = placed.geocoder if placed else ""
    return LockedPlace(
        id=place,
        query=question.name,
        country=question.country,
        region=question.region,
        latitude=latitude,
        longitude=longitude,
        geocoder=geocoder,
        geocoder_version=_gazetteer_version() if geocoder not in {GIVEN, PERSON, ""} else "",
        identifier=placed.id if placed else "",
        matched_name=placed.matched_name if placed else "",
        match=str(placed.match) if placed else LEFT_OUT,
        precision=placed.precision if placed else Precision.SITE,
        score=placed.score if placed else 1.0,
        date=date,
        decided_by=decided_by,
    )
