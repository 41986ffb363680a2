"""XLSX: the sheet as it came, with what was found in columns after its own."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from memmap.i18n import gettext as _
from memmap.lists.results import Cell, Results, pair_results, place_results
from memmap.lists.review import Review
from memmap.lists.writers.source import Source

MAX_KEPT = 3 * 2**20
"""Bytes of a workbook that is kept as it is; a larger one would take a gigabyte of memory and is
written anew, without its colours."""
MAX_KEPT_UNPACKED = 48 * 2**20
"""Bytes that such a workbook unpacks to."""
MAX_SHEET_NAME = 31
MAX_COLUMN = 16_384
"""Columns of an Excel sheet."""


def write_xlsx(review: Review, source: Source) -> bytes:
    """Return a workbook of the review.

    Where all of the list came from one workbook, its sheets, formulas and looks are kept.
    """
    places, pairs = place_results(review), pair_results(review)
    results = [result for result in (places, pairs) if result]
    from_one = all(result.listing.sheet.file == source.file for result in results)
    original = source.workbook if from_one else b""
    book = _kept(original, results) if _can_be_kept(original) else None
    book = book or _new(places, pairs)
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def _can_be_kept(original: bytes) -> bool:
    if not 0 < len(original) <= MAX_KEPT:
        return False
    with ZipFile(BytesIO(original)) as archive:
        return sum(member.file_size for member in archive.infolist()) <= MAX_KEPT_UNPACKED


def _kept(original: bytes, results: list[Results]) -> Workbook | None:
    """Return the workbook with what was found, or None where it has no room for all of it."""
    book = load_workbook(BytesIO(original))
    for result in results:
        sheet = result.listing.sheet
        if sheet.title not in book.sheetnames:
            return None
        worksheet = book[sheet.title]
        first = worksheet.max_column + 1
        if first + len(result.found_columns) > MAX_COLUMN:
            return None
        if sheet.header_line:
            _fill(worksheet, sheet.header_line, first, result.found_columns)
        for record in result.records:
            _fill(worksheet, record.row.line, first, record.found)
    return book


def _fill(worksheet: Any, line: int, first: int, cells: tuple[Cell, ...]) -> None:
    for column, value in enumerate(cells, first):
        if value != "":
            _set(worksheet.cell(line, column), value)


def _set(cell: Any, value: Cell) -> None:
    """Set a cell; a text is a text, whatever it begins with: a formula in it does not run."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"


def _new(places: Results | None, pairs: Results | None) -> Workbook:
    book = Workbook(write_only=True)
    for result, title in ((places, _("Places")), (pairs, _("Partnerships"))):
        if result is None:
            continue
        worksheet = book.create_sheet((result.listing.sheet.title or title)[:MAX_SHEET_NAME])
        worksheet.append([_cell(worksheet, name) for name in result.columns])
        for cells in result.rows():
            worksheet.append([_cell(worksheet, value) for value in cells])
    return book


def _cell(worksheet: Any, value: Cell) -> Any:
    """Return what a sheet is given for a value.

    openpyxl takes a text that begins with "=" for a formula, and some with "#" for an error. A
    cell of its own takes four times as long, which two hundred thousand rows make a minute.
    """
    if not isinstance(value, str):
        return value
    if not value.startswith(("=", "#")) and not ILLEGAL_CHARACTERS_RE.search(value):
        return value
    cell = WriteOnlyCell(worksheet)
    _set(cell, value)
    return cell
