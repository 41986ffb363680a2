"""Read a CSV table into rows of text, and text into values, collecting every problem on the way."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from memmap.i18n import gettext as _
from memmap.model import LatLon

E = TypeVar("E", bound=StrEnum)

FIRST_YEAR, LAST_YEAR = 1900, 2099


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in one cell. ``row`` counts lines as an editor does: the header is 1."""

    file: str
    row: int
    column: str
    message: str
    expected: str

    def __str__(self) -> str:
        """Return ``file:row: column: what is wrong, what was expected``."""
        return f"{self.file}:{self.row}: {self.column}: {self.message}, {self.expected}"


@dataclass
class Problems:
    """A list of problems that grows while tables are read."""

    found: list[Problem] = field(default_factory=list)

    def add(self, row: "Row", column: str, message: str, expected: str) -> None:
        """Note a problem in one cell of a row."""
        self.found.append(Problem(row.file, row.number, column, message, expected))


@dataclass(frozen=True)
class Row:
    """One line of a table: its cells by column, stripped; its place in the file."""

    file: str
    number: int
    cells: dict[str, str]
    problems: Problems

    def text(self, column: str, *, required: bool = False) -> str:
        """Return a cell's text; an empty one that is required is a problem."""
        value = self.cells.get(column, "")
        if required and not value:
            self.problems.add(self, column, _("empty"), _("expected a value"))
        return value

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell that lists several values with ``;``."""
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def year(self, column: str) -> int | None:
        """Return a year, or None where the cell is empty."""
        text = self.text(column)
        if not text:
            return None
        year = int(text) if len(text) == 4 and text.isascii() and text.isdigit() else 0
        if FIRST_YEAR <= year <= LAST_YEAR:
            return year
        self.problems.add(
            self,
            column,
            _("{text!r} is no year").format(text=text),
            _("expected four digits from 1900 on, or nothing"),
        )
        return None

    def choice(self, column: str, choices: type[E], default: E) -> E:
        """Return a member of a closed set; an empty cell is a problem."""
        return self._choice(column, self.text(column), choices) or default

    def choices(self, column: str, choices: type[E]) -> tuple[E, ...]:
        """Return the members of a closed set that a cell lists; an empty cell is a problem."""
        parts = self.listed(column) or ("",)
        found = (self._choice(column, part, choices) for part in parts)
        return tuple(member for member in found if member is not None)

    def _choice(self, column: str, text: str, choices: type[E]) -> E | None:
        try:
            return choices(text)
        except ValueError:
            expected = _("expected one of {choices}").format(choices=", ".join(choices))
            message = _("{text!r} is unknown").format(text=text) if text else _("empty")
            self.problems.add(self, column, message, expected)
            return None

    def location(self) -> LatLon | None:
        """Return latitude and longitude in degrees, or None where both cells are empty."""
        latitude = self._degrees("latitude", 90)
        longitude = self._degrees("longitude", 180)
        if latitude is not None and longitude is not None:
            return LatLon(latitude, longitude)
        for column, other in (("latitude", longitude), ("longitude", latitude)):
            if other is not None and not self.text(column):
                self.problems.add(
                    self, column, _("empty"), _("expected both latitude and longitude, or neither")
                )
        return None

    def _degrees(self, column: str, limit: int) -> float | None:
        text = self.text(column)
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if -limit <= value <= limit:
            return value
        self.problems.add(
            self,
            column,
            _("{text!r} is out of range").format(text=text),
            _("expected decimal degrees from -{limit} to {limit}").format(limit=limit),
        )
        return None


def read_rows(path: Path, columns: Iterable[str], problems: Problems) -> Iterator[Row]:
    """Yield the rows of a CSV file that has at least these columns.

    A file that is absent yields nothing. What cannot be read is noted as a problem.
    """
    if not path.exists():
        return
    header = Row(path.name, 1, {}, problems)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(csv.reader(file, strict=True), header, tuple(columns))
    except UnicodeDecodeError as error:
        problems.add(
            header,
            "-",
            _("byte {n} is not UTF-8").format(n=error.start),
            _("expected a UTF-8 file"),
        )
    except csv.Error as error:
        problems.add(header, "-", str(error), _("expected comma separated values"))


def _rows(reader: Iterator[list[str]], header: Row, columns: tuple[str, ...]) -> Iterator[Row]:
    names = next(reader, [])
    missing = [column for column in columns if column not in names]
    for column in missing:
        header.problems.add(
            header,
            column,
            _("no such column"),
            _("expected the columns {columns}").format(columns=", ".join(columns)),
        )
    if missing:
        return
    for cells in reader:
        number = getattr(reader, "line_num", 0)
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(
            header.file,
            number,
            dict(zip(names, map(str.strip, cells), strict=False)),
            header.problems,
        )
        if len(cells) != len(names):
            header.problems.add(
                row,
                "-",
                _("{n} cells").format(n=len(cells)),
                _("expected {n}, one for each column").format(n=len(names)),
            )
        yield row


def unique(rows: Iterable[Row], key: Callable[[Row], str], column: str = "id") -> Iterator[Row]:
    """Yield the rows whose key was not seen before; note the others as problems."""
    seen: dict[str, int] = {}
    for row in rows:
        name = key(row)
        if name in seen:
            row.problems.add(
                row,
                column,
                _("{name!r} stands in row {n} too").format(name=name, n=seen[name]),
                _("expected each once"),
            )
            continue
        seen[name] = row.number
        yield row
