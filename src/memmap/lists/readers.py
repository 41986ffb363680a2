"""Any file that somebody brings becomes sheets, or one error that says what to do."""

import codecs
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from zipfile import BadZipFile

from memmap.i18n import N_
from memmap.i18n import gettext as _
from memmap.lists.excel import read_workbook
from memmap.lists.geo import read_geojson, read_kml, read_kmz
from memmap.lists.sheet import MAX_BYTES, ListError, Sheet, expected_rows
from memmap.lists.text import decode, read_text


@dataclass(frozen=True)
class Reading:
    """How to read a file where its own marks do not tell, or tell wrongly.

    Attributes:
        encoding: Python's name of the encoding of a text, "" to find it out.
        header: Whether the first row names the columns, None to find it out.
    """

    encoding: str = ""
    header: bool | None = None


def read_list(file: str, data: bytes, reading: Reading | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of a CSV, TSV, XLSX, GeoJSON, KML or KMZ file that hold rows.

    The content decides how it is read, not the name.

    Args:
        file: Its name, for messages.
        data: Its content.
        reading: What a person said about it.

    Raises:
        ListError: It is empty, damaged, too large or of another kind.
    """
    file = PurePath(file.replace("\\", "/")).name or _("list")
    if not data.strip():
        raise ListError(file, _("empty"), expected_rows())
    if len(data) > MAX_BYTES:
        message = _("{n} MB").format(n=len(data) // 2**20)
        expected = _("expected {n} MB at the most: split the list").format(n=MAX_BYTES // 2**20)
        raise ListError(file, message, expected)
    try:
        return _reader(file, data, reading or Reading())()
    except ListError:
        raise
    except Exception as error:  # parsers raise anything for a damaged file
        message = _("the file is damaged ({error})").format(error=type(error).__name__)
        expected = _("expected a file that its own program opens: open it and save it again")
        raise ListError(file, message, expected) from error


def _reader(file: str, data: bytes, reading: Reading) -> Callable[[], tuple[Sheet, ...]]:
    if data.startswith(b"PK\x03\x04"):
        return lambda: _read_zip(file, data, reading)
    _refuse_others(file, data)
    head = _head(data)
    suffix = PurePath(file).suffix.lower()
    if head.startswith("{") or (head.startswith("[") and suffix in {".json", ".geojson"}):
        return lambda: (read_geojson(file, decode(file, data, reading.encoding)[0]),)
    if head.startswith("<"):
        return lambda: (read_kml(file, data),)
    return lambda: (
        read_text(file, decode(file, data, reading.encoding)[0], header_row=reading.header),
    )


def _read_zip(file: str, data: bytes, reading: Reading) -> tuple[Sheet, ...]:
    try:
        kml = read_kmz(file, data)
        return (kml,) if kml else read_workbook(file, data, header_row=reading.header)
    except BadZipFile as error:
        expected = _("expected a file that its own program opens: open it and save it again")
        raise ListError(file, _("the file is damaged"), expected) from error


def _head(data: bytes) -> str:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2:202].decode(name, "replace").lstrip()
    return data[:200].removeprefix(codecs.BOM_UTF8).decode("latin-1").lstrip()


_OTHERS = {
    b"\xd0\xcf\x11\xe0": N_("an old Excel file (.xls)"),
    b"%PDF": N_("a PDF file"),
    b"{\\rtf": N_("a text document (RTF)"),
    b"\x1f\x8b": N_("an archive (gzip)"),
    b"Rar!": N_("an archive (RAR)"),
    b"7z\xbc\xaf": N_("an archive (7-Zip)"),
}
"""Kinds of file by their first bytes."""
_HTML = ("<!doctype html", "<html", "<table")
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password holds: it looks like an old Excel file from outside."""


def _refuse_others(file: str, data: bytes) -> None:
    what = next((what for mark, what in _OTHERS.items() if data.startswith(mark)), "")
    if _head(data).lower().startswith(_HTML):
        what = N_("a web page (HTML)")
    if what and _PASSWORD in data:
        expected = _("expected one without: open it and save it without a password")
        raise ListError(file, _("this file has a password"), expected)
    if what:
        message = _("this is {what}").format(what=_(what))
        raise ListError(file, message, _("expected CSV, XLSX, GeoJSON or KML: save it as one"))
