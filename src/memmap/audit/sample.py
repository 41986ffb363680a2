"""``audit_sample.csv``: a random tenth of the rows, for a second reading by another person.

What is read again beyond the tenth is recorded likewise in ``audit_beyond.csv``: it betters the
rows, but says nothing of the share of a random row.

Each row's place in the draw is a hash of the seed and the row's id: the same seed draws the same
rows, and when tables grow, the rows drawn before mostly stay, with what was read of them.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from enum import StrEnum
from io import StringIO
from math import ceil
from pathlib import Path

from memmap.dataset import Dataset
from memmap.i18n import gettext as _
from memmap.model import City, Event, Memorial, Partnership, ReadingRoom

SAMPLE = "audit_sample.csv"
BEYOND = "audit_beyond.csv"
SHARE = 0.1
TABLES = ("cities", "events", "memorials", "partnerships", "reading_rooms")


class Outcome(StrEnum):
    """What a second reading found. Nothing as long as nobody has read."""

    TRUE = "true"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One drawn row: what it says, where to read it, and what a second reader found."""

    table: str
    id: str
    fact: str
    source: str
    reader: str = ""
    date: str = ""
    result: str = ""
    note: str = ""


COLUMNS = tuple(field.name for field in fields(SampleRow))


def draw(dataset: Dataset, seed: str, read: Iterable[SampleRow] = ()) -> list[SampleRow]:
    """Return a tenth of each table's rows, ordered by table and id.

    Rows of an earlier sample in which somebody has written a result are kept as they are.
    """
    kept = {(row.table, row.id): row for row in read if row.result}
    drawn = {(row.table, row.id): row for t in TABLES for row in _of_table(dataset, t, seed)}
    return [row for _key, row in sorted((drawn | kept).items())]


def _of_table(dataset: Dataset, table: str, seed: str) -> Iterator[SampleRow]:
    rows = getattr(dataset, table)
    chosen = sorted(rows, key=lambda key: _lot(seed, table, key))[: ceil(SHARE * len(rows))]
    for key in chosen:
        fact, sources = _fact(dataset, rows[key])
        yield SampleRow(table, str(key), fact, ";".join(dict.fromkeys(filter(None, sources))))


def _lot(seed: str, table: str, row: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{table}\0{row}".encode()).digest()


def _fact(
    dataset: Dataset, row: City | Memorial | Partnership | ReadingRoom | Event
) -> tuple[str, list[str]]:
    """Return what a row says, in one line, and the sources to read."""
    sources: list[str] = [*row.sources]
    match row:
        case Partnership():
            ends = " – ".join(dataset.cities[c].names.en for c in (row.city_a, row.city_b))
            parts = [ends, row.year, row.status, row.status_since]
            sources += [row.year_source or "", row.status_source or ""]
        case Memorial():
            where = dataset.cities[row.city].names.en
            parts = [row.names.en, where, row.kind, row.unveiled, _point(row.location)]
            sources.append(row.coordinates_source or "")
        case City():
            parts = [row.names.en, row.country, row.region, _point(row.location)]
            sources.append(row.coordinates_source or "")
        case ReadingRoom():
            parts = [row.host.en, dataset.cities[row.city].names.en, row.opened]
        case Event():
            parts = [row.names.en, row.kind, row.date, " ".join(row.countries)]
    return "; ".join(str(part) for part in parts if part), sources


def _point(point: tuple[float, float] | None) -> str:
    return f"{point[0]:.5f} {point[1]:.5f}" if point else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the second reading of one table ended: rows by outcome, and those not read."""

    table: str
    true: int
    corrected: int
    removed: int
    unread: int

    @property
    def share(self) -> float:
        """The share of the rows read that were whole and true as they stood, 0 to 1."""
        read = self.true + self.corrected + self.removed
        return self.true / read if read else 1.0


def readings(rows: Iterable[SampleRow]) -> list[Reading]:
    """Return how the second reading ended, table by table."""
    counts = Counter((row.table, row.result) for row in rows)
    return [
        Reading(table, *(counts[table, result] for result in (*Outcome, "")))
        for table in sorted({table for table, _result in counts})
    ]


def read_sample(path: Path) -> tuple[SampleRow, ...]:
    """Return the rows of a sample, none where there is no such file.

    Raises:
        ValueError: It has other columns, is no UTF-8 table, or a result is none of ``Outcome``.
    """
    if not path.exists():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            if tuple(reader.fieldnames or ()) != COLUMNS:
                raise ValueError(f"{path.name}:1: {', '.join(reader.fieldnames or ())}")
            return tuple(_row(cells, f"{path.name}:{reader.line_num}") for cells in reader)
        except csv.Error as error:
            raise ValueError(f"{path.name}:{reader.reader.line_num}: {error}") from error


def _row(cells: Mapping[str, str | None], where: str) -> SampleRow:
    row = SampleRow(*((cells[column] or "").strip() for column in COLUMNS))
    if row.result and row.result not in set(Outcome):
        message = _("result {text!r}: expected one of {choices}")
        raise ValueError(f"{where}: " + message.format(text=row.result, choices=", ".join(Outcome)))
    return row


def sample_text(rows: Iterable[SampleRow]) -> str:
    """Return the text of the file, one row a line."""
    output = StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    return output.getvalue()
