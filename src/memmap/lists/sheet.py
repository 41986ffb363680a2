"""Sheet: one table of text as somebody brought it, with the line that each row stands on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from memmap.dataset.table import Problem
from memmap.i18n import gettext as _
from memmap.lists.header import Header

MAX_BYTES = 50 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 5_000_000
MAX_CELL = 100_000
"""Characters of one cell."""
MAX_HEADING = 120


class ListError(ValueError):
    """A list that cannot be read. ``problem`` says where, what is wrong, and what to do."""

    def __init__(self, file: str, message: str, expected: str, at: "At | None" = None) -> None:
        row, column = at or At(1, "-")
        self.problem = Problem(file, row, column, message, expected)
        super().__init__(str(self.problem))


class At(NamedTuple):
    """A line as an editor counts it, the first being 1, and the name of a column or "-"."""

    line: int
    column: str = "-"


class Row(NamedTuple):
    """One row: the line that it begins on, and its cells, as many as there are columns."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table of stripped text. Column names are unique and not empty.

    Attributes:
        file: Name of the file that it came from.
        title: Name of the sheet in its workbook, "" where a file is one table.
        columns: Names of the columns.
        rows: Rows that are not blank.
        notes: What the reader had to change, as sentences for a person.
        header_line: The line of the column names, 0 where the list has none.
    """

    file: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    header_line: int = 0

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.columns)}

    def cell(self, row: Row, column: str) -> str:
        """Return a cell's text, "" where there is no such column."""
        i = self._positions.get(column)
        return "" if i is None else row.cells[i]

    def column(self, name: str) -> list[str]:
        """Return all cells of a column."""
        i = self._positions[name]
        return [row.cells[i] for row in self.rows]


def build_sheet(file: str, title: str, header: Header) -> Sheet:
    """Return a sheet of rows that may be ragged: nothing of them is dropped.

    Cells beyond the header get a column of their own; blank rows are left out.

    Raises:
        ListError: There is no row, or more than the limits allow.
    """
    kept: list[Row] = []
    width = len(header.names)
    known: dict[str, str] = {}
    _check_width(file, 1, width)
    for line, cells in header.rows:
        texts = _trimmed(cells)
        if not texts:
            continue
        width = max(width, len(texts))
        _check_width(file, line, width)
        _check_size(file, header.names, line, texts)
        _check_total(file, line, len(kept) + 1, width)
        kept.append(Row(line, tuple(known.setdefault(text, text) for text in texts)))
    if not kept:
        message = _("there is a header and no row below it") if any(header.names) else _("empty")
        raise ListError(file, message, expected_rows())
    columns = _names([*header.names, *[""] * (width - len(header.names))])
    padded = (Row(r.line, r.cells + ("",) * (width - len(r.cells))) for r in kept)
    return Sheet(file, title, columns, tuple(padded), header.notes, header.line)


def expected_rows() -> str:
    """Return what was expected of a list that holds nothing."""
    return _("expected a row of column names, and one for each place")


def _trimmed(cells: Sequence[str]) -> list[str]:
    texts = [cell.strip() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _check_width(file: str, line: int, width: int) -> None:
    if width > MAX_COLUMNS:
        expected = _("expected {n} at the most: remove those that the map does not need")
        message = _("{n} columns").format(n=width)
        raise ListError(file, message, expected.format(n=MAX_COLUMNS), At(line))


def _check_size(file: str, header: Sequence[str], line: int, texts: list[str]) -> None:
    for i, text in enumerate(texts):
        if len(text) > MAX_CELL:
            name = header[i][:MAX_HEADING] if i < len(header) and header[i] else str(i + 1)
            raise ListError(file, *too_long(), At(line, name))


def too_long() -> tuple[str, str]:
    """Return what is wrong with a cell of more than ``MAX_CELL`` characters, and what to do."""
    return (
        _("a cell of more than {n} characters").format(n=MAX_CELL),
        _("expected a shorter text: is a quotation mark not closed?"),
    )


def _check_total(file: str, line: int, n: int, width: int) -> None:
    if n > MAX_ROWS or n * width > MAX_CELLS:
        raise ListError(
            file,
            _("more than {n} rows").format(n=min(MAX_ROWS, MAX_CELLS // width)),
            _("expected fewer: split the list, or remove columns that the map does not need"),
            At(line),
        )


def _names(header: Sequence[str]) -> tuple[str, ...]:
    """Return names that are unique: an empty one is numbered, a second one of a name too."""
    names: list[str] = []
    taken: set[str] = set()
    for i, text in enumerate(header, 1):
        plain = " ".join(text.split())[:MAX_HEADING] or _("Column {n}").format(n=i)
        name, n = plain, 2
        while name in taken:
            name, n = f"{plain} ({n})", n + 1
        taken.add(name)
        names.append(name)
    return tuple(names)
