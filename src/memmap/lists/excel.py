"""XLSX workbooks, read row by row, after a look at what they would unpack to."""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from memmap.i18n import N_
from memmap.i18n import gettext as _
from memmap.lists.archive import check_workbook, check_zip
from memmap.lists.header import Header, take_header
from memmap.lists.sheet import At, ListError, Sheet, build_sheet, expected_rows

MAX_SHEETS = 50
CONTENT_TYPES = "[Content_Types].xml"
"""The member of a ZIP archive by which one knows a workbook."""
_OTHERS = {
    "mimetype": N_("an OpenDocument file (.ods, .odt)"),
    "word/document.xml": N_("a Word document"),
    "ppt/presentation.xml": N_("a presentation"),
    "xl/workbook.bin": N_("a binary Excel file (.xlsb)"),
}
"""Kinds of zip by a member that only they have."""
MAX_LINES = 2**20
"""Lines of an Excel sheet."""


def read_workbook(file: str, data: bytes, *, header_row: bool | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold rows; formulas count by their last result.

    Raises:
        ListError: It is no workbook, holds no rows, or breaks a limit.
    """
    with ZipFile(BytesIO(data)) as archive:
        check_zip(file, archive)
        _refuse_others(file, archive)
        check_workbook(file, archive)
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets: list[Sheet] = []
    for worksheet in book.worksheets[:MAX_SHEETS]:
        # Excel's own note of a sheet's size is often wrong, and may be made to be.
        worksheet.reset_dimensions()
        rows = _rows(file, worksheet)
        header = take_header(rows, said=header_row)
        if header is not None:
            sheets.extend(_sheet(file, worksheet.title, header, alone=len(book.worksheets) == 1))
    book.close()
    if not sheets:
        raise ListError(file, _("empty"), expected_rows())
    return tuple(sheets)


def _refuse_others(file: str, archive: ZipFile) -> None:
    names = set(archive.namelist())
    for name, what in _OTHERS.items():
        if name in names:
            message = _("this is {what}").format(what=_(what))
            raise ListError(file, message, _("expected CSV, XLSX, GeoJSON or KML: save it as one"))
    if CONTENT_TYPES not in names:
        expected = _("expected CSV, XLSX, GeoJSON or KML: unpack it")
        raise ListError(file, _("this is a ZIP archive"), expected)


def _sheet(file: str, title: str, header: Header, *, alone: bool) -> Iterator[Sheet]:
    """Yield the sheet; one that has no rows is left out where there are others."""
    try:
        yield build_sheet(file, title, header)
    except ListError as error:
        if alone or error.problem.row > 1:
            raise


def _rows(file: str, worksheet: Any) -> Iterator[tuple[int, list[str]]]:
    for line, values in enumerate(worksheet.iter_rows(values_only=True), 1):
        if line > MAX_LINES:
            expected = _(
                "expected fewer: split the list, or remove columns that the map does not need"
            )
            raise ListError(file, _("more than {n} rows").format(n=MAX_LINES), expected, At(line))
        cells = [_text(value) for value in values[: _filled(values)]]
        if any(cells):
            yield line, cells


def _filled(values: tuple[Any, ...]) -> int:
    """Return how many cells there are up to the last filled one: a stray cell makes rows wide."""
    return next((n for n in range(len(values), 0, -1) if values[n - 1] is not None), 0)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
