"""Where the column names of a list stand: in its first row, below a title, or nowhere."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from memmap.i18n import ngettext
from memmap.lists.columns import is_heading

Line = tuple[int, Sequence[str]]
_LOOKED_AT = 10


class Header(NamedTuple):
    """The column names, the rows below them, and what was left out above.

    ``line`` is where the names stand, 0 where the list has none.
    """

    names: Sequence[str]
    rows: Iterable[Line]
    notes: tuple[str, ...] = ()
    line: int = 0


def take_header(rows: Iterator[Line], *, said: bool | None) -> Header | None:
    """Return the header of rows that are not blank, or None where there is no row.

    Args:
        rows: Rows with the lines that they stand on.
        said: Whether the first row names the columns; None finds out: a row among the first ten
            with two known names does, or with one below a title; else the first row does, if it
            has more than one cell.
    """
    begin = list(islice(rows, _LOOKED_AT))
    if not begin:
        return None
    at = _known(begin) if said is None else 0 if said else None
    if at is None:
        return Header([""] * len(begin[0][1]), chain(begin, rows))
    notes: tuple[str, ...] = ()
    if at:
        notes = (
            ngettext(
                "{n} row above the column names was left out.",
                "{n} rows above the column names were left out.",
                at,
            ).format(n=at),
        )
    line, names = begin[at]
    return Header(names, chain(begin[at + 1 :], rows), notes, line)


def _known(begin: list[Line]) -> int | None:
    counts = [sum(map(is_heading, cells)) for _line, cells in begin]
    if counts[0]:
        return 0
    filled = [sum(1 for cell in cells if cell.strip()) for _line, cells in begin]
    title = filled[0] == 1
    below = next(
        (i for i, n in enumerate(counts) if n >= 2 or (title and n and filled[i] > 1)), None
    )
    if below is not None:
        return below
    return 0 if len(begin[0][1]) > 1 else None
