"""A review as tables: every column of the list, and what was found beside it.

A doubtful row has no coordinates, only the name and the score of what it may be: whoever opens the
file must not take a guess for a place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from memmap.dataset.layers import ENDS, RESULT_COLUMNS
from memmap.geocoding import Candidate
from memmap.lists.plan import Listing
from memmap.lists.review import Review
from memmap.lists.sheet import Row

Cell = str | float


@dataclass(frozen=True)
class Record:
    """A row of a result: its row in the list, the cells found, and the points for certain.

    ``points`` has one for a place, two for a line; None where there is none for certain.
    """

    row: Row
    found: tuple[Cell, ...]
    points: tuple[Candidate | None, ...]


@dataclass(frozen=True)
class Results:
    """The result of one listing."""

    listing: Listing
    found_columns: tuple[str, ...]
    records: tuple[Record, ...]

    @cached_property
    def kept(self) -> tuple[int, ...]:
        """The positions of the list's columns that the result keeps.

        Those of an earlier result, which this one is newer than, are not.
        """
        columns = self.listing.sheet.columns
        earlier = set(self.found_columns) <= set(columns)
        drop = {
            name
            for name in self.found_columns
            if earlier or (name in columns and self._says_the_same(name))
        }
        return tuple(i for i, name in enumerate(columns) if name not in drop)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of all columns; the list's own, where it is that of a found one, is marked."""
        names = self.listing.sheet.columns
        found = {name.casefold() for name in self.found_columns}
        own = (
            f"{names[i]} (list)" if names[i].casefold() in found else names[i] for i in self.kept
        )
        return (*own, *self.found_columns)

    def cells(self, record: Record) -> tuple[Cell, ...]:
        """Return all cells of a record, as many as there are columns."""
        return (*(record.row.cells[i] for i in self.kept), *record.found)

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Return the cells of every record."""
        return map(self.cells, self.records)

    def _says_the_same(self, column: str) -> bool:
        """Return whether a column of the list holds nothing that the found one does not."""
        at, found_at = self.listing.sheet.columns.index(column), self.found_columns.index(column)
        return all(
            record.row.cells[at] in {"", str(record.found[found_at])} for record in self.records
        )


def place_results(review: Review) -> Results | None:
    """Return the result of the list of places, or None where there is none."""
    listing = review.plan.places
    if listing is None:
        return None
    records = (
        Record(row, found(review, n), (review.placed(n),))
        for n, row in enumerate(listing.sheet.rows)
    )
    return Results(listing, RESULT_COLUMNS, tuple(records))


def pair_results(review: Review) -> Results | None:
    """Return the result of the list of partnerships, or None where there is none."""
    listing = review.plan.pairs
    if listing is None:
        return None
    ends = {line.row: (line.a, line.b) for line in review.plan.lines}
    columns = tuple(f"{end}{column}" for end in ENDS for column in RESULT_COLUMNS)
    nothing = ("",) * len(columns)
    records = []
    for n, row in enumerate(listing.sheet.rows):
        if n in ends:
            a, b = ends[n]
            cells = (*found(review, a), *found(review, b))
            records.append(Record(row, cells, (review.placed(a), review.placed(b))))
        else:
            records.append(Record(row, nothing, (None, None)))
    return Results(listing, columns, tuple(records))


def found(review: Review, number: int) -> tuple[Cell, ...]:
    """Return the cells of ``RESULT_COLUMNS`` for a question."""
    status = review.status(number)
    placed = review.placed(number)
    answer = review.answer(number)
    shown = placed
    if shown is None and number not in review.decisions and answer and answer.candidates:
        shown = answer.candidates[0]
    if shown is None:
        return ("", "", str(status or ""), "", "", "", "", "")
    latitude, longitude = placed.location if placed else ("", "")
    return (
        latitude,
        longitude,
        str(status),
        round(shown.score, 4),
        str(shown.precision),
        shown.geocoder,
        shown.id,
        shown.matched_name,
    )
